"""What the explorer's pages are asked for: as of which month, among which offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest

from indicators.returns.lookup import month_or_404, this_month
from numerals import Month
from offices.models import Office
from offices.selectors import Access
from plans.models import Plan
from reports.explorer.offices import (
    OfficeAbove,
    OfficesPart,
    chosen_above,
    offices_above,
    offices_part,
    rows_shown,
    shown_of,
)
from reports.explorer.selectors.other_offices import offices_named
from reports.explorer.spread import Placed
from reports.explorer.values import LinesOfOffices, OrderedBy


def month_asked(request: HttpRequest, plan: Plan, *, scored: Iterable[Month]) -> Month:
    """``?month=``, or the last month that was scored, or the last that has begun."""
    asked = request.GET.get("month")
    if asked:
        return month_or_404(plan, asked)
    begun = [month for month in plan.span.months if month <= this_month()]
    return max(scored, default=begun[-1] if begun else plan.span.months[0])


@dataclass(frozen=True, slots=True)
class OfficesAsked:
    """The offices under which the reader may compare, the nearest first, and the one chosen."""

    above: Sequence[OfficeAbove]
    chosen: OfficeAbove


def offices_asked(request: HttpRequest, plan: Plan) -> OfficesAsked | None:
    """The offices under ``?under=``; ``None`` where the plan's office has none above it."""
    above = offices_above(plan.office)
    if not above:
        return None
    chosen = chosen_above(above, request.GET.get("under", ""))
    if chosen is None:
        raise Http404
    return OfficesAsked(above, chosen)


def offices_beside(
    request: HttpRequest,
    asked: OfficesAsked,
    lines: LinesOfOffices,
    order: Sequence[Placed[int]],
    *,
    plan: Plan,
    month: Month,
    by: OrderedBy,
    access: Access,
) -> OfficesPart:
    """The offices around the plan's in that order, or with ``?all=`` a page of all: one query."""
    chosen = asked.chosen
    part = offices_part(
        lines,
        order,
        own=plan.office_id,
        by=by,
        under=chosen.office,
        may_list=access.may_compare(Office(pk=chosen.office, path=chosen.path)),
        number=request.GET.get("all"),
    )
    rows = shown_of(part, order, plan.office_id)
    names = offices_named([*(one.office for one in asked.above), *(one.key for one in rows)])
    return replace(
        part,
        groups=tuple(names[one.office] for one in asked.above),
        rows=rows_shown(rows, lines, names, plan=plan, access=access, month=month),
    )
