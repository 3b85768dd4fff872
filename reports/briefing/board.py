"""A dashboard and what stands beside it → the two pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Final

from indicators.scoring.precision import HUNDRED
from indicators.scoring.standings import mean
from numerals import FiscalYearSpan, Month
from plans.calendar.page import CalendarLine
from reports.briefing.drawing import bars_of, colored
from reports.briefing.values import Briefing, KindOfAlert, LateOffice, RegionLine
from reports.dashboard.lines import ChartLine, line_of
from reports.dashboard.offices import ReturnState
from reports.dashboard.shown import Board, BoardRow
from reports.districts.drawing import map_of

NAMED: Final = 5
"""Offices of each list."""

MOST_REGIONS: Final = 14
"""Regions that a page has room for."""

_LINE: Final = (720, 200)


def briefing_of(
    board: Board,
    *,
    today: date,
    alerts: Sequence[KindOfAlert],
    regions: Mapping[int, str],
    alert_count: int,
    dates: Sequence[CalendarLine],
) -> Briefing:
    """The pages of a board that holds all its rows; ``regions`` are names by office id."""
    ranked = [row for row in board.rows if row.standing.composite is not None]
    composites = [row.standing.composite for row in ranked if row.standing.composite is not None]
    moved = sorted(
        (row for row in ranked if row.standing.change),
        key=lambda row: row.standing.change or Decimal(0),
    )
    drawn = map_of(board.rows)
    lowest = min(NAMED, len(ranked) // 2)
    return Briefing(
        board=board,
        line=average_line(board.rows, year=board.month.fiscal_year),
        bars=bars_of(composites),
        middle=median(composites) if composites else None,
        districts=colored(drawn),
        width=drawn.width,
        height=drawn.height,
        highest=ranked[:NAMED],
        lowest=ranked[-lowest:] if lowest else (),
        risen=[row for row in reversed(moved) if (row.standing.change or 0) > 0][:NAMED],
        fallen=[row for row in moved if (row.standing.change or 0) < 0][:NAMED],
        objectives=[one for one in board.columns if one.average is not None],
        regions=list(_regions(board.rows, regions)),
        late=sorted(_late(board.rows, today), key=lambda one: -one.days),
        alerts=alerts,
        alert_count=alert_count,
        dates=dates,
    )


def average_line(rows: Sequence[BoardRow], *, year: FiscalYearSpan) -> ChartLine:
    """The average composite of each scored month of the year."""
    found: dict[Month, list[Decimal]] = {}
    for row in rows:
        for month, composite in row.line.points:
            found.setdefault(month, []).append(composite)
    width, height = _LINE
    history = {month: mean(known) for month, known in found.items()}
    return line_of(history, year=year, width=width, height=height, top=HUNDRED)


def _late(rows: Sequence[BoardRow], today: date) -> list[LateOffice]:
    return [
        LateOffice(row.office.name, (today - row.office.term.due).days)
        for row in rows
        if row.state is ReturnState.LATE
    ]


def _regions(rows: Sequence[BoardRow], names: Mapping[int, str]) -> Iterator[RegionLine]:
    """The regions by their average, the best first; none where all is one."""
    found: dict[int, list[BoardRow]] = {}
    for row in rows:
        if row.office.superior is not None:
            found.setdefault(row.office.superior, []).append(row)
    lines = [
        RegionLine(
            name=names.get(pk, ""),
            offices=len(own),
            average=mean(row.standing.composite for row in own),
            pace=mean(row.pace.share if row.pace else None for row in own),
            returns_in=sum(row.state.is_in for row in own),
            late=sum(row.state is ReturnState.LATE for row in own),
        )
        for pk, own in found.items()
    ]
    if 1 < len(lines) <= MOST_REGIONS:
        yield from sorted(lines, key=lambda one: -(one.average or Decimal(0)))
