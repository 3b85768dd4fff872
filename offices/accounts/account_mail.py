"""The emails that say what was changed of an account: its sign-in, or the address itself.

Who changes these may be about to take the account; whoever has it, or had the address, hears of it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task

from offices.journal.events import AccountEvent
from offices.models import User
from presentation.figures import clock, day

logger = logging.getLogger(__name__)

PORTION: Final = 50
"""Emails of one job, sent over one line to the mail server."""

PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Before the second, third and fourth attempt."""

Told = tuple[int, str]
"""A person's id, and the address that is told."""

_ADDRESS: Final = "email"

_SENTENCES: Final[dict[str, Promise]] = {
    _ADDRESS: gettext_lazy(
        "The email address of your account “%(username)s” in Lokkho was changed on %(day)s at "
        "%(time)s. Messages and links to set a password go to the new address from now on."
    ),
    AccountEvent.PASSWORD_BY_LINK: gettext_lazy(
        "A new password was set by link for your account “%(username)s” in Lokkho on %(day)s at "
        "%(time)s. You were signed out everywhere."
    ),
    AccountEvent.NEW_PASSWORD: gettext_lazy(
        "The password of your account “%(username)s” in Lokkho was changed on %(day)s at "
        "%(time)s. You were signed out everywhere else."
    ),
    AccountEvent.PHONE: gettext_lazy(
        "Two-step sign-in was set up for your account “%(username)s” in Lokkho on %(day)s at "
        "%(time)s. Signing in now needs a code from the phone as well."
    ),
    AccountEvent.OTHER_PHONE: gettext_lazy(
        "Another phone was set up for your account “%(username)s” in Lokkho on %(day)s at "
        "%(time)s. The earlier phone and recovery codes no longer work."
    ),
    AccountEvent.PHONE_REMOVED: gettext_lazy(
        "Two-step sign-in was removed from your account “%(username)s” in Lokkho on %(day)s at "
        "%(time)s. The password alone is now enough to sign in."
    ),
    AccountEvent.NEW_CODES: gettext_lazy(
        "New recovery codes were made for your account “%(username)s” in Lokkho on %(day)s at "
        "%(time)s. The earlier ones no longer work."
    ),
    AccountEvent.CODE_USED: gettext_lazy(
        "A recovery code of your account “%(username)s” in Lokkho was used on %(day)s at %(time)s."
    ),
    AccountEvent.RESET: gettext_lazy(
        "Two-step sign-in of your account “%(username)s” in Lokkho was reset on %(day)s at "
        "%(time)s. The earlier phone and recovery codes no longer work, and you were signed out "
        "everywhere."
    ),
}


def tell_old_addresses(people: Iterable[tuple[User, User]], *, by: User | None) -> None:
    """Queue an email to each old address that changed; ``people`` are as stored, as changed."""
    moved = [(old.pk, old.email) for old, new in people if old.email and old.email != new.email]
    _queue(moved, _ADDRESS, by=by)


def tell_person(user: User, event: AccountEvent, *, by: User | None) -> None:
    """Queue an email to the person, if they have an address, of what was done to their sign-in."""
    _queue([(user.pk, user.email)] if user.email else [], event.value, by=by)


@task(priority=20)
def send_account_mail(told: list[Told], what: str, by: int, at: str, attempt: int = 1) -> int:
    """Send the emails in each person's language; how many were sent. Others are tried again.

    ``what`` names a sentence of the list above; ``by`` is the id of who did it, 0 for a command.
    """
    people = User.objects.in_bulk([pk for pk, _address in told])
    doer = User.objects.filter(pk=by).first()
    failed: list[Told] = []
    line = get_connection()
    for pk, address in told:
        if pk not in people:
            continue
        message = _message(people[pk], address, what=what, by=doer, at=datetime.fromisoformat(at))
        try:
            line.send_messages([message])
        except OSError as error:
            logger.warning("Person %s was not told: %s", pk, type(error).__name__)
            failed.append((pk, address))
    if failed and attempt <= len(PAUSES):
        later = send_account_mail.using(run_after=timezone.now() + PAUSES[attempt - 1])
        later.enqueue(failed, what, by, at, attempt + 1)
    return len(told) - len(failed)


def _queue(told: list[Told], what: str, *, by: User | None) -> None:
    doer, at = by.pk if by else 0, timezone.now().isoformat()
    for start in range(0, len(told), PORTION):
        send_account_mail.enqueue(told[start : start + PORTION], what, doer, at)


def _message(
    person: User, address: str, *, what: str, by: User | None, at: datetime
) -> EmailMessage:
    with override(person.language):
        about = {"username": person.username, "day": day(at), "time": clock(at)}
        told = {
            "person": person,
            "what": str(_SENTENCES[what]) % about,
            "by": by if by != person else None,
        }
        text = render_to_string("offices/accounts/account_mail.txt", told)
        return EmailMessage(_subject(what), text, to=[address])


def _subject(what: str) -> str:
    if what == _ADDRESS:
        return _("Lokkho: your email address was changed")
    return _("Lokkho: %(event)s") % {"event": AccountEvent(what).label}
