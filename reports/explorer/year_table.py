"""A plan's whole year as a table: its indicators by the twelve months, on the page and as a file.

The columns are declared once: what the page shows of a row, and what the file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.precision import rounded
from numerals import NIL, Figure, Month, decimals_of, score_places
from plans.addresses import plan_place, plan_url
from plans.models import Indicator, Objective
from presentation.figures import (
    achievement,
    as_mean,
    digits,
    figure,
    month_name,
    number,
    points,
    target,
)
from reports.explorer.page import target_of_month
from reports.explorer.values import PlanMonth, RowMonth, YearScores
from spreadsheets.columns import FileColumn, sheet_of
from spreadsheets.xlsx_writer import WrittenSheet


class MonthsShow(StrEnum):
    """What the months of the table tell."""

    FIGURE = "figure"
    TO_DATE = "to-date"
    SCORE = "score"


@dataclass(frozen=True)
class YearRow:
    """One indicator over the year; ``now`` is its stored score as of the table's month."""

    indicator: Indicator
    url: str
    figures: Mapping[Month, Figure]
    scores: Mapping[Month, RowMonth]
    now: RowMonth | None
    decimals: int

    @property
    def code(self) -> str:
        """The code as it is shown, or the activity's where the indicator has none."""
        return digits(self.indicator.code or self.indicator.activity.code)

    @property
    def measured(self) -> str:
        """Unit and calculation method."""
        parts = (self.indicator.unit, self.indicator.get_method_display())
        return " · ".join(part for part in parts if part)

    def target_of(self, month: Month) -> str:
        """The target that the plan has for the month, if it has one."""
        return target_of_month(self.indicator.targets_by_period, month)


@dataclass(frozen=True, slots=True)
class YearColumn:
    """One column: its heading, what the page shows of a row and what the file holds.

    ``month`` is there where it is one, with where its return stands and leads; ``total`` is of
    the plan, of an evaluated year that of its evaluation.
    """

    heading: str
    shown: Callable[[YearRow], str]
    value: Callable[[YearRow], object]
    month: Month | None = None
    monthly_return: MonthlyReturn | None = None
    url: str = ""
    total: str = ""
    own: Callable[[YearRow], str] = lambda _row: ""
    """The office's own of a row where an evaluation gave another."""


@dataclass(frozen=True, slots=True)
class YearCell:
    """What a column says of a row; ``target`` is the month's own."""

    column: YearColumn
    text: str
    target: str = ""
    own: str = ""
    """The office's own score where an evaluation gave another."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """An objective with its rows, each with its cells."""

    objective: Objective
    rows: tuple[tuple[YearRow, tuple[YearCell, ...]], ...]


@dataclass(frozen=True, slots=True)
class YearTable:
    """The whole table as of ``month``."""

    month: Month
    show: MonthsShow
    columns: tuple[YearColumn, ...]
    rows: tuple[YearRow, ...]

    @property
    def groups(self) -> list[YearGroup]:
        """The rows under their objectives."""
        by_objective = groupby(self.rows, key=lambda row: row.indicator.activity.objective_id)
        return [
            YearGroup(
                members[0].indicator.activity.objective, tuple(map(self._with_cells, members))
            )
            for members in (tuple(group) for _key, group in by_objective)
        ]

    def _with_cells(self, row: YearRow) -> tuple[YearRow, tuple[YearCell, ...]]:
        return row, tuple(
            YearCell(
                one,
                one.shown(row),
                row.target_of(one.month) if one.month else "",
                one.own(row),
            )
            for one in self.columns
        )

    def sheet(self, title: str) -> WrittenSheet:
        """The table as a sheet: what is measured, then the page's columns."""
        column = FileColumn[YearRow]
        said = [
            column(_("Objective"), lambda row: row.indicator.activity.objective.title),
            column(_("Code"), lambda row: row.code),
            column(_("Performance indicator"), lambda row: row.indicator.title),
            column(_("Unit"), lambda row: row.indicator.unit),
            column(_("Calculation method"), lambda row: row.indicator.get_method_display()),
        ]
        columns = [column(one.heading, one.value) for one in self.columns]
        if any(row.now and row.now.own for row in self.rows):
            own = column(_("self-assessment score"), lambda row: _score(row.now and row.now.own))
            columns.append(own)
        return sheet_of(title, [*said, *columns], self.rows, kept=3)


def year_table(
    figures: PlanFigures, scores: YearScores, *, month: Month, show: MonthsShow
) -> YearTable:
    """The table as of ``month``. No query."""
    plan = figures.plan
    pages = plan_place("indicator", plan, 0).removesuffix("0/")
    rows = tuple(
        YearRow(
            indicator=one,
            url=f"{pages}{one.pk}/?month={month}",
            figures=figures.achieved(one.pk, until=plan.span.months[-1]),
            scores=scores.rows.get(one.pk, {}),
            now=scores.rows.get(one.pk, {}).get(month),
            decimals=decimals_of(*one.targets),
        )
        for one in figures.indicators
    )
    months = tuple(
        replace(
            _month_column(one, show),
            month=one,
            monthly_return=figures.monthly_returns.get(one),
            url=plan_url("indicators:entry", plan, one) if one in figures.monthly_returns else "",
            total=_total(scores.plan.get(one)),
        )
        for one in plan.span.months
    )
    return YearTable(month, show, (*_before(scores.plan.get(month)), *months), rows)


def _before(now: PlanMonth | None) -> Sequence[YearColumn]:
    """What stands before the months: it is in view on any screen."""
    return (
        YearColumn(
            _("Weight"), lambda row: number(row.indicator.weight), lambda row: row.indicator.weight
        ),
        YearColumn(
            _("Target"),
            lambda row: target(row.indicator.target_100, row.decimals),
            lambda row: row.indicator.target_100,
        ),
        YearColumn(
            _("To date"),
            lambda row: achievement(row.now.achieved if row.now else None, row.decimals),
            lambda row: _file_value(row.now.achieved if row.now else None),
            own=lambda row: _own_achieved(row.now, row.decimals),
        ),
        YearColumn(
            _("Score"),
            lambda row: points(row.now.weighted if row.now else None),
            lambda row: _score(row.now),
            total=_total(now),
            own=lambda row: _own_score(row.now),
        ),
    )


def _month_column(month: Month, show: MonthsShow) -> YearColumn:
    heading = month_name(month)
    match show:
        case MonthsShow.FIGURE:
            return YearColumn(
                heading,
                partial(_figure_shown, month=month),
                lambda row: _file_value(row.figures.get(month)),
            )
        case MonthsShow.TO_DATE:
            return YearColumn(
                heading,
                partial(_to_date_shown, month=month),
                lambda row: _file_value(_achieved(row, month)),
                own=lambda row: _own_achieved(row.scores.get(month), row.decimals),
            )
        case MonthsShow.SCORE:
            return YearColumn(
                heading,
                partial(_score_shown, month=month),
                lambda row: _score(row.scores.get(month)),
                own=lambda row: _own_score(row.scores.get(month)),
            )


def _figure_shown(row: YearRow, *, month: Month) -> str:
    value = row.figures.get(month)
    return "" if value is None else figure(value, max(row.decimals, decimals_of(value)))


def _to_date_shown(row: YearRow, *, month: Month) -> str:
    value = _achieved(row, month)
    return "" if value is None else achievement(value, row.decimals)


def _score_shown(row: YearRow, *, month: Month) -> str:
    found = row.scores.get(month)
    return "" if found is None else points(found.weighted)


def _achieved(row: YearRow, month: Month) -> Decimal | date | None:
    found = row.scores.get(month)
    return found.achieved if found else None


def _score(found: RowMonth | None) -> Decimal | None:
    if found is None or found.weighted is None:
        return None
    return rounded(found.weighted, score_places())


def _own_score(found: RowMonth | None) -> str:
    if found is None or found.own is None or found.own.weighted == found.weighted:
        return ""
    return points(found.own.weighted)


def _own_achieved(found: RowMonth | None, decimals: int) -> str:
    if found is None or found.own is None or found.own.achieved == found.achieved:
        return ""
    return achievement(found.own.achieved, decimals)


def _file_value(value: Any) -> object:
    if value is NIL:
        return "-"
    return as_mean(value) if isinstance(value, Decimal) else value


def _total(found: PlanMonth | None) -> str:
    return "" if found is None or found.weighted is None else points(found.weighted)
