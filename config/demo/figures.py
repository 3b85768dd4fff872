"""Twelve months of a district's figures: plausible, uneven, and the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from config.demo.characters import Character, Ending, Quirk
from config.demo.seed import about, chance_of, happens
from numerals import DECIMALS, NIL, Figure, FiscalYearSpan, Month, decimals_of
from plans.document.methods import Method, achievement_to_date
from plans.document.values import IndicatorEntry, PlanDocument, Reported

Year = dict[Month, Figure]

_EVEN: Final = (6, 7, 8, 8, 9, 8, 8, 9, 9, 9, 9, 10)
_RISING: Final = (3, 5, 6, 7, 8, 9, 9, 10, 10, 11, 11, 11)
_WINTER: Final = (0, 0, 0, 2, 10, 22, 26, 24, 12, 4, 0, 0)
_QUARTERS: Final = (0, 0, 25, 0, 0, 25, 0, 0, 25, 0, 0, 25)
_LATE: Final = (0, 0, 0, 0, 0, 5, 5, 10, 15, 20, 25, 20)
_ONCE: Final = (4, 4, 6, 8, 9, 9, 9, 10, 10, 11, 12, 8)
_SEASONS: Final = {
    "1.1": _RISING, "1.2": _LATE, "1.3": _QUARTERS, "1.4": _EVEN, "1.5": _RISING,
    "1.6": _EVEN, "1.7": _RISING, "1.8": _EVEN, "1.9": _EVEN, "1.10": _ONCE, "2.1": _EVEN,
    "2.2": _QUARTERS, "2.3": _RISING, "2.4": _EVEN, "2.5": _RISING, "3.1": _WINTER,
    "3.2": _WINTER, "3.3": _ONCE, "3.4": _WINTER, "3.5": _EVEN, "4.1": _QUARTERS,
    "4.2": _QUARTERS, "4.3": _QUARTERS,
}  # fmt: skip
"""The shares of July to June in a year's work, in percent, by activity."""

_OFTEN_SPIKED: Final = ("1.4.1", "1.8.1", "2.1.1", "2.5.1")


@dataclass(frozen=True, slots=True)
class _District:
    character: Character
    chance: Random
    writes_dashes: bool


def with_year_of_figures(document: PlanDocument, code: str, character: Character) -> PlanDocument:
    """The agreement with the figures of its fiscal year, as far as the district has got."""
    year = document.fiscal_year
    if year is None:
        raise ValueError("the document names no fiscal year")
    chance = chance_of(code, "figures")
    district = _District(character, chance, writes_dashes=happens(chance, 40))
    months = _begun(year, character.ending)
    # What is odd has its own chance, so that all other figures are as they were without it.
    oddities = chance_of(code, "oddities")
    unfilled = _unfilled(document, character.ending, oddities)
    spiked = oddities.choice(_OFTEN_SPIKED) if Quirk.SPIKE in character.quirks else None
    misprinted = oddities.choice(_OFTEN_SPIKED)

    def filled(entry: IndicatorEntry) -> IndicatorEntry:
        figures = _thinned(_year_of(entry, year, district), district)
        if entry.row == spiked:
            figures[months[-1]] = _mistyped(figures[months[-1]])
        if entry.row in unfilled:
            figures[months[-1]] = None
        entry = replace(entry, achieved={month: figures.get(month) for month in months})
        if Quirk.SUMMED_PERCENTAGE in character.quirks and entry.unit == "%":
            return _printed(entry, Method.AVERAGE)
        if Quirk.PRINTED_MISMATCH in character.quirks:
            return _printed(entry, entry.method, error=7 if entry.row == misprinted else 0)
        return entry

    return replace(document.with_indicators(filled), months=months)


def _unfilled(document: PlanDocument, ending: Ending, chance: Random) -> frozenset[str]:
    """The rows that an officer who has begun the last month has not come to."""
    if ending is not Ending.OPEN:
        return frozenset()
    rows = [entry.row for entry in document.indicators]
    return frozenset(rows[chance.randrange(1, len(rows)) :])


def _begun(year: FiscalYearSpan, ending: Ending) -> tuple[Month, ...]:
    left_out = {Ending.MISSING: 1, Ending.MISSING_TWO: 2}.get(ending, 0)
    return year.months[: 12 - left_out]


def _year_of(entry: IndicatorEntry, year: FiscalYearSpan, district: _District) -> Year:
    best = entry.targets.t100
    if isinstance(best, date):
        return _a_day(best, year, district)
    if best is None:
        return {}
    if entry.unit in ("%", "হার"):
        return _percentages(best, year, district)
    season = _SEASONS.get(entry.row.rpartition(".")[0], _LATE)
    amounts = _amounts(entry, best, season, district)
    if entry.method and entry.method.rule.contains_earlier:
        amounts = [sum(amounts[: place + 1], Decimal(0)) for place in range(len(amounts))]
    return {
        month: _shown(amount, share, district)
        for month, amount, share in zip(year.months, amounts, season, strict=True)
    }


def _a_day(best: date, year: FiscalYearSpan, district: _District) -> Year:
    """The day it was done, in the return of that month; nothing if it was not yet."""
    behind = about(district.chance, (100 - district.character.strength) // 2, spread=16)
    done = best + timedelta(behind)
    return {month: done if month == Month.of(done) else NIL for month in year.months}


def _percentages(best: Decimal, year: FiscalYearSpan, district: _District) -> Year:
    """Monthly percentages around the district's own level, never above 100."""
    level = about(district.chance, district.character.strength - 6, spread=14)
    return {
        month: min(
            Decimal(100), _whole(best * max(0, about(district.chance, level, spread=15)) / 100)
        )
        for month in year.months
    }


def _amounts(
    entry: IndicatorEntry, best: Decimal, season: Sequence[int], district: _District
) -> list[Decimal]:
    """What was done in each month, in the indicator's unit."""
    chance, strength = district.chance, district.character.strength
    if best == 1:
        done = happens(chance, min(96, strength - 8))
        month = chance.choices(range(12), weights=season)[0]
        return [Decimal(done and place == month) for place in range(12)]
    total = best * max(5, about(chance, strength, spread=45)) / 100
    decimals = decimals_of(*entry.targets)
    return _spread(total, season, chance, quantum=Decimal(1).scaleb(-min(2 * decimals, DECIMALS)))


def _spread(
    total: Decimal, season: Sequence[int], chance: Random, *, quantum: Decimal
) -> list[Decimal]:
    """``total`` over the months by season with some chance, in whole quanta."""
    weights = [share * chance.randint(50, 150) for share in season]
    amounts: list[Decimal] = []
    so_far = Decimal(0)
    for place in range(len(weights)):
        due = total * sum(weights[: place + 1]) / max(1, sum(weights))
        amounts.append(due.quantize(quantum, ROUND_HALF_UP) - so_far)
        so_far += amounts[-1]
    return amounts


def _shown(amount: Decimal, share: int, district: _District) -> Figure:
    """A month without work is ``-`` in some offices and ০ in others."""
    return NIL if amount == 0 and share == 0 and district.writes_dashes else amount


def _thinned(figures: Year, district: _District) -> Year:
    """Some cells are left blank: few in most districts, many in some."""
    blank = 7 if Quirk.BLANKS in district.character.quirks else 1
    return {
        month: None if happens(district.chance, blank) else figure
        for month, figure in figures.items()
    }


def _mistyped(figure: Figure) -> Figure:
    """A zero too many."""
    return (figure or Decimal(3)) * 10 if isinstance(figure, Decimal) else Decimal(120)


def _whole(value: Decimal) -> Decimal:
    return value.to_integral_value(ROUND_HALF_UP)


def _printed(entry: IndicatorEntry, method: Method | None, *, error: int = 0) -> IndicatorEntry:
    """Columns 16 and 17 as an office prints them that adds up by hand, ``error`` too much."""
    best = entry.targets.t100
    achieved = method and achievement_to_date(method, entry.achieved.items())
    if not isinstance(achieved, Decimal) or not isinstance(best, Decimal):
        return entry
    cumulative = _whole(achieved) if method and method.rule.is_mean else achieved + error
    return replace(entry, reported=Reported(cumulative, _whole(cumulative * 100 / best)))
