"""Readers of the talk: one thread, and what all threads of a month come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, Q, QuerySet

from indicators.returns.comments.models import Comment, CommentKind
from indicators.returns.models import CellNote, ReturnStep, State
from numerals import Month
from offices.prepared import Given, Prepared
from plans.models import Indicator, Plan
from presentation.fields import MonthField


@dataclass(frozen=True, slots=True)
class Subject:
    """What a thread is about: a month's return, or one cell of it."""

    plan: Plan
    month: Month
    indicator: Indicator | None = None

    @property
    def lines(self) -> QuerySet[Comment]:
        """The thread, oldest first."""
        return Comment.objects.filter(
            plan=self.plan, month=self.month, indicator=self.indicator
        ).order_by("pk")


@dataclass(frozen=True, slots=True)
class CommentTally:
    """How many comments a thread has, and whether it is settled."""

    said: int = 0
    is_settled: bool = False

    @classmethod
    def of(cls, lines: Sequence[Comment]) -> CommentTally:
        """What the lines of one thread come to."""
        said = sum(line.kind == CommentKind.SAID for line in lines)
        return cls(said, is_settled=bool(lines) and lines[-1].kind == CommentKind.SETTLED)

    @property
    def is_open(self) -> bool:
        """Whether something was said that waits for someone."""
        return self.said > 0 and not self.is_settled


NOTHING_SAID: Final = CommentTally()

Talk = Mapping[int | None, CommentTally]
"""The threads of a month by indicator id; ``None`` is the return as a whole."""


def comment_counts(plan: Plan, month: Month) -> Talk:
    """What all threads of the month's return come to: one query, however much was said."""
    threads = _THREADS.ask(plan=plan.pk, month=month)
    return {
        indicator: CommentTally(said, last == settled) for indicator, said, last, settled in threads
    }


_THREADS: Final = Prepared(
    lambda: (
        Comment.objects.filter(plan=Given("plan"), month=Given("month", MonthField()))
        .order_by()
        .values_list("indicator")
        .annotate(
            said=Count("pk", filter=Q(kind=CommentKind.SAID)),
            last=Max("pk"),
            settled=Max("pk", filter=Q(kind=CommentKind.SETTLED)),
        )
    )
)


def thread_of(subject: Subject) -> list[Comment]:
    """The lines of a thread, oldest first, with who wrote them: one query."""
    return list(subject.lines.select_related("by"))


def comments_and_last_said(
    plan: Plan, month: Month, *, most: int = 3
) -> tuple[Talk, list[Comment]]:
    """The counts, and what was said last of the return as a whole, oldest first: one query."""
    threads: dict[int | None, list[Comment]] = {}
    lines = Comment.objects.filter(plan=plan, month=month).select_related("by")
    for line in lines.order_by("pk"):
        threads.setdefault(line.indicator_id, []).append(line)
    said = [line for line in threads.get(None, ()) if line.kind == CommentKind.SAID]
    return {indicator: CommentTally.of(own) for indicator, own in threads.items()}, said[-most:]


def notes_on(subject: Subject) -> list[CellNote]:
    """The reviewer's notes on the cell with the office's answers, oldest first: one query."""
    if subject.indicator is None:
        return []
    notes = CellNote.objects.filter(
        indicator=subject.indicator,
        step__monthly_return__plan=subject.plan,
        step__monthly_return__month=subject.month,
    )
    return list(notes.select_related("step__by", "answered_by").order_by("step__pk"))


def returns_of(subject: Subject) -> list[ReturnStep]:
    """The times that the return went back with a reason, oldest first: one query."""
    if subject.indicator is not None:
        return []
    steps = ReturnStep.objects.filter(
        monthly_return__plan=subject.plan,
        monthly_return__month=subject.month,
        to_state=State.RETURNED,
    )
    return list(steps.select_related("by").order_by("pk"))
