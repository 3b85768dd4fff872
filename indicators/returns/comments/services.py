"""The talk is written: something is said, a thread is settled or opened again."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from indicators.returns.comments.models import COMMENT_LIMIT, Comment, CommentKind
from indicators.returns.comments.selectors import Subject
from indicators.returns.models import MonthlyReturn
from ledger.models import Change, ChangedField
from ledger.services import record
from notices.models import NoticeKind
from notices.services import notify
from offices.models import User
from offices.selectors import officers_of, reviewers_of
from plans.models import Plan

LONGEST_THREAD: Final = 200
"""Lines of one thread; who needs more telephones."""

OPEN: Final = "open"
"""What the history calls a thread that is not settled."""


class CommentRefused(Exception):
    """A text that is empty or too long, or a thread that is full."""


class ThreadMoved(Exception):
    """Something was written to the thread since the page was opened."""


@transaction.atomic
def add_comment(subject: Subject, *, text: str, after: int, by: User) -> Comment:
    """Add a comment; a settled thread is open again with it.

    ``after`` is the thread's last line as the writer saw it (0 for none): the same text of
    the same person after it is a repeat, gives the comment that is there and writes nothing.
    Raises ``CommentRefused``.
    """
    if not text or len(text) > COMMENT_LIMIT:
        raise CommentRefused("nothing is said, or too much")
    _lock(subject)
    repeated = subject.lines.filter(pk__gt=after, by=by, kind=CommentKind.SAID, text=text).first()
    if repeated:
        return repeated
    last = subject.lines.last()
    if last and subject.lines.count() >= LONGEST_THREAD:
        raise CommentRefused("the thread is full")
    comment = _write(subject, CommentKind.SAID, text=text, by=by)
    changes = [_change(subject, ChangedField.COMMENT, before=None, after=text, by=by)]
    if last and last.kind == CommentKind.SETTLED:
        changes.append(
            _change(subject, ChangedField.THREAD, before=CommentKind.SETTLED, after=OPEN, by=by)
        )
    record(changes)
    _tell(comment, subject)
    return comment


@transaction.atomic
def resolve_thread(subject: Subject, *, after: int, by: User) -> None:
    """Say that nothing is left to say. Raises ``ThreadMoved`` if ``after`` is not the last line."""
    _turn(subject, CommentKind.SETTLED, after=after, by=by)


@transaction.atomic
def reopen(subject: Subject, *, after: int, by: User) -> None:
    """Say that something is left after all. Raises ``ThreadMoved`` as ``resolve_thread`` does."""
    _turn(subject, CommentKind.REOPENED, after=after, by=by)


def _tell(comment: Comment, subject: Subject) -> None:
    """The other side hears of it.

    The office's reviewers may be many: those of them who talk here already, or else all.
    """
    office, by = subject.plan.office, comment.by
    to = officers_of(office)
    if to.filter(pk=by.pk).exists():
        to = reviewers_of(office)
        talking = to.filter(pk__in=subject.lines.exclude(by=by).values("by"))
        to = talking if talking.exists() else to
    notify(
        to,
        NoticeKind.COMMENTED,
        plan=subject.plan.pk,
        month=subject.month,
        indicator=subject.indicator.pk if subject.indicator else None,
        words=comment.text,
        by=by,
    )


def _turn(subject: Subject, kind: CommentKind, *, after: int, by: User) -> None:
    _lock(subject)
    last = subject.lines.last()
    if (
        last is None
        or last.pk != after
        or (last.kind == CommentKind.SETTLED) == (kind == CommentKind.SETTLED)
    ):
        raise ThreadMoved
    _write(subject, kind, text="", by=by)
    states = (
        (OPEN, CommentKind.SETTLED) if kind == CommentKind.SETTLED else (CommentKind.SETTLED, OPEN)
    )
    record([_change(subject, ChangedField.THREAD, before=states[0], after=states[1], by=by)])


def _lock(subject: Subject) -> None:
    """The plan's row, ours until commit: the same request sent many times at once is one."""
    Plan.objects.select_for_update(no_key=True).get(pk=subject.plan.pk)


def _write(subject: Subject, kind: CommentKind, *, text: str, by: User) -> Comment:
    return Comment.objects.create(
        plan=subject.plan,
        month=subject.month,
        indicator=subject.indicator,
        kind=kind,
        text=text,
        by=by,
    )


def _change(
    subject: Subject, field: ChangedField, *, before: str | None, after: str | None, by: User
) -> Change:
    monthly_return = (
        MonthlyReturn.objects.filter(plan=subject.plan, month=subject.month).order_by("pk").first()
    )
    return Change(
        plan=subject.plan,
        monthly_return=monthly_return,
        month="" if monthly_return else str(subject.month),
        indicator=subject.indicator,
        row=subject.indicator.row if subject.indicator else "",
        field=field,
        before=before,
        after=after,
        by=by,
    )
