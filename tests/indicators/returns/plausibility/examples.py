"""Cells and columns of a district, written as one reads a form."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from indicators.returns.plausibility.checks import (
    Check,
    CheckedCell,
    CheckedColumn,
    Thresholds,
    look_over,
)
from indicators.returns.plausibility.checks.run import CHECKS
from numerals import NIL, Figure, FiscalYearSpan, Month, from_canonical
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.values import IndicatorEntry, TierTargets

JULY = Month(2023, 7)
YEAR = FiscalYearSpan(2023)


def figure(text: str) -> Figure:
    """``5``, ``2024-06-15``, ``-`` for none and ``.`` for blank."""
    return {"-": NIL, ".": None}.get(text) or (None if text == "." else from_canonical(text))


def cell(
    figures: str,
    *,
    unit: str = "সংখ্যা",
    method: Method = Method.SUM,
    targets: str = "120 108 96 84 72",
    frequency: Frequency = Frequency.MONTHLY,
    peers: tuple[str, ...] = (),
    row: str = "1.1.1",
) -> CheckedCell:
    """The cell of the last of ``figures``, which begin in the year's first period."""
    first = frequency.asked_in(JULY)
    told = [figure(one) for one in figures.split()]
    months = [first.plus(place * frequency.months) for place in range(len(told))]
    tiers = TierTargets(*(figure(one) for one in targets.split()))  # type: ignore[arg-type]
    achieved: Mapping[Month, Figure] = dict(zip(months, told, strict=True))
    entry = IndicatorEntry(row, row, row, unit, Decimal(1), tiers, method, achieved)
    return CheckedCell(entry, months[-1], frequency, tuple(Decimal(one) for one in peers))


def found(*cells: CheckedCell, limits: Thresholds | None = None) -> list[str]:
    """The rules that the cells, all of one month, are told by."""
    column = CheckedColumn(cells[0].month, cells)
    return [one.rule for one in look_over(column, limits or Thresholds())]


def said(
    one: CheckedCell, language: str = "en", *, checks: tuple[Check, ...] = CHECKS
) -> list[str]:
    """What is said of the cell."""
    column = CheckedColumn(one.month, (one,))
    return [each.message[language] for each in look_over(column, Thresholds(), checks=checks)]
