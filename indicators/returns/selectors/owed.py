"""Which months an office owes, and where the returns of them are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import cast

from django.utils.functional import SimpleLazyObject

from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.status import ReturnStatus
from numerals import Month
from offices.models import Office
from offices.selectors import reviewing_offices
from plans.calendar.selectors import calendars_of
from plans.document.frequencies import frequencies_asked
from plans.models import Plan


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


def months_waited_for(
    plan: Plan, known: Collection[Month], frequencies: Collection[str], *, on: date
) -> list[Month]:
    """The months that count on a day, and in which an indicator of these frequencies is asked for.

    A return of another month is owed by nobody, and never late. ``known`` are the months that
    have a return.
    """
    asked = set(frequencies)
    return [
        month
        for month in months_of(plan, known, on=on)
        if not asked.isdisjoint(frequencies_asked(month))
    ]


def waited_for(figures: PlanFigures, *, on: date) -> list[Month]:
    """The months of a plan with its figures that are waited for on a day. No query."""
    frequencies = {one.frequency for one in figures.indicators}
    return months_waited_for(figures.plan, figures.monthly_returns.keys(), frequencies, on=on)


def return_statuses(
    monthly_returns: Iterable[MonthlyReturn], *, today: date
) -> dict[int, ReturnStatus]:
    """Where stored returns are, by id, their plans and offices at hand: three queries."""
    stored = list(monthly_returns)
    plans = {monthly_return.plan_id: monthly_return.plan for monthly_return in stored}
    calendars = calendars_of(list(plans.values()))
    reviewing = reviewing_offices(list({plan.office for plan in plans.values()}))
    return {
        monthly_return.pk: ReturnStatus(
            monthly_return,
            calendars[monthly_return.plan_id].of_month(monthly_return.month),
            today,
            office=monthly_return.plan.office.name,
            reviewing=name_of(reviewing.get(monthly_return.plan.office_id)),
        )
        for monthly_return in stored
    }


def reviewing_name(plan: Plan) -> str:
    """The name of the office that decides on the plan's returns: one query, once it is read.

    A page tells it where something waits for a decision, and only there.
    """

    def name() -> str:
        return name_of(reviewing_offices([plan.office]).get(plan.office_id))

    return cast("str", SimpleLazyObject(name))


def name_of(office: Office | None) -> str:
    """The office's name, nothing for none."""
    return office.name if office else ""
