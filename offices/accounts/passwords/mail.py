"""The email with a link to set a password, sent by a worker.

The queue keeps ids of people alone. The link is made while its email is written: it stands in no
table and in no log.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from ledger.services import record
from offices.accounts.passwords.links import path_of_link, valid_until
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event
from offices.models import User

logger = logging.getLogger(__name__)

PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30))
"""Before the second, third and fourth attempt; somebody waits for it, so there is no fifth."""


@task(priority=20)
def send_links(users: list[int], attempt: int = 1) -> int:
    """Send each of ``users`` a link to set a password, in their language; how many were sent.

    Passes over who has no address, or no open account, by now. Those whom it failed for get
    another try later; the last failure stands in the journal of the person. An email of a worker
    that died while sending may come twice: either link works until one of them is used.
    """
    people = list(
        User.objects.filter(pk__in=users, is_active=True).exclude(email="").order_by("pk")
    )
    failed = [person for person in people if not _is_sent(person)]
    if failed and attempt <= len(PAUSES):
        later = send_links.using(run_after=timezone.now() + PAUSES[attempt - 1])
        later.enqueue([person.pk for person in failed], attempt + 1)
    else:
        record((user_event(person, AccountEvent.MAIL) for person in failed), by=None)
    return len(people) - len(failed)


def queue_links(users: Iterable[User]) -> None:
    """Have the worker send a link to each of ``users``: one job, also for nobody.

    So whoever asks by a name that is unknown waits neither longer nor shorter.
    """
    send_links.enqueue([user.pk for user in users])


def link_message(user: User, *, link: str, until: datetime) -> EmailMessage:
    """The email with a link (its path on this site), in the person's language."""
    with override(user.language):
        told = {"person": user, "link": f"{settings.SITE_URL}{link}", "until": until}
        text = render_to_string("offices/accounts/password_mail.txt", told)
        return EmailMessage(_("Lokkho: set your password"), text, to=[user.email])


def _is_sent(user: User) -> bool:
    try:
        link_message(user, link=path_of_link(user), until=valid_until()).send()
    except OSError as error:
        _warn(user, error)
        return False
    return True


def _warn(user: User, error: OSError) -> None:
    """Log what the mail server answered by its number alone: its words may quote the link."""
    code = error.smtp_code if isinstance(error, SMTPResponseException) else ""
    logger.warning(
        "A link to set a password was not sent to person %s: %s %s",
        user.pk,
        type(error).__name__,
        code,
    )
