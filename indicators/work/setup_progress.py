"""What a new installation has so far, for the administrator who sets it up."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from numerals import FiscalYearSpan, Month
from offices.models import Office, Posting
from offices.selectors import Access
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class SetupProgress:
    """How many offices there are, and how many people are posted today; no plan yet."""

    offices: int
    posted: int
    year: FiscalYearSpan
    """The running one."""


def setup_progress(access: Access) -> SetupProgress | None:
    """What an administrator still has to lay out; ``None`` once there is a plan.

    One query for an administrator, three while there is no plan; none for anybody else.
    """
    if not access.administers or Plan.objects.exists():
        return None
    today = timezone.localdate()
    return SetupProgress(
        offices=Office.objects.count(),
        posted=Posting.objects.on(today).values("user").distinct().count(),
        year=Month.of(today).fiscal_year,
    )
