"""Whether what is said beside a return is what the history tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import NamedTuple

from indicators.audit.doubts import Unexplained, is_other_day, on_day
from indicators.returns.comments.models import Comment, CommentKind
from ledger.models import Change, ChangedField
from numerals import Month
from plans.models import Plan


class _Word(NamedTuple):
    """A line of a thread: what it does, what it says, and who it is by."""

    kind: str
    text: str
    by: int | None

    def __str__(self) -> str:
        return f"{self.text or self.kind}, by {self.by}"


_Thread = tuple[Month | None, int | None]


def unexplained_talk(plan: Plan, changes: Sequence[Change]) -> Iterator[Unexplained]:
    """Lines of threads by their place: each as it was told, none more or less: one query."""
    told: dict[_Thread, list[tuple[_Word, Change]]] = {}
    rows: dict[_Thread, str] = {}
    for change in changes:
        if change.field not in (ChangedField.COMMENT, ChangedField.THREAD):
            continue
        key = change.of_month, change.indicator_id
        words = told.setdefault(key, [])
        rows[key] = change.row
        if word := _word(change, [one for one, _ in words]):
            words.append((word, change))
    stored: dict[_Thread, list[tuple[_Word, datetime]]] = {}
    for one in Comment.objects.filter(plan=plan).select_related("indicator").order_by("pk"):
        key = one.month, one.indicator_id
        rows.setdefault(key, one.indicator.row if one.indicator else "")
        stored.setdefault(key, []).append((_Word(one.kind, one.text, one.by_id), one.at))
    for key in {**told, **stored}:
        for line, comment in zip_longest(told.get(key, ()), stored.get(key, ())):
            known = str(line[0]) if line else None
            found = str(comment[0]) if comment else None
            if line and comment and is_other_day(line[1].at, comment[1]):
                known, found = on_day(known, line[1].at), on_day(found, comment[1])
            if known != found or (line and comment and line[0] != comment[0]):
                yield Unexplained(
                    plan.address,
                    str(key[0]),
                    rows[key],
                    ChangedField.COMMENT,
                    known,
                    found,
                    str(line[1].by or "") if line else "",
                )


def _word(change: Change, before: Sequence[_Word]) -> _Word | None:
    """What the line tells of; nothing where a comment opened the thread by being made."""
    if change.field == ChangedField.COMMENT:
        return _Word(CommentKind.SAID, change.after or "", change.by_id)
    if change.after == CommentKind.SETTLED:
        return _Word(CommentKind.SETTLED, "", change.by_id)
    if before and before[-1].kind == CommentKind.SAID:
        return None
    return _Word(CommentKind.REOPENED, "", change.by_id)
