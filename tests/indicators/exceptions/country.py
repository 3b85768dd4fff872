"""Sixty-four invented offices whose figures are by chance alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import exp
from random import Random
from typing import Final

from indicators.exceptions.rules import Proof, ReturnFacts, Scene, WatchedPlan
from numerals import FiscalYearSpan, Message, Month
from plans.document.methods import Method
from plans.document.values import IndicatorEntry, TierTargets

YEAR: Final = FiscalYearSpan(2023)
MONTHS: Final = tuple(YEAR.months)
ROWS: Final = tuple(f"{number // 6 + 1}.{number % 6 + 1}.1" for number in range(30))
OFFICES: Final = 64
TODAY: Final = date(2024, 7, 5)


def country(seed: int) -> list[WatchedPlan]:
    """Each office has its own size and strength; a month's count is Poisson around its share."""
    chance = Random(seed)
    return [_office(f"office-{number:02d}", chance) for number in range(OFFICES)]


def scene_of(plans: Iterable[WatchedPlan], *months: Month) -> Scene:
    return Scene(tuple(plans), months or MONTHS)


def _office(code: str, chance: Random) -> WatchedPlan:
    size, strength = chance.choice((0.6, 1, 1.6)), chance.uniform(0.7, 1.05)
    return WatchedPlan(
        office=code,
        name=Message(bn=code, en=code),
        entries=tuple(
            _entry(number, row, size, strength, chance) for number, row in enumerate(ROWS)
        ),
        returns=tuple(
            ReturnFacts(
                month,
                is_handed_in=True,
                is_owed=False,
                due=month.next.first_day + timedelta(4),
            )
            for month in MONTHS
        ),
        typed={
            (row, month): month.next.first_day + timedelta(chance.randrange(5))
            for row in ROWS
            for month in MONTHS
        },
    )


def _entry(number: int, row: str, size: float, strength: float, chance: Random) -> IndicatorEntry:
    yearly = (18, 40, 90, 150, 300, 800)[number % 6] * size
    best = Decimal(round(yearly * chance.uniform(0.85, 1.15)))
    counts = [poisson(yearly * strength / 12, chance) for _ in MONTHS]
    is_cumulative = number % 6 == 5
    if is_cumulative:
        counts = [sum(counts[: index + 1]) for index in range(len(counts))]
    return IndicatorEntry(
        row=row,
        code=row,
        title=f"Indicator {row}",
        unit="সংখ্যা",
        weight=Decimal(3),
        targets=TierTargets(
            *(round(best * share / 100) * Decimal(1) for share in (100, 90, 80, 70, 60))
        ),
        method=Method.CUMULATIVE if is_cumulative else Method.SUM,
        achieved={month: Decimal(count) for month, count in zip(MONTHS, counts, strict=True)},
    )


def poisson(mean: float, chance: Random) -> int:
    """A count around a mean, by Knuth's product of chances, in parts that do not underflow."""
    count = 0
    while mean > 0:
        part = min(mean, 30.0)
        mean -= part
        limit, product = exp(-part), chance.random()
        while product > limit:
            count += 1
            product *= chance.random()
    return count


def with_figures(
    plan: WatchedPlan,
    change: Callable[[IndicatorEntry], dict[Month, Decimal]],
    *,
    rows: Iterable[str] = ROWS,
) -> WatchedPlan:
    """The plan with other figures in some of its rows."""
    named = set(rows)
    return replace(
        plan,
        entries=tuple(
            replace(entry, achieved={**entry.achieved, **change(entry)})
            if entry.row in named
            else entry
            for entry in plan.entries
        ),
    )


def proof(row: str, month: Month, content: str, *, look: int | None = None, day: int = 1) -> Proof:
    return Proof(row, month, content, month.first_day + timedelta(day), look)
