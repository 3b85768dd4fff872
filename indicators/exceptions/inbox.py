"""The inbox of a person: the alerts of the offices that they oversee, most weight first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from indicators.exceptions.models import AlertAct, AlertStep, PlansLook, StandingAlert
from offices.models import User
from offices.selectors import offices_overseen_by
from plans.models import Indicator


class InboxPart(StrEnum):
    """Which alerts the inbox shows."""

    OPEN = "open"
    MINE = "mine"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Useful:
    """What people said of a rule: for how many alerts that it was useful, of how many."""

    rule: str
    useful: int
    told: int


def alerts_for(user: User) -> QuerySet[StandingAlert]:
    """What stands in the plans of the offices that the person oversees, most weight first."""
    return StandingAlert.objects.filter(
        ended_at=None, plan__office__in=offices_overseen_by(user)
    ).select_related("plan__office", "plan__fiscal_year", "assigned_to")


def shown_as(
    show: InboxPart, alerts: QuerySet[StandingAlert], *, user: User, today: date
) -> QuerySet[StandingAlert]:
    """Those that are open, those of the open ones that are the person's, or those dismissed."""
    dismissed = Q(dismissed_until__gte=today)
    if show is InboxPart.DISMISSED:
        return alerts.filter(dismissed)
    opened = alerts.exclude(dismissed)
    return opened.filter(assigned_to=user) if show is InboxPart.MINE else opened


def counts_of(alerts: QuerySet[StandingAlert], *, user: User, today: date) -> dict[InboxPart, int]:
    """How many each of them shows: one query."""
    is_dismissed = Q(dismissed_until__gte=today)
    return {
        InboxPart(name): number
        for name, number in alerts.order_by()
        .aggregate(
            open=Count("pk", filter=~is_dismissed),
            mine=Count("pk", filter=~is_dismissed & Q(assigned_to=user)),
            dismissed=Count("pk", filter=is_dismissed),
        )
        .items()
    }


def rows_of(alerts: Iterable[StandingAlert]) -> dict[tuple[int, str], Indicator]:
    """The indicators that alerts speak of, by plan and row: one query."""
    asked = {(one.plan_id, one.row) for one in alerts if one.row}
    if not asked:
        return {}
    found = Indicator.objects.filter(
        plan__in={plan for plan, _row in asked}, row__in={row for _plan, row in asked}
    ).select_related("activity")
    return {(one.plan_id, one.row): one for one in found if (one.plan_id, one.row) in asked}


def last_look() -> PlansLook | None:
    """When the plans were last looked over: one query."""
    return PlansLook.objects.select_related("fiscal_year").first()


def usefulness() -> list[Useful]:
    """What people found useful, rule by rule; the last word about each alert counts."""
    last: dict[int, tuple[str, str]] = {}
    told = AlertStep.objects.filter(act__in=(AlertAct.USEFUL, AlertAct.USELESS)).order_by("pk")
    for alert, rule, act in told.values_list("alert", "alert__rule", "act"):
        last[alert] = (rule, act)
    rules = sorted({rule for rule, _act in last.values()})
    return [
        Useful(
            rule,
            sum(one == (rule, AlertAct.USEFUL) for one in last.values()),
            sum(one[0] == rule for one in last.values()),
        )
        for rule in rules
    ]
