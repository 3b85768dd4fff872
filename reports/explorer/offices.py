"""The same indicator in many offices as its page shows it: places, quartiles, neighbours.

Who may look at offices side by side reads their names and all of them. Everybody else reads their
own place among enough others, and what stands next to it without a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.core.paginator import Page, Paginator
from django.urls import reverse

from indicators.scoring.values import Direction
from numerals import Month
from offices.models import Office
from offices.selectors import Access
from plans.addresses import plan_url
from plans.models import Plan
from presentation.figures import achievement, points
from reports.explorer.spread import Placed, Spread, around, placed, spread_of
from reports.explorer.values import LineOfOffice, LinesOfOffices, OrderedBy
from reports.selectors.place import LEAST_OTHERS

REACH: Final = 5
"""Offices that are shown before and after one's own."""
ON_A_PAGE: Final = 50
_BOX: Final = 600


@dataclass(frozen=True, slots=True)
class OfficeAbove:
    """An office above: the offices of one level under its path can be compared."""

    office: int
    path: str


@dataclass(frozen=True, slots=True)
class OfficeShown:
    """An office in the list: nameless for those who may not look at it."""

    place: int
    name: str
    url: str
    achieved: str
    score: str
    is_own: bool
    is_handed_in: bool


@dataclass(frozen=True, slots=True)
class SpreadBox:
    """The spread as a drawing, 0 to ``_BOX`` from the least to the greatest."""

    lower: str
    middle: str
    upper: str
    width: str
    own: str


@dataclass(frozen=True, slots=True)
class SpreadShown:
    """The spread in words; ``own`` is the office's own value."""

    least: str
    lower: str
    middle: str
    upper: str
    greatest: str
    box: SpreadBox


@dataclass(frozen=True, slots=True)
class OfficesPart:
    """The offices' part of the page; ``page`` are all of them, where they were asked for."""

    under: int
    by: OrderedBy
    offices: int
    handed_in: int
    own: Placed[int] | None
    rows: tuple[OfficeShown, ...]
    spread: SpreadShown | None
    is_too_few: bool
    may_list: bool
    page: Page | None
    compared: int = 0
    """How many offices are in order."""
    groups: tuple[Office, ...] = ()
    """The offices above, to choose from, the nearest first."""

    @property
    def has_more(self) -> bool:
        """Whether the reader may see more of them than stand here."""
        return self.may_list and self.page is None and len(self.rows) < self.compared


def offices_above(office: Office) -> list[OfficeAbove]:
    """The offices above, the nearest first. No query."""
    keys = [pk for pk in office.path.split("/") if pk][:-1]
    return [
        OfficeAbove(int(pk), f"/{'/'.join(keys[: index + 1])}/") for index, pk in enumerate(keys)
    ][::-1]


def chosen_above(above: Sequence[OfficeAbove], asked: str) -> OfficeAbove | None:
    """The office above that was asked for by its id, the nearest where none was."""
    found = next((one for one in above if str(one.office) == asked), None)
    return found if asked else above[0]


def order_of(
    found: LinesOfOffices, *, own: int, by: OrderedBy, direction: Direction | None
) -> list[Placed[int]]:
    """The offices that handed the month in, and one's own, by place: the best first."""
    values = [
        (one.office, value)
        for one in found.lines
        if (one.is_handed_in or one.office == own) and (value := _value(one, by)) is not None
    ]
    kinds = [isinstance(one.achieved, date) for one in found.lines if one.office == own]
    if by is OrderedBy.FIGURE:
        is_dated = kinds[0] if kinds else direction is Direction.EARLIER
        dated = {one.office for one in found.lines if isinstance(one.achieved, date)}
        values = [pair for pair in values if (pair[0] in dated) is is_dated]
    more_is_better = by is OrderedBy.SCORE or direction in (None, Direction.HIGHER)
    return placed(values, more_is_better=more_is_better)


def offices_part(
    found: LinesOfOffices,
    order: Sequence[Placed[int]],
    *,
    own: int,
    by: OrderedBy,
    under: int,
    may_list: bool,
    number: str | None,
) -> OfficesPart:
    """The part without names and rows; page ``number`` of all, where they are listed. No query."""
    others = [one for one in order if one.key != own]
    is_too_few = not may_list and len(others) < LEAST_OTHERS
    page = None
    if may_list and number is not None:
        page = Paginator(order, ON_A_PAGE).get_page(number)
    return OfficesPart(
        under=under,
        by=by,
        offices=found.offices,
        handed_in=sum(one.is_handed_in for one in found.lines),
        own=next((one for one in order if one.key == own), None),
        rows=(),
        spread=None if is_too_few else _spread(order, found, by, own),
        is_too_few=is_too_few,
        may_list=may_list,
        page=page,
        compared=len(order),
    )


def shown_of(part: OfficesPart, order: Sequence[Placed[int]], own: int) -> Sequence[Placed[int]]:
    """The offices that the page shows: one page of all, or those around one's own."""
    if part.page is not None:
        return list(part.page.object_list)
    return () if part.is_too_few else around(order, own, reach=REACH)


def rows_shown(
    chosen: Sequence[Placed[int]],
    found: LinesOfOffices,
    names: Mapping[int, Office],
    *,
    plan: Plan,
    access: Access,
    month: Month,
) -> tuple[OfficeShown, ...]:
    """The rows with the names that the reader may read."""
    lines = {one.office: one for one in found.lines}
    rows = []
    for one in chosen:
        line, office = lines[one.key], names.get(one.key)
        may_see = office is not None and access.sees(office)
        rows.append(
            OfficeShown(
                place=one.place,
                name=office.short_name if office and may_see else "",
                url=_url(plan, office, line, month) if office and may_see else "",
                achieved=achievement(line.achieved),
                score=points(line.raw),
                is_own=one.key == plan.office_id,
                is_handed_in=line.is_handed_in,
            )
        )
    return tuple(rows)


def _url(plan: Plan, office: Office, line: LineOfOffice, month: Month) -> str:
    if not line.indicator:
        return reverse("reports:office", args=(office.code,))
    address = plan_url("reports:indicator", plan.at.of_office(office.code), line.indicator)
    return f"{address}?month={month}"


def _value(line: LineOfOffice, by: OrderedBy) -> Decimal | None:
    if by is OrderedBy.SCORE:
        return line.raw
    return Decimal(line.achieved.toordinal()) if isinstance(line.achieved, date) else line.achieved


def _spread(
    order: Sequence[Placed[int]], found: LinesOfOffices, by: OrderedBy, own: int
) -> SpreadShown | None:
    spread = spread_of(one.value for one in order)
    if spread is None:
        return None
    is_dated = by is OrderedBy.FIGURE and any(
        isinstance(one.achieved, date) for one in found.lines if one.office == order[0].key
    )
    mine = next((one.value for one in order if one.key == own), None)

    def said(value: Decimal) -> str:
        if by is OrderedBy.SCORE:
            return points(value)
        return achievement(date.fromordinal(round(value)) if is_dated else value)

    return SpreadShown(
        said(spread.least),
        said(spread.lower),
        said(spread.middle),
        said(spread.upper),
        said(spread.greatest),
        _box(spread, mine),
    )


def _box(spread: Spread, own: Decimal | None) -> SpreadBox:
    span = spread.greatest - spread.least

    def at(value: Decimal) -> str:
        return f"{(value - spread.least) * _BOX / span if span else Decimal(_BOX // 2):.1f}"

    return SpreadBox(
        lower=at(spread.lower),
        middle=at(spread.middle),
        upper=at(spread.upper),
        width=f"{(spread.upper - spread.lower) * _BOX / span if span else Decimal(0):.1f}",
        own="" if own is None else at(own),
    )
