"""An office is given time beyond the calendar, or it is taken back: and the office is told."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from indicators.returns.models import MonthlyReturn, State
from indicators.returns.review.selectors import office_state
from notices.models import NoticeKind
from notices.services import notify
from offices.models import Office, User
from offices.selectors import officers_of
from plans.calendar.models import Extension
from plans.calendar.selectors import calendars_of
from plans.calendar.services import grant_extension, revoke_extension
from plans.calendar.terms import Period, PeriodKind
from plans.models import Plan


@transaction.atomic
def extend(
    office: Office, period: Period, *, until: date, reason: str, by: User, plan_kind: str = ""
) -> Extension:
    """Give the office time as ``grant_extension`` does, and tell it. Raises as that does."""
    given = grant_extension(office, period, until=until, reason=reason, by=by, plan_kind=plan_kind)
    _tell(given, NoticeKind.EXTENDED)
    return given


@transaction.atomic
def take_extension_back(given: Extension, *, reason: str, by: User) -> Extension:
    """Take time back as ``revoke_extension`` does, and tell the office. Raises as that does."""
    taken = revoke_extension(given, reason=reason, by=by)
    _tell(taken, NoticeKind.SHORTENED)
    return taken


def _tell(said: Extension, what: NoticeKind) -> None:
    """Those who enter and submit hear until when they have time now, plan by plan."""
    plans = _plans_concerned(said)
    calendars = calendars_of(plans)
    for plan in plans:
        notify(
            officers_of(said.office),
            what,
            plan=plan.pk,
            month=said.period.last,
            period=said.period.kind,
            by=said.by,
            words=said.reason,
            until=calendars[plan.pk].term(said.period).due,
        )


def _plans_concerned(said: Extension) -> list[Plan]:
    """The newest version of each plan whose report of the period may still be owed.

    A return that was handed in once goes its way by its reviewer's word, not by the calendar.
    """
    period = said.period
    plans = Plan.objects.filter(office=said.office, fiscal_year=period.fiscal_year.start)
    if said.plan_kind:
        plans = plans.filter(kind=said.plan_kind)
    newest = {
        plan.kind: plan for plan in plans.select_related("office", "rule_set").order_by("version")
    }
    handed_in: set[int] = set()
    if period.kind is PeriodKind.MONTH:
        monthly_returns = MonthlyReturn.objects.filter(plan__in=newest.values(), month=period.last)
        known = monthly_returns.annotate(seen=office_state()).exclude(seen=State.OPEN)
        handed_in = set(known.values_list("plan", flat=True))
    return [plan for _, plan in sorted(newest.items()) if plan.pk not in handed_in]
