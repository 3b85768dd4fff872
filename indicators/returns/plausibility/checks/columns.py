"""Checks of a month's figures as a whole. Their findings name no row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from indicators.returns.plausibility.checks.values import CheckedColumn, Thresholds
from numerals import Month, format_month
from plans.document.bilingual import shown
from plans.document.checks.sentences import warning
from plans.document.values import IndicatorEntry, Problem

_ZERO = Decimal(0)


def same_figure_all_down(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """One non-zero figure in nearly every cell, whatever the indicators count."""
    numbers = [number for cell in column.cells if (number := cell.number) is not None]
    counted = Counter(number for number in numbers if number)
    if not counted:
        return
    figure, often = counted.most_common(1)[0]
    if often < limits.column_cells or often * 100 < limits.column_percent * len(numbers):
        return
    one, times, of = shown(figure), shown(Decimal(often)), shown(Decimal(len(numbers)))
    yield warning(
        "same-figure-down",
        "",
        bn=f"সংখ্যায় পূরণ করা {of.bn}টি ঘরের {times.bn}টিতেই একই অর্জন {one.bn}",
        en=f"{times.en} of the {of.en} cells that give a number give the same one, {one.en}",
    )


def column_of_last_month(column: CheckedColumn, limits: Thresholds) -> Iterator[Problem]:
    """Every figure as in the month before: the column may have been copied."""
    month = column.month.previous
    pairs = [(cell.number or _ZERO, _number(cell.entry, month)) for cell in column.cells]
    told = [(now, before) for now, before in pairs if now or before]
    if len(told) < limits.column_cells or any(now != before for now, before in told):
        return
    count = shown(Decimal(len(told)))
    last = {language: format_month(month, language=language) for language in ("bn", "en")}
    yield warning(
        "column-of-last-month",
        "",
        bn=f"শূন্য নয় এমন {count.bn}টি অর্জনের সবই {last['bn']} মাসের সমান",
        en=f"all {count.en} figures other than zero are those of {last['en']}",
    )


def _number(entry: IndicatorEntry, month: Month) -> Decimal:
    figure = entry.achieved.get(month)
    return figure if isinstance(figure, Decimal) else _ZERO
