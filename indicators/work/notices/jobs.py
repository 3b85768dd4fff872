"""The daily email is sent: to each person at most once a day, whatever happens."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Final

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from indicators.work.notices.digest import DigestEmail, letters_to, readers
from notices.models import Digest, Notice

logger = logging.getLogger(__name__)

AT_ONCE: Final = 200
"""People of one job."""

PAUSES: Final = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""Before the second, third and fourth attempt; there is no fifth on that day."""


def enqueue_digests(day: date) -> int:
    """Queue the emails of a day; how many people are looked at. Doing it twice is harmless."""
    people = list(readers(day).values_list("pk", flat=True))
    with transaction.atomic():
        for start in range(0, len(people), AT_ONCE):
            send_digests.enqueue(people[start : start + AT_ONCE], day.isoformat())
    return len(people)


@task()
def send_digests(users: list[int], day: str, attempt: int = 1) -> int:
    """Send the day's email to those of ``users`` who need one; how many were sent.

    Those whom the mail server did not take get another try later, in a job of their own.
    """
    letters = letters_to(users, day=date.fromisoformat(day))
    is_last = attempt > len(PAUSES)
    failed = _send_all(letters, day=date.fromisoformat(day), is_last=is_last)
    if failed and not is_last:
        later = timezone.now() + PAUSES[attempt - 1]
        send_digests.using(run_after=later).enqueue(failed, day, attempt + 1)
    return len(letters) - len(failed)


def _send_all(letters: list[DigestEmail], *, day: date, is_last: bool) -> list[int]:
    """Send one after the other over one connection; the ids of those whom it failed for."""
    failed: list[int] = []
    digests = _digests(letters, day=day)
    connection = get_connection()
    try:
        for place, letter in enumerate(letters):
            digest = digests[letter.user.pk]
            if not _claim(digest):
                continue
            try:
                _send(letter, connection=connection)
            except (SMTPRecipientsRefused, SMTPDataError) as error:
                _give_back(digest, error, is_last=is_last)
                failed.append(letter.user.pk)
            except OSError as error:
                # The server is away: it is away for all that follow, too.
                _give_back(digest, error, is_last=is_last)
                failed += [one.user.pk for one in letters[place:]]
                break
            else:
                _note_sent(digest, letter)
    finally:
        connection.close()
    return failed


def _digests(letters: list[DigestEmail], *, day: date) -> dict[int, Digest]:
    """The rows of these people's emails of the day, by user id: made where there are none."""
    people = [letter.user.pk for letter in letters]
    Digest.objects.bulk_create(
        (Digest(recipient_id=pk, day=day) for pk in people), ignore_conflicts=True
    )
    return {
        digest.recipient_id: digest
        for digest in Digest.objects.filter(recipient__in=people, day=day)
    }


def _claim(digest: Digest) -> bool:
    """Mark it before anything is sent; false if another worker has, or it is sent already."""
    queued = Digest.objects.filter(pk=digest.pk, stage=Digest.Stage.QUEUED)
    return bool(queued.update(stage=Digest.Stage.SENDING, attempts=F("attempts") + 1))


def _send(letter: DigestEmail, *, connection: BaseEmailBackend) -> None:
    subject, text, html = letter.written()
    message = EmailMultiAlternatives(
        subject,
        text,
        to=[letter.user.email],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    message.send()


@transaction.atomic
def _note_sent(digest: Digest, letter: DigestEmail) -> None:
    now = timezone.now()
    Digest.objects.filter(pk=digest.pk).update(stage=Digest.Stage.SENT, sent_at=now, problem="")
    if letter.notices:
        Notice.objects.filter(pk__in=[notice.pk for notice in letter.notices]).update(mailed_at=now)


def _give_back(digest: Digest, error: OSError, *, is_last: bool) -> None:
    problem = f"{type(error).__name__}: {error}"
    logger.warning("The email to person %s failed: %s", digest.recipient_id, problem)
    stage = Digest.Stage.FAILED if is_last else Digest.Stage.QUEUED
    Digest.objects.filter(pk=digest.pk).update(stage=stage, problem=problem)
