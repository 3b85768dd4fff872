"""Who is where: postings are added, ended, corrected, and moved from office to office."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ledger.models import Change
from ledger.services import record
from numerals import day_after, day_before
from offices.journal.recording import posting_changed, posting_told
from offices.models import Capacity, Office, Posting, Reach, Role, User
from offices.refusal import Refused
from offices.services.administrators import keeping_administrators
from presentation.figures import day_in_digits


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a person is to do at an office."""

    office: Office
    role: str
    reach: str = Reach.SUBTREE
    capacity: str = Capacity.REGULAR


def add_postings(
    user: User,
    assignments: Sequence[Assignment],
    *,
    starts: date,
    ends: date | None = None,
    by: User | None,
) -> list[Posting]:
    """Post the person to one or more assignments from ``starts`` on, all or none.

    Raises ``Refused`` for what the person is posted to already, for a closed office or account.
    """
    with keeping_administrators(by=by):
        _lock(user)
        if not user.is_active:
            raise Refused(_("The account is closed. Open it before posting the person."))
        return [
            _post(user, assignment, starts=starts, ends=ends, by=by) for assignment in assignments
        ]


def change_posting(
    posting: Posting, assignment: Assignment, *, starts: date, ends: date | None, by: User | None
) -> None:
    """Correct what was entered wrongly. Raises ``Refused`` as ``add_postings`` does."""
    before = posting_told(posting)
    days = (posting.starts, starts, day_after(ends) if ends else None)
    with keeping_administrators(*days, by=by):
        _lock(posting.user)
        came_from = posting.office_id
        _fill(posting, assignment, starts=starts, ends=ends)
        _refuse_unfit(posting)
        posting.save()
        record(_moved(posting, came_from, before=before), by=by)


def end_posting(posting: Posting, *, last_day: date, by: User | None) -> None:
    """Let ``last_day`` be the posting's last.

    Raises ``Refused`` if it had not begun by then, or ends by then anyway.
    """
    with keeping_administrators(day_after(last_day), by=by):
        _lock(posting.user)
        if posting.ends and posting.ends <= last_day:
            raise Refused(
                _("The posting already ends on %(day)s. To make it longer, correct it.")
                % {"day": day_in_digits(posting.ends)}
            )
        _end(posting, last_day=last_day, by=by)


def withdraw_posting(posting: Posting, *, by: User | None) -> None:
    """Take back a posting that was never right; the journal keeps that it was there."""
    with keeping_administrators(posting.starts, by=by):
        _lock(posting.user)
        _withdraw(posting, by=by)


def transfer(
    user: User,
    *,
    on: date,
    leaving: Sequence[Posting],
    assignments: Sequence[Assignment],
    by: User | None,
) -> list[Posting]:
    """Move the person: what is left ends the day before ``on``, the assignments begin on ``on``.

    One transaction, all or nothing. Raises ``Refused`` as ``add_postings`` and ``end_posting``.
    """
    with keeping_administrators(on, by=by):
        _lock(user)
        for posting in leaving:
            _end(posting, last_day=day_before(on), by=by)
        return [_post(user, assignment, starts=on, ends=None, by=by) for assignment in assignments]


def stop_postings(postings: Iterable[Posting], *, last_day: date, by: User | None) -> None:
    """End what has begun by ``last_day``; withdraw what was to begin later.

    The caller keeps the transaction, and the administrators.
    """
    for posting in postings:
        if posting.starts <= last_day:
            _end(posting, last_day=last_day, by=by)
        else:
            _withdraw(posting, by=by)


def _lock(user: User) -> None:
    """Two who post the same person at once wait for one another."""
    held = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.is_active = held.is_active


def _post(
    user: User, assignment: Assignment, *, starts: date, ends: date | None, by: User | None
) -> Posting:
    posting = Posting(user=user)
    _fill(posting, assignment, starts=starts, ends=ends)
    _refuse_unfit(posting)
    posting.save()
    record([posting_changed(posting, before=None, after=posting_told(posting))], by=by)
    return posting


def _fill(posting: Posting, assignment: Assignment, *, starts: date, ends: date | None) -> None:
    posting.office, posting.role = assignment.office, assignment.role
    # Only a reviewer's posting may stop at the offices directly below.
    posting.reach = assignment.reach if assignment.role == Role.REVIEWER else Reach.SUBTREE
    posting.capacity = assignment.capacity if assignment.role == Role.HEAD else Capacity.REGULAR
    posting.starts, posting.ends = starts, ends


def _end(posting: Posting, *, last_day: date, by: User | None) -> None:
    if last_day < posting.starts:
        raise Refused(
            _("The posting “%(posting)s” has not begun: it begins on %(day)s. Withdraw it instead.")
            % {"posting": _name(posting), "day": day_in_digits(posting.starts)}
        )
    if posting.ends and posting.ends <= last_day:
        return
    before = posting_told(posting)
    posting.ends = last_day
    posting.save(update_fields=["ends"])
    record([posting_changed(posting, before=before, after=posting_told(posting))], by=by)


def _withdraw(posting: Posting, *, by: User | None) -> None:
    record([posting_changed(posting, before=posting_told(posting), after=None)], by=by)
    posting.delete()


def _moved(posting: Posting, came_from: int, *, before: str) -> list[Change]:
    """What the journal is told of a correction: to both offices, if it is another one now."""
    after = posting_told(posting)
    if came_from == posting.office_id:
        return [posting_changed(posting, before=before, after=after)] if before != after else []
    left = posting_changed(posting, before=before, after=None)
    left.office_id = came_from
    return [left, posting_changed(posting, before=None, after=after)]


def _refuse_unfit(posting: Posting) -> None:
    if posting.ends and posting.ends < posting.starts:
        raise Refused(_("The posting cannot end before it begins."))
    _refuse_closed(posting)
    _refuse_twice(posting)


def _refuse_closed(posting: Posting) -> None:
    closes = posting.office.active_to
    if closes and (posting.ends is None or posting.ends > closes):
        raise Refused(
            _("%(office)s closes after %(day)s; a posting there ends by then.")
            % {"office": posting.office.name, "day": day_in_digits(closes)}
        )


def _refuse_twice(posting: Posting) -> None:
    alike = Posting.objects.filter(
        Q(ends=None) | Q(ends__gte=posting.starts),
        user=posting.user,
        office=posting.office,
        role=posting.role,
    ).exclude(pk=posting.pk)
    if posting.ends:
        alike = alike.filter(starts__lte=posting.ends)
    first = alike.order_by("starts").first()
    if first:
        raise Refused(
            _("The person already has this role there: “%(posting)s”, %(period)s.")
            % {"posting": _name(posting), "period": period_text(first)}
        )


def period_text(posting: Posting) -> str:
    """``01-07-2024 – 30-06-2025``, or open at its end."""
    until = day_in_digits(posting.ends) if posting.ends else "…"
    return f"{day_in_digits(posting.starts)} – {until}"


def _name(posting: Posting) -> str:
    return f"{posting.get_role_display()} · {posting.office.short_name}"
