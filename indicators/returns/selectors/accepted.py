"""What plans said when the returns of their months were accepted."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from indicators.returns.models import MonthlyReturn, ReturnStep, State
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.workflow import SETTLED
from numerals import Month
from plans.kept.words import Words, words_of


def not_accepted() -> Q:
    """That the return was never accepted, or something else was handed in since."""
    with_head = Q(state=State.WITH_HEAD, resumes_as__in=SETTLED)
    return ~Q(state__in=SETTLED) & ~with_head


def words_accepted(monthly_returns: Iterable[MonthlyReturn]) -> dict[int, Words]:
    """What was accepted with each of these returns, by their ids: one query, or none.

    Without those that are not accepted, or were before this was kept.
    """
    settled = {one.pk: one for one in monthly_returns if one.office_state in SETTLED}
    if not settled:
        return {}
    found: dict[int, Words] = {}
    read: dict[int, Words] = {}
    steps = ReturnStep.objects.filter(monthly_return__in=settled, plan_as__isnull=False)
    for step in steps.select_related("plan_as").order_by("pk"):
        if step.plan_as is not None:
            if step.plan_as.pk not in read:
                plan = settled[step.monthly_return_id].plan
                read[step.plan_as.pk] = words_of(step.plan_as.said, plan)
            found[step.monthly_return_id] = read[step.plan_as.pk]
    return found


def as_accepted(figures: PlanFigures, month: Month) -> PlanFigures:
    """The figures under the words, weights and targets that the month was accepted with.

    The same figures where it is not accepted, or is open again and shown as it is typed. One
    query, or none.
    """
    monthly_return = figures.monthly_returns.get(month)
    if monthly_return is None or month in figures.handed_in:
        return figures
    words = words_accepted([monthly_return])
    return figures.under(words[monthly_return.pk]) if words else figures
