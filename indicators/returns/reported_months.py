"""What a progress report says of months, when its plan is made: stored as their first figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.returns.cells.services import save_return
from indicators.returns.cells.values import CellChange
from indicators.returns.forms import REMARKS_LIMIT, read_achievement
from indicators.returns.locks import lock_sentence
from indicators.returns.lookup import has_begun
from indicators.returns.models import MonthlyReturn
from indicators.returns.workflow import ReturnLocked, lock_of
from numerals import Message, Month, canonical_figure
from offices.models import User
from offices.selectors import access_of
from plans.calendar.selectors import calendar_of
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Indicator, Plan
from plans.workshop.above import ReportedMonth
from presentation.lines import one_spelling

_NEW_CELL: Final = 0


def reported_months(plan: Plan, document: PlanDocument, *, by: User) -> list[ReportedMonth]:
    """The months of the plan's year that the document has figures of: two queries at most.

    Figures are the office's own to enter, in months that are open: the others say why not.
    """
    counted = _counted(document)
    if not counted:
        return []
    if not access_of(by).may_enter(plan.office):
        told = _("Only the entry officer of the office enters its figures.")
        return [ReportedMonth(month, figures, told) for month, figures in counted.items()]
    calendar = calendar_of(plan)
    found = []
    for month, figures in counted.items():
        term = calendar.of_month(month)
        lock = lock_of(MonthlyReturn(month=month), term, on=timezone.localdate())
        refusal = lock_sentence(lock, term) if lock else ""
        if not has_begun(plan, month):
            refusal = _("The month has not begun yet.")
        found.append(ReportedMonth(month, figures, refusal))
    return found


def store_reported_months(
    plan: Plan, document: PlanDocument, months: Collection[Month], *, by: User
) -> list[ReportedMonth]:
    """Store what the document says of these months by the way of everything typed.

    Remarks go to the last month that it reports. A figure that could not be typed there either
    is left out; a month that is locked is left alone and comes with the reason.
    """
    allowed = {one.month: one for one in reported_months(plan, document, by=by)}
    indicators = {one.row: one for one in plan.indicators.all()}
    found = []
    for month in sorted(set(months) & set(allowed)):
        if allowed[month].refusal:
            found.append(allowed[month])
            continue
        cells = dict(_cells(document, indicators, month))
        try:
            saved = save_return(plan, month, cells=cells, by=by)
        except ReturnLocked as locked:
            found.append(ReportedMonth(month, 0, lock_sentence(locked.lock, locked.term)))
        else:
            found.append(ReportedMonth(month, len(saved.written)))
    return found


def _counted(document: PlanDocument) -> Mapping[Month, int]:
    """How many figures the document has of each month of its year that has any."""
    own = document.within_year()
    counts = {
        month: sum(entry.achieved.get(month) is not None for entry in own.indicators)
        for month in own.months
    }
    return {month: count for month, count in counts.items() if count}


def _cells(
    document: PlanDocument, indicators: Mapping[str, Indicator], month: Month
) -> Iterator[tuple[int, CellChange]]:
    for entry in document.indicators:
        indicator = indicators[entry.row]
        if not indicator.is_asked(month):
            continue
        text = canonical_figure(entry.achieved.get(month)) or ""
        figure = read_achievement(text, indicator, year=month.fiscal_year)
        remarks = _remarks(entry) if month == document.months[-1] else ""
        if isinstance(figure, Message):
            figure = None
        if figure is not None or remarks:
            yield indicator.pk, CellChange(figure, _NEW_CELL, remarks)


def _remarks(entry: IndicatorEntry) -> str:
    """The row's remarks as a cell takes them; what is too long stays in the file alone."""
    said = one_spelling(entry.remarks)
    return said if len(said) <= REMARKS_LIMIT else ""
