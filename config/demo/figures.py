"""A year of an office's figures: plausible, uneven, and the same on every machine.

How much is done ``model`` says; here it is spread over the months, and told as offices tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

from config.demo.characters import Character, Ending, Quirk
from config.demo.model import PERCENTAGES, Worker
from config.demo.seed import about, happens
from numerals import DECIMALS, NIL, Figure, FiscalYearSpan, Month, Value, decimals_of
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
class _FigureTeller:
    """Who tells of one plan's year: ``base`` has the real 100 tiers by row."""

    worker: Worker
    year: FiscalYearSpan
    base: Mapping[str, Value]
    chance: Random
    writes_dashes: bool


def with_year_of_figures(
    document: PlanDocument,
    character: Character,
    *,
    worker: Worker,
    months: Collection[Month],
    base: Mapping[str, Value] | None = None,
) -> PlanDocument:
    """The plan with the figures of its fiscal year's ``months``, as far as the office has got.

    ``base`` are the 100 tiers that the truth is measured by where they are not the plan's own.
    """
    year = document.fiscal_year
    if year is None:
        raise ValueError("the document names no fiscal year")
    chance = worker.lot.of(worker.name, year, "figures")
    teller = _FigureTeller(worker, year, base or {}, chance, writes_dashes=happens(chance, 40))
    # What is odd has its own chance, so that all other figures are as they were without it.
    quirk_chance = worker.lot.of(worker.name, year, "oddities")
    told = tuple(sorted(months))
    unfilled = _unfilled(document, character.ending, quirk_chance)
    spiked = quirk_chance.choice(_OFTEN_SPIKED) if Quirk.SPIKE in character.quirks else None
    misprinted = quirk_chance.choice(_OFTEN_SPIKED)

    def filled(entry: IndicatorEntry) -> IndicatorEntry:
        figures = _asked(entry, _thinned(_year_of(entry, teller), character.quirks, chance))
        if told and entry.row == spiked:
            figures[told[-1]] = _mistyped(figures[told[-1]])
        if told and entry.row in unfilled:
            figures[told[-1]] = None
        entry = replace(entry, achieved={month: figures.get(month) for month in told})
        if Quirk.SUMMED_PERCENTAGE in character.quirks and entry.unit == "%":
            return _printed(entry, Method.AVERAGE)
        if Quirk.PRINTED_MISMATCH in character.quirks:
            return _printed(entry, entry.method, error=7 if entry.row == misprinted else 0)
        return entry

    return replace(document.with_indicators(filled), months=told)


def achieved_in_year(entry: IndicatorEntry) -> Figure:
    """What the months of an entry make, rounded as its targets are; ``None`` where nothing does."""
    if entry.method is None or entry.linked:
        return None
    made = achievement_to_date(entry.method, entry.achieved.items())
    if isinstance(made, date):
        return made
    if not isinstance(made, Decimal):
        return None
    quantum = Decimal(1).scaleb(-decimals_of(*entry.targets))
    return made.quantize(quantum, ROUND_HALF_UP)


def _unfilled(document: PlanDocument, ending: Ending, chance: Random) -> frozenset[str]:
    """The rows that an officer who has begun the last month has not come to."""
    if ending is not Ending.OPEN:
        return frozenset()
    rows = [entry.row for entry in document.indicators]
    return frozenset(rows[chance.randrange(1, len(rows)) :])


def _asked(entry: IndicatorEntry, figures: Year) -> Year:
    """Of what is reported by quarter, half-year or year the figures of its last months."""
    if entry.linked or entry.rolled:
        return {}
    if entry.frequency.months == 1:
        return figures
    told: Year = {}
    for month, figure in figures.items():
        at = entry.frequency.asked_in(month)
        told[at] = _together(told.get(at), figure, entry.method)
    return told


def _together(earlier: Figure, figure: Figure, method: Method | None) -> Figure:
    """What a quarter says of two of its months, one after the other."""
    if isinstance(earlier, date) or figure is None:
        return earlier
    if method is Method.SUM and isinstance(earlier, Decimal) and isinstance(figure, Decimal):
        return earlier + figure
    return earlier if figure is NIL and earlier is not None else figure


def _year_of(entry: IndicatorEntry, teller: _FigureTeller) -> Year:
    best = teller.base.get(entry.row, entry.targets.t100)
    if isinstance(entry.targets.t100, date):
        best = entry.targets.t100
    if best is None or entry.linked or entry.rolled:
        return {}
    worker, year = teller.worker, teller.year
    truth = worker.truth(best, entry.unit, row=entry.row)
    outcome = worker.outcome(truth, row=entry.row, year=year)
    if isinstance(outcome, date):
        return {month: outcome if month == Month.of(outcome) else NIL for month in year.months}
    if isinstance(truth, date):
        raise TypeError(truth)
    if entry.unit in PERCENTAGES:
        return _percentages(truth, year, teller.chance)
    season = _SEASONS.get(entry.row.rpartition(".")[0], _LATE) if teller.base else _EVEN
    if best == 1:
        amounts = _once(truth, season, teller)
    else:
        quantum = Decimal(1).scaleb(-min(2 * decimals_of(*entry.targets), DECIMALS))
        amounts = _spread(outcome, season, teller.chance, quantum=quantum)
    if entry.method and entry.method.rule.contains_earlier:
        amounts = [sum(amounts[: place + 1], Decimal(0)) for place in range(len(amounts))]
    return {
        month: _shown(amount, share, teller)
        for month, amount, share in zip(year.months, amounts, season, strict=True)
    }


def _percentages(level: Decimal, year: FiscalYearSpan, chance: Random) -> Year:
    """Monthly percentages around the office's level, never above 100."""
    return {
        month: min(Decimal(100), _whole(level * max(0, about(chance, 100, spread=15)) / 100))
        for month in year.months
    }


def _once(truth: Decimal, season: Sequence[int], teller: _FigureTeller) -> list[Decimal]:
    """What is done once, in one of its months, or not at all."""
    done = happens(teller.chance, int(truth * 100))
    month = teller.chance.choices(range(12), weights=season)[0]
    return [Decimal(done and place == month) for place in range(12)]


def _spread(
    total: Decimal, season: Sequence[int], chance: Random, *, quantum: Decimal
) -> list[Decimal]:
    """``total`` over the months by season with some chance, in whole quanta."""
    weights = [share * chance.randint(50, 150) for share in season]
    whole = max(1, sum(weights))
    amounts: list[Decimal] = []
    so_far, weighed = Decimal(0), 0
    for weight in weights:
        weighed += weight
        amounts.append((total * weighed / whole).quantize(quantum, ROUND_HALF_UP) - so_far)
        so_far += amounts[-1]
    return amounts


def _shown(amount: Decimal, share: int, teller: _FigureTeller) -> Figure:
    """A month without work is ``-`` in some offices and ০ in others."""
    return NIL if amount == 0 and share == 0 and teller.writes_dashes else amount


def _thinned(figures: Year, quirks: frozenset[Quirk], chance: Random) -> Year:
    """Some cells are left blank: few in most districts, many in some."""
    blank = 7 if Quirk.BLANKS in quirks else 1
    return {month: None if happens(chance, blank) else figure for month, figure in figures.items()}


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
