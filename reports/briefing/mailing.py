"""The month in brief is mailed on a day of the month, to those who look at many offices."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from notices.models import EmailOptOut
from offices.models import Level, Posting, Role, User
from offices.selectors import access_of
from plans.document.defaults import Kind
from presentation.figures import month
from reports.briefing.pages import AskedPaper, file_name, two_pages
from reports.dashboard.selection import read_selection
from reports.selectors.dashboard import field_of, planned_by

logger = logging.getLogger(__name__)

DAYS: Final = 7
"""For so many days a worker that was away on the day itself makes up for it."""

PAUSES: Final = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))
"""Before another attempt, where the mail server does not take it."""


def enqueue_if_due(day: date) -> int:
    """Queue the month's emails from their day on, unless that was done; how many there are."""
    first = settings.BRIEFING_DAY
    if not first or not first <= day.day < first + DAYS:
        return 0
    begun = timezone.localtime() - timedelta(days=DAYS + 1)
    if DBTaskResult.objects.filter(
        task_path=send_briefing.module_path, enqueued_at__gte=begun
    ).exists():
        return 0
    with transaction.atomic():
        people = list(recipients(day).values_list("pk", flat=True))
        for pk in people:
            send_briefing.enqueue(pk)
    return len(people)


def recipients(day: date) -> QuerySet[User]:
    """Heads and reviewers of offices above the field ones, who take email."""
    posted = Posting.objects.on(day).filter(role__in=(Role.HEAD, Role.REVIEWER))
    above = posted.exclude(office__level__in=(Level.DISTRICT, Level.UPAZILA))
    return (
        User.objects.filter(is_active=True, pk__in=above.values("user"))
        .exclude(email="")
        .exclude(pk__in=EmailOptOut.objects.values("user"))
    )


@task()
def send_briefing(user: int, attempt: int = 1) -> bool:
    """Mail the last month's two pages, made as the person may see them today; whether it was."""
    found = User.objects.filter(pk=user, is_active=True).first()
    if found is None or not access_of(found).oversees:
        return False
    with translation.override(found.language):
        letter = letter_to(found, today=timezone.localdate())
    if letter is None:
        return False
    try:
        letter.send()
    except OSError as error:
        logger.warning("The month in brief to person %s failed: %s", user, error)
        if attempt > len(PAUSES):
            return False
        later = timezone.now() + PAUSES[attempt - 1]
        send_briefing.using(run_after=later).enqueue(user, attempt + 1)
        return False
    return True


def letter_to(user: User, *, today: date) -> EmailMessage | None:
    """The email with the pages, in the language at hand; ``None`` where nothing is planned."""
    planned = planned_by(user)
    if not planned.pairs:
        return None
    selection = read_selection({}, planned=planned.starts, kinds=list(Kind), today=today)
    field = field_of(user, region="", month=selection.month)
    asked = AskedPaper(user, field, selection, planned)
    told, pdf = two_pages(asked, today=today)
    subject = _("Lokkho: the month in brief, %(month)s") % {"month": month(selection.month)}
    context = {"told": told, "month": selection.month, "site": settings.SITE_URL}
    text = render_to_string("reports/briefing.txt", context)
    headers = {"Auto-Submitted": "auto-generated"}
    letter = EmailMessage(subject, text, to=[user.email], headers=headers)
    letter.attach(f"{file_name(asked, paper='month-in-brief')}.pdf", pdf, "application/pdf")
    return letter
