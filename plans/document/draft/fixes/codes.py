"""Codes: by the parent's, by the place, or all anew."""

from __future__ import annotations

from collections.abc import Iterator

from numerals import localize_digits
from plans.document.draft.composed import renumbered
from plans.document.draft.fixes.fixing import Fixing, fix
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.texts import code_in
from plans.document.draft.values import DraftRow, RowLevel


def code(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The code that follows from the parent, or from the place of the row."""
    row = fixing.rows[key]
    taken = {
        code_in(one.said("code"))
        for one in fixing.draft.rows
        if one.level is row.level and one.key != key
    }
    by_parent = _code_by_parent(fixing, key)
    offered = []
    for name, code, why_bn, why_en in (
        (
            "code-of-parent",
            by_parent,
            "উপরের কোড ও তার অধীন ক্রম থেকে কোডটি পাওয়া যায়।",
            "It follows from the code above and the place below it.",
        ),
        (
            "code-of-place",
            fixing.codes[key],
            "সারিটির অবস্থান থেকে কোডটি পাওয়া যায়।",
            "It follows from the place of the row.",
        ),
    ):
        if code is None or code in taken or code in offered:
            continue
        offered.append(code)
        bn, en = (localize_digits(code, language=one) for one in ("bn", "en"))
        yield fix(
            name,
            bn=f"কোড {bn} লিখুন",
            en=f"Make the code {en}",
            why_bn=why_bn,
            why_en=why_en,
            changes=fixing.cell(key, "code", localize_digits(code, language=fixing.draft.language)),
        )
    yield from renumber(fixing)


def _code_by_parent(fixing: Fixing, key: int) -> str | None:
    place = 0
    row = fixing.rows[key]
    above: DraftRow | None = None
    for one, objective, activity in fixing.draft.with_parents():
        parent = activity or objective if one.level is RowLevel.INDICATOR else objective
        if one.level is not row.level:
            continue
        place = place + 1 if parent is above else 1
        above = parent
        if one.key == key:
            code = code_in(parent.said("code")) if parent else None
            return f"{code}.{place}" if code else None
    return None


def renumber(fixing: Fixing) -> Iterator[Fix]:
    """All codes by the order of the rows."""
    yield fix(
        "renumber",
        bn="সব কোড নতুন করে বসান",
        en="Renumber all rows",
        why_bn="সারিগুলোর ক্রম অনুসারে ১, ১.১, ১.১.১ করে কোড বসবে।",
        why_en="By the order of the rows, as 1, 1.1, 1.1.1.",
        changes=renumbered(fixing.draft),
    )


def all_codes(fixing: Fixing) -> Iterator[Fix]:
    """Where no indicator has a code."""
    yield from renumber(fixing)
