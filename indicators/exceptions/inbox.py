"""The inbox of a person: the alerts of the offices that they oversee, most weight first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from indicators.exceptions.models import AlertAct, AlertStep, PlansLook, StandingAlert
from offices.models import User
from offices.ordering import ByName
from offices.selectors import offices_overseen_by
from plans.models import Indicator


class InboxPart(TextChoices):
    """Which alerts the inbox shows."""

    OPEN = "open", pgettext_lazy("alerts", "Open")
    MINE = "mine", _("Assigned to me")
    DISMISSED = "dismissed", _("Dismissed")


@dataclass(frozen=True, slots=True)
class Useful:
    """What people said of a rule: for how many alerts that it was useful, of how many."""

    rule: str
    useful: int
    told: int


def alerts_seen_by(user: User) -> QuerySet[StandingAlert]:
    """All alerts, standing or ended, of the offices that the person oversees, most weight first."""
    alerts = StandingAlert.objects.filter(plan__office__in=offices_overseen_by(user))
    in_order = alerts.order_by(
        "-weight", ByName("plan__office__"), "plan__office", "month", "row", "rule", "pk"
    )
    return in_order.select_related("plan__office", "plan__fiscal_year", "assigned_to")


def alerts_for(user: User) -> QuerySet[StandingAlert]:
    """Those of them that stand."""
    return alerts_seen_by(user).filter(ended_at=None)


def shown_as(
    show: InboxPart, alerts: QuerySet[StandingAlert], *, user: User, today: date
) -> QuerySet[StandingAlert]:
    """Those that are open, those of the open ones that are the person's, or those dismissed."""
    dismissed = Q(dismissed_until__gte=today)
    if show is InboxPart.DISMISSED:
        return alerts.filter(dismissed)
    opened = alerts.exclude(dismissed)
    return opened.filter(assigned_to=user) if show is InboxPart.MINE else opened


def open_alerts(user: User, *, today: date) -> int:
    """How many wait in the person's inbox: one query."""
    return shown_as(InboxPart.OPEN, alerts_for(user), user=user, today=today).count()


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


def usefulness(rule: str = "") -> list[Useful]:
    """What people found useful, rule by rule or of one alone; the last word about an alert counts.

    One query.
    """
    told = AlertStep.objects.filter(act__in=(AlertAct.USEFUL, AlertAct.USELESS)).order_by("pk")
    if rule:
        told = told.filter(alert__rule=rule)
    last = {
        alert: (of_rule, act)
        for alert, of_rule, act in told.values_list("alert", "alert__rule", "act")
    }
    words: dict[str, list[bool]] = {}
    for of_rule, act in last.values():
        words.setdefault(of_rule, []).append(act == AlertAct.USEFUL)
    return [Useful(name, sum(said), len(said)) for name, said in sorted(words.items())]
