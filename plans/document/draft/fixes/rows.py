"""Titles with a slip, rows with nothing beneath or above them."""

from __future__ import annotations

from collections.abc import Iterator

from plans.document.checks.spelling import SLIPS
from plans.document.draft.changes import AddRow, RemoveRow
from plans.document.draft.fixes.fixing import Fixing, fix
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.values import DraftRow, RowLevel


def spelling(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The word that was surely meant."""
    title = fixing.rows[key].said("title")
    meant = title
    for slip in SLIPS:
        meant = slip.pattern.sub(
            lambda found, slip=slip: found[0].replace(slip.written, slip.meant),  # type: ignore[misc]
            meant,
        )
    yield fix(
        "spelling",
        bn=f"“{meant}” লিখুন",
        en=f"Write “{meant}”",
        why_bn="শব্দটি সম্ভবত টাইপের ভুল।",
        why_en="The word is probably a slip of typing.",
        changes=fixing.cell(key, "title", meant) if meant != title else (),
    )


def empty(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """A row goes that has nothing beneath it."""
    yield fix(
        "remove",
        bn="সারিটি বাদ দিন",
        en="Remove the row",
        why_bn="এর অধীন কিছু নেই।",
        why_en="Nothing stands beneath it.",
        changes=(RemoveRow(key),),
    )


def objective_above(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """An objective over the rows that have none."""
    yield fix(
        "add-objective",
        bn="উপরে একটি উদ্দেশ্য যোগ করুন",
        en="Add an objective above",
        why_bn="প্রতিটি কার্যক্রম ও সূচক একটি উদ্দেশ্যের অধীন।",
        why_en="Every activity and indicator belongs to an objective.",
        changes=(AddRow(DraftRow(0, RowLevel.OBJECTIVE), after=None),),
    )
