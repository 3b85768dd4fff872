"""What stands open of the offices that a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from indicators.exceptions.inbox import InboxPart, alerts_for, shown_as
from indicators.exceptions.models import StandingAlert
from indicators.exceptions.rules.values import Rule
from offices.models import User
from reports.dashboard.selection import Selection
from reports.selectors.dashboard import OfficeScope

NAMED: Final = 3
_LISTED: Final = (Rule.LATE, Rule.SILENT)
_SAID: Final = (
    "row",
    "sentence_bn",
    "sentence_en",
    *(f"plan__office__{name}" for name in ("short_bn", "short_en", "name_bn", "name_en")),
)
_LISTED_OF_THE_MONTH: Final = ("sum-mismatch", "method-contradiction")


@dataclass(frozen=True, slots=True)
class Weightiest:
    """The open alerts with the most weight at stake, and whether there are others."""

    named: Sequence[StandingAlert]
    are_all: bool


def open_alerts_of(
    user: User, field: OfficeScope, selection: Selection, *, today: date
) -> QuerySet[StandingAlert]:
    """Those of the year and kind that the person may see of the offices, most weight first."""
    alerts = alerts_for(user).filter(
        plan__fiscal_year=selection.year.start,
        plan__kind=selection.kind,
        plan__office__in=field.offices,
    )
    return shown_as(InboxPart.OPEN, alerts, user=user, today=today)


def weightiest_of(
    user: User, field: OfficeScope, selection: Selection, *, today: date
) -> Weightiest:
    """Up to ``NAMED`` of what the dashboard does not list by itself: one query.

    It lists late returns, and totals that contradict their months in the month shown.
    """
    listed = Q(rule__in=_LISTED) | Q(rule__in=_LISTED_OF_THE_MONTH, month=str(selection.month))
    alerts = open_alerts_of(user, field, selection, today=today).exclude(listed)
    found = list(
        alerts.select_related(None).select_related("plan__office").only(*_SAID)[: NAMED + 1]
    )
    return Weightiest(found[:NAMED], are_all=len(found) <= NAMED)
