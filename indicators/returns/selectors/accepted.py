"""What plans said when the returns of their months were accepted."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.returns.models import MonthlyReturn, ReturnStep
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.workflow import SETTLED
from numerals import Month
from plans.kept.words import Words, words_of


def words_accepted(sheets: Iterable[MonthlyReturn]) -> dict[int, Words]:
    """What was accepted with each of these returns, by their ids: one query, or none.

    Without those that are not accepted, or were before this was kept.
    """
    settled = {one.pk: one for one in sheets if one.office_state in SETTLED}
    if not settled:
        return {}
    found: dict[int, Words] = {}
    read: dict[int, Words] = {}
    steps = ReturnStep.objects.filter(sheet__in=settled, plan_as__isnull=False)
    for step in steps.select_related("plan_as").order_by("pk"):
        if step.plan_as is not None:
            if step.plan_as.pk not in read:
                plan = settled[step.sheet_id].plan
                read[step.plan_as.pk] = words_of(step.plan_as.said, plan)
            found[step.sheet_id] = read[step.plan_as.pk]
    return found


def as_accepted(figures: PlanFigures, month: Month) -> PlanFigures:
    """The figures under the words, weights and targets that the month was accepted with.

    The same figures where it is not accepted, or is open again and shown as it is typed. One
    query, or none.
    """
    sheet = figures.sheets.get(month)
    if sheet is None or month in figures.handed_in:
        return figures
    words = words_accepted([sheet])
    return figures.under(words[sheet.pk]) if words else figures
