"""What looks odd in a month's figures before anyone signs them.

Warnings ask for a look, they never stop a submission. Each is one function over the
document of the month; thresholds are named.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from indicators.selectors.figures import PlanFigures
from plans.document.checks import FIGURE_CHECKS, check
from plans.document.model import (
    IndicatorEntry,
    Message,
    Method,
    Month,
    Problem,
    Severity,
)
from plans.document.numerals import format_number

SPIKE_TIMES: Final = 5
"""A month this many times the mean of the earlier ones asks for a look."""

SPIKE_MONTHS: Final = 3
"""Earlier months that a mean needs to mean anything."""


def oddities_of(figures: PlanFigures, month: Month) -> list[Problem]:
    """The oddities of what the month asks for, in the order of the form."""
    document = figures.document(until=month)
    order = {one.row: one.position for one in figures.indicators if one.is_asked(month)}
    found = [one for one in check(document, checks=FIGURE_CHECKS) if one.row in order]
    for entry in document.indicators:
        if entry.row not in order:
            continue
        found.extend(_spike(entry, month))
        found.extend(_falling(entry, month))
        found.extend(_over_hundred(entry, month))
    return sorted(found, key=lambda problem: order[problem.row])


def odd_indicators(figures: PlanFigures, month: Month) -> int:
    """How many indicators have an oddity in the month."""
    return len({problem.row for problem in oddities_of(figures, month)})


def _numbers_before(entry: IndicatorEntry, month: Month) -> list[Decimal]:
    return [
        figure
        for one, figure in sorted(entry.achieved.items())
        if one < month and isinstance(figure, Decimal)
    ]


def _spike(entry: IndicatorEntry, month: Month) -> Iterator[Problem]:
    figure, earlier = entry.achieved.get(month), _numbers_before(entry, month)
    if entry.method is not Method.SUM or not isinstance(figure, Decimal):
        return
    if len(earlier) < SPIKE_MONTHS or not any(earlier):
        return
    mean = sum(earlier, Decimal(0)) / len(earlier)
    if figure > mean * SPIKE_TIMES and figure - mean > 1:
        yield _warning(
            "spike",
            entry,
            bn=f"এক মাসে {_n(figure, 'bn')}, আগের মাসগুলোর গড় {_n(mean, 'bn', 1)}",
            en=f"{_n(figure, 'en')} in one month, the earlier months' mean is {_n(mean, 'en', 1)}",
        )


def _falling(entry: IndicatorEntry, month: Month) -> Iterator[Problem]:
    figure, earlier = entry.achieved.get(month), _numbers_before(entry, month)
    if entry.method is not Method.CUMULATIVE or not isinstance(figure, Decimal) or not earlier:
        return
    if figure < earlier[-1]:
        yield _warning(
            "falling-cumulative",
            entry,
            bn=f"ক্রমপুঞ্জিভূত অর্জন {_n(earlier[-1], 'bn')} থেকে কমে {_n(figure, 'bn')}",
            en=f"the cumulative figure falls from {_n(earlier[-1], 'en')} to {_n(figure, 'en')}",
        )


def _over_hundred(entry: IndicatorEntry, month: Month) -> Iterator[Problem]:
    figure = entry.achieved.get(month)
    if "%" in entry.unit and isinstance(figure, Decimal) and figure > 100:
        yield _warning(
            "percent-over-100",
            entry,
            bn=f"একক % হলেও {_n(figure, 'bn')} লেখা হয়েছে",
            en=f"the unit is %, yet {_n(figure, 'en')} was entered",
        )


def _warning(rule: str, entry: IndicatorEntry, *, bn: str, en: str) -> Problem:
    return Problem(rule, Severity.WARNING, entry.row, Message(bn=bn, en=en))


def _n(value: Decimal, language: str, decimals: int | None = None) -> str:
    return format_number(value, language=language, decimals=decimals)
