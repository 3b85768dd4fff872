"""Which returns somebody is to do something about: owed by offices, or waiting for a decision."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from indicators.models import Sheet, State
from indicators.whereabouts import Whereabouts
from offices.models import Office
from offices.selectors import reviewing_offices
from plans.document.frequencies import frequencies_asked
from plans.document.model import Month
from plans.models import Indicator, Plan
from plans.stored_calendar import calendars_of


@dataclass(frozen=True, slots=True)
class Owed:
    """A return that is not accepted yet; ``whereabouts`` tells its state, term and holder."""

    plan: Plan
    month: Month
    whereabouts: Whereabouts

    @property
    def address(self) -> dict[str, str]:
        """What the addresses of the month's pages are made of."""
        return {
            "office": self.plan.office.code,
            "year": str(self.plan.span),
            "kind": self.plan.kind,
            "month": str(self.month),
        }


def returns_owed(*, on: date, offices: QuerySet[Office] | None = None) -> list[Owed]:
    """The returns of the offices (``None``: all) that are not accepted: seven queries.

    Of a plan in several versions the newest owes. A month counts from the plan's first return
    on, and from the day it begins; one that no indicator is asked for in is not owed.
    """
    asked = Plan.objects.all() if offices is None else Plan.objects.filter(office__in=offices)
    newest = {
        (plan.office_id, plan.fiscal_year_id, plan.kind): plan
        for plan in asked.select_related("office", "fiscal_year").order_by("version")
    }
    plans = list(newest.values())
    if not plans:
        return []
    sheets: dict[int, dict[Month, Sheet | None]] = {plan.pk: {} for plan in plans}
    for plan, month in (
        Sheet.objects.filter(plan__in=asked, state=State.ACCEPTED)
        .order_by()
        .values_list("plan_id", "month")
    ):
        sheets.setdefault(plan, {})[month] = None
    for sheet in Sheet.objects.filter(plan__in=asked).exclude(state=State.ACCEPTED).order_by():
        sheets.setdefault(sheet.plan_id, {})[sheet.month] = sheet
    calendars = calendars_of(plans)
    frequencies = _frequencies(asked)
    reviewing = reviewing_offices([plan.office for plan in plans])
    return [
        Owed(
            plan,
            month,
            Whereabouts(
                sheets[plan.pk].get(month),
                calendars[plan.pk].of_month(month),
                on,
                office=plan.office.name,
                reviewing=name_of(reviewing.get(plan.office_id)),
            ),
        )
        for plan in plans
        for month in months_of(plan, sheets[plan.pk], on=on)
        if sheets[plan.pk].get(month, plan) is not None
        and not frequencies.get(plan.pk, set()).isdisjoint(frequencies_asked(month))
    ]


def _frequencies(plans: QuerySet[Plan]) -> dict[int, set[str]]:
    """How often the indicators of each plan are reported, without naming 20,000 plans."""
    found: dict[int, set[str]] = {}
    rows = Indicator.objects.filter(plan__in=plans).order_by().values_list("plan", "frequency")
    for plan, frequency in rows.distinct():
        found.setdefault(plan, set()).add(frequency)
    return found


def months_of(plan: Plan, known: Collection[Month], *, on: date) -> list[Month]:
    """The months of the plan's year that count on a day: begun, and not before its first return.

    An office owes the months that it sees the end of: none after its last day.
    """
    begun = [month for month in plan.span.months if month <= Month.of(on)]
    first = min(known) if known else begun[-1] if begun else None
    return [
        month
        for month in begun
        if first is not None and month >= first and plan.office.is_active(month.last_day)
    ]


def whereabouts_of(sheets: Iterable[Sheet], *, today: date) -> dict[int, Whereabouts]:
    """Where stored returns are, by id, their plans and offices at hand: three queries."""
    stored = list(sheets)
    plans = {sheet.plan_id: sheet.plan for sheet in stored}
    calendars = calendars_of(list(plans.values()))
    reviewing = reviewing_offices(list({plan.office for plan in plans.values()}))
    return {
        sheet.pk: Whereabouts(
            sheet,
            calendars[sheet.plan_id].of_month(sheet.month),
            today,
            office=sheet.plan.office.name,
            reviewing=name_of(reviewing.get(sheet.plan.office_id)),
        )
        for sheet in stored
    }


def name_of(office: Office | None) -> str:
    """The office's name, nothing for none."""
    return office.name if office else ""
