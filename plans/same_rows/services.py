"""Answers about two rows are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import NamedTuple

from django.db import transaction

from ledger.models import Change, ChangeSubject
from ledger.services import record
from offices.journal.events import OfficeMatter
from offices.models import Office, User
from plans.document.matching import Answer
from plans.document.matching.wordings import Worded
from plans.same_rows.models import RowMatch


class GivenAnswer(NamedTuple):
    """An answer about two wordings; ``None`` takes back what was answered."""

    one: Worded
    other: Worded
    answer: Answer | None


@transaction.atomic
def answer_rows(given: Iterable[GivenAnswer], *, scope: Office, by: User) -> int:
    """Keep the answers for all offices under ``scope``, and tell the ledger; how many are new."""
    known = {
        (one.first, one.second): one
        for one in RowMatch.objects.select_for_update().filter(scope=scope)
    }
    lines = []
    for one, other, answer in given:
        first, second = sorted((one, other), key=lambda words: words.key)
        stored = known.get((first.key, second.key))
        before = Answer(stored.answer) if stored else None
        if answer == before:
            continue
        if answer is None:
            RowMatch.objects.filter(scope=scope, first=first.key, second=second.key).delete()
        else:
            RowMatch.objects.update_or_create(
                scope=scope,
                first=first.key,
                second=second.key,
                defaults={
                    "answer": answer,
                    "by": by,
                    "first_words": astuple(first),
                    "second_words": astuple(second),
                },
            )
        lines.append(
            Change(
                subject=ChangeSubject.OFFICE,
                office=scope,
                field=OfficeMatter.SAME_ROWS,
                before=_told(first, second, before),
                after=_told(first, second, answer),
            )
        )
    record(lines, by=by)
    return len(lines)


def _told(first: Worded, second: Worded, answer: Answer | None) -> str | None:
    if answer is None:
        return None
    sign = "=" if answer is Answer.SAME else "≠"
    return f"“{_named(first)}” {sign} “{_named(second)}”"


def _named(words: Worded) -> str:
    return f"{words.title} ({words.unit})" if words.unit else words.title
