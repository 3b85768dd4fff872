"""The worker's part of a round: its emails in portions, so that other work comes between."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Final
from uuid import UUID

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from ledger.services import record
from offices.accounts.invitations.choosing import still_needed
from offices.accounts.invitations.models import Invitation, InvitationBatch, InvitationState
from offices.accounts.passwords.links import path_of_link
from offices.accounts.passwords.mail import link_message
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event

logger = logging.getLogger(__name__)

PORTION: Final = 50
"""Emails of one job, sent over one line to the mail server."""

PAUSES: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
)
"""Before the mail server is called again; after the last one the round halts, and says so."""

MOST_TRIES: Final = 4
"""How often one person's email is put off by the mail server before it counts as refused."""


class LineLost(Exception):
    """The mail server can't be reached, or takes nothing from us: nobody's mail gets through."""


@task(priority=-10)
def send_portion(pk: str) -> int:
    """Send the next links of a round, and queue the portion after; how many were sent.

    May be begun twice: who was sent a link is not sent another, but for the one at whom a worker
    died, and then it is the same link.
    """
    made = InvitationBatch.objects.filter(pk=UUID(pk)).first()
    if made is None:
        return 0
    _pass_over(made)
    waiting = made.links.filter(state=InvitationState.WAITING)
    portion = list(waiting.select_related("user").order_by("tries", "id")[:PORTION])
    try:
        outcomes = _send(portion, made=made)
    except LineLost as reason:
        logger.warning("Invitations %s: the mail server was not reached: %s", pk, reason)
        _put_off(made)
        return 0
    _go_on(made, pause=PAUSES[0] if outcomes and InvitationState.MADE not in outcomes else None)
    return outcomes.count(InvitationState.MADE)


def _pass_over(made: InvitationBatch) -> None:
    """Take the addresses of now, and leave out who needs no link any more."""
    waiting = made.links.filter(state=InvitationState.WAITING)
    moved = list(waiting.exclude(address=F("user__email")).select_related("user"))
    for link in moved:
        link.address = link.user.email
    Invitation.objects.bulk_update(moved, ["address"], batch_size=500)
    waiting.filter(address="").update(state=InvitationState.PASSED)
    waiting.exclude(pk__in=still_needed(waiting).values("pk")).update(state=InvitationState.PASSED)


def _send(portion: list[Invitation], *, made: InvitationBatch) -> list[InvitationState]:
    """Send each one's link; raises ``LineLost`` only where that was before the first of them."""
    outcomes: list[InvitationState] = []
    if not portion:
        return outcomes
    line = get_connection()
    try:
        line.open()
        for link in portion:
            if _is_waiting(link):
                outcomes.append(_sent(link, made=made, line=line))
                _note(link, outcomes[-1])
    except OSError as error:
        if InvitationState.MADE not in outcomes:
            raise LineLost(_in_brief(error)) from error
    finally:
        _hang_up(line)
    return outcomes


def _is_waiting(link: Invitation) -> bool:
    """Whether nobody has stopped the round meanwhile."""
    return Invitation.objects.filter(pk=link.pk, state=InvitationState.WAITING).exists()


def _sent(link: Invitation, *, made: InvitationBatch, line: BaseEmailBackend) -> InvitationState:
    """Send one link: made, failed for good, or waiting for another try."""
    path = path_of_link(link.user, until=made.ends_at)
    message = link_message(link.user, link=path, until=made.ends_at)
    try:
        line.send_messages([message])
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        logger.warning("Invitations %s, person %s: %s", made.pk, link.user_id, _in_brief(error))
        is_for_now = 400 <= _code(error) < 500 and link.tries + 1 < MOST_TRIES
        return InvitationState.WAITING if is_for_now else InvitationState.FAILED
    except ValueError:
        # An address that can't stand in an email's head.
        return InvitationState.FAILED
    return InvitationState.MADE


@transaction.atomic
def _note(link: Invitation, state: InvitationState) -> None:
    if state == InvitationState.WAITING:
        Invitation.objects.filter(pk=link.pk).update(tries=F("tries") + 1)
        return
    Invitation.objects.filter(pk=link.pk).update(state=state)
    if state == InvitationState.FAILED:
        record([user_event(link.user, AccountEvent.MAIL)], by=None)


@transaction.atomic
def _go_on(made: InvitationBatch, *, pause: timedelta | None) -> None:
    """Queue the next portion, if anybody waits; later, where the mail server put off all."""
    if made.links.filter(state=InvitationState.WAITING).exists():
        _queue(made, pause=pause, unreached=0)


@transaction.atomic
def _put_off(made: InvitationBatch) -> None:
    """Call the mail server again after a pause; after the last one, not before somebody asks."""
    if made.unreached < len(PAUSES):
        _queue(made, pause=PAUSES[made.unreached], unreached=made.unreached + 1)


def _queue(made: InvitationBatch, *, pause: timedelta | None, unreached: int) -> None:
    later = send_portion.using(run_after=timezone.now() + pause) if pause else send_portion
    job = UUID(later.enqueue(str(made.pk)).id)
    InvitationBatch.objects.filter(pk=made.pk).update(job=job, unreached=unreached)


def _hang_up(line: BaseEmailBackend) -> None:
    try:
        line.close()
    except OSError as error:
        logger.warning("The mail server did not say goodbye: %s", _in_brief(error))


def _code(error: SMTPRecipientsRefused | SMTPDataError) -> int:
    if isinstance(error, SMTPDataError):
        return int(error.smtp_code)
    return max((int(code) for code, _words in error.recipients.values()), default=0)


def _in_brief(error: Exception) -> str:
    """The kind of failure and its number: what a mail server answers may quote the link."""
    number = getattr(error, "smtp_code", None) or getattr(error, "errno", None) or ""
    return f"{type(error).__name__} {number}".strip()
