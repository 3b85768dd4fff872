"""One month of many offices: where each one's return is, begun or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.owed import months_waited_for
from indicators.returns.status import ReturnStatus
from numerals import Month
from offices.models import Office, User
from offices.ordering import ByName
from offices.selectors import offices_reviewed_by
from plans.calendar.selectors import calendars_of
from plans.models import Plan
from plans.selectors import frequencies_of, with_frequencies


@dataclass(frozen=True, slots=True)
class MonthOfOffice:
    """A plan's month, and where its return is."""

    plan: Plan
    month: Month
    status: ReturnStatus

    @property
    def office(self) -> Office:
        """Whose it is."""
        return self.plan.office

    @property
    def monthly_return(self) -> MonthlyReturn:
        """The stored return, or an unsaved open one."""
        return self.status.monthly_return or MonthlyReturn(plan=self.plan, month=self.month)

    @property
    def key(self) -> str:
        """The month as it was looked at: plan, version and state, such as ``12:3:accepted``."""
        seen = self.monthly_return
        return f"{self.plan.pk}:{seen.version}:{seen.office_state}:{self.status.term.due}"


def month_of_offices(user: User, month: Month, kind: str, *, today: date) -> list[MonthOfOffice]:
    """The month in the plans of a kind of the offices that the user decides on, by name: five
    queries, however many.
    """
    found = (
        with_frequencies(Plan.objects.all())
        .filter(
            office__in=offices_reviewed_by(user), fiscal_year=month.fiscal_year.start, kind=kind
        )
        .select_related("office", "fiscal_year", "rule_set")
        .order_by(ByName("office__"), "office", "version")
    )
    plans = list({plan.office_id: plan for plan in found}.values())
    known: dict[int, dict[Month, MonthlyReturn]] = {plan.pk: {} for plan in plans}
    for one in MonthlyReturn.objects.filter(plan__in=known).order_by("plan", "month"):
        known[one.plan_id][one.month] = one
    calendars = calendars_of(plans)
    lines = []
    for plan in plans:
        stored = known[plan.pk].get(month)
        if stored:
            stored.plan = plan
        waited = months_waited_for(plan, known[plan.pk], frequencies_of(plan), on=today)
        term = calendars[plan.pk].of_month(month)
        status = ReturnStatus(
            stored, term, today, office=plan.office.name, is_waited_for=month in waited
        )
        lines.append(MonthOfOffice(plan, month, status))
    return lines
