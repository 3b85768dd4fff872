"""Averages of offices month by month and year by year, as rows with their lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from indicators.scoring.precision import HUNDRED, ZERO
from indicators.scoring.standings import difference, mean_of
from numerals import FiscalYearSpan, Month
from reports.dashboard.board import SPARK_HEIGHT, SPARK_WIDTH
from reports.dashboard.lines import ChartLine, line_of
from reports.dashboard.shifts import Shift, shift_of

CHART_WIDTH: Final = 720
CHART_HEIGHT: Final = 200
_SPARK_MARGIN: Final = 3


class CountedScores(NamedTuple):
    """The sum of the composites of so many offices."""

    total: Decimal = ZERO
    offices: int = 0

    @property
    def mean(self) -> Decimal | None:
        """Their average; ``None`` of no office."""
        return mean_of(self.total, self.offices)

    def and_also(self, other: CountedScores) -> CountedScores:
        """The two groups as one."""
        return CountedScores(self.total + other.total, self.offices + other.offices)


@dataclass(frozen=True, slots=True)
class Group:
    """The offices right below one: ``path`` is that one's; whether the reader oversees them."""

    path: str
    is_own: bool
    months: Mapping[Month, CountedScores]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A line of the table: an average by month, ``None`` where nothing was scored.

    ``offices`` is how many it rests on in the last month, ``query`` leads to them alone.
    """

    name: str
    code: str
    averages: tuple[tuple[Month, Decimal | None], ...]
    offices: int
    query: str = ""

    @property
    def chart(self) -> ChartLine:
        """Its line over the whole drawing, from 0 to 100."""
        months = self.averages[0][0].fiscal_year
        return line_of(dict(self.averages), year=months, width=CHART_WIDTH, height=CHART_HEIGHT)

    @property
    def change(self) -> Shift | None:
        """Points gained or lost since the month before."""
        if not self.averages[1:]:
            return None
        return shift_of(difference(self.averages[-1][1], self.averages[-2][1]))


@dataclass(frozen=True, slots=True)
class TrendYear:
    """A year's average as of the month that is shown, and as of its last; of how many offices."""

    year: FiscalYearSpan
    at_month: CountedScores
    at_end: CountedScores
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The page: the offices that were chosen, the country, its regions, objectives, the years.

    ``country`` is empty where the chosen ones are all of it; ``before`` is last year's line,
    ``objectives`` are empty where there are too many offices to compare them. ``as_of`` is when
    thousands were added up.
    """

    months: tuple[Month, ...]
    own: TrendRow
    country: TrendRow | None
    before: ChartLine | None
    regions: tuple[TrendRow, ...]
    objectives: tuple[TrendRow, ...]
    years: tuple[TrendYear, ...]
    is_wide: bool
    as_of: datetime | None

    @property
    def scores(self) -> list[tuple[TrendRow, ChartLine]]:
        """The rows of the scores: the offices, the country, the regions."""
        country = (self.country,) if self.country else ()
        return sparks((self.own, *country, *self.regions))

    @property
    def shares(self) -> list[tuple[TrendRow, ChartLine]]:
        """The rows of the objectives."""
        return sparks(self.objectives)

    @property
    def axis(self) -> tuple[Month, ...]:
        """The months of the whole year, beneath the drawing."""
        return self.months[0].fiscal_year.months


def added_up(groups: Iterable[Group]) -> dict[Month, CountedScores]:
    """All the groups as one."""
    found: dict[Month, CountedScores] = {}
    for group in groups:
        for month, counted in group.months.items():
            found[month] = found.get(month, CountedScores()).and_also(counted)
    return found


def row_of_counted(
    name: str,
    counted: Mapping[Month, CountedScores],
    months: Sequence[Month],
    *,
    code: str = "",
    query: str = "",
) -> TrendRow:
    """The row of the sums of these months."""
    averages = tuple((month, counted.get(month, CountedScores()).mean) for month in months)
    return TrendRow(name, code, averages, counted.get(months[-1], CountedScores()).offices, query)


def sparks(rows: Sequence[TrendRow]) -> list[tuple[TrendRow, ChartLine]]:
    """The rows, each with a line as small as a cell; their highest average is the upper edge."""
    known = [average for row in rows for _, average in row.averages if average]
    top = max(known, default=HUNDRED)
    return [
        (
            row,
            line_of(
                dict(row.averages),
                year=row.averages[0][0].fiscal_year,
                width=SPARK_WIDTH,
                height=SPARK_HEIGHT,
                top=top,
                margin=_SPARK_MARGIN,
            ),
        )
        for row in rows
    ]


def line_before(counted: Mapping[Month, CountedScores], year: FiscalYearSpan) -> ChartLine | None:
    """Last year's line over the same axis; ``None`` where nothing of it was scored."""
    averages = {month: one.mean for month, one in counted.items()}
    if not any(one is not None for one in averages.values()):
        return None
    return line_of(averages, year=year, width=CHART_WIDTH, height=CHART_HEIGHT)
