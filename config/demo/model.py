"""The stated model of the invented figures: what an office can be expected to do, and then does.

Of office *i*, row *r* and fiscal year *y*, in percent where no unit is named; each chance is its
own (``seed.Lot``), so that a second seed gives another country by the same rules::

    usual(i, r)      = base(r) · size(i)
    truth(i, r)      = usual(i, r) · strength(i) · own(i, r)
    outcome(i, r, y) = truth(i, r) · luck(i, r, y)
    month(m)         = outcome(i, r, y) · season(r, m) · u(m) / Σ season · u
    target(i, r)     = usual(i, r) · asked(i, r)

``base`` is the 100 tier of the real agreement, or of the action plan's form; ``size`` the
district's (60, 100, 160; 100 where the target is a handful or a percentage, and in action
plans); ``strength`` the office's, 68 to 106 by rank; ``own`` 100 ± 20 for what the office is good
at; ``luck`` 100 ± 15, anew each year; ``u`` 50 to 150, anew each month. ``asked`` is 100 ± 20, by
people who know an office's size and not its strength; of one row in ten it is 50 (soft), of
another 150 (steep): what a look at the past should find.

A percentage is a level and no amount: truth = strength − 6, ± 14, and its months are around it,
± 15, at most 100. What is done once (a target of 1) is done with the chance of strength − 8,
at most 96. A date comes (100 − strength) / 2 days behind its 100 tier, ± 10, and each year ± 6.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from config.demo.seed import Lot, about
from numerals import FiscalYearSpan, Value
from plans.document.defaults import Kind

PERCENTAGES: Final = frozenset({"%", "হার"})
"""The units of levels, which do not grow with an office."""

SOFT, STEEP = 50, 150
"""What is asked, in percent of the usual, where the target is planted."""

_HANDFUL: Final = 5
_WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Worker:
    """An office at one of its plans: ``size`` and ``strength`` are in percent."""

    code: str
    size: int
    strength: int
    lot: Lot
    plan: str = Kind.APA.value
    is_planted: bool = True
    """Whether of some rows too little or too much is asked."""

    @property
    def name(self) -> str:
        """What its chances go by."""
        return f"{self.code}/{self.plan}"

    def usual(self, best: Decimal, unit: str) -> Decimal:
        """What an office of that size is mostly asked for where the real one is for ``best``."""
        return best if is_fixed(best, unit) else best * self.size / _WHOLE

    def asked(self, row: str) -> int:
        """What a target asks of the usual, in percent."""
        chance = self.lot.of(self.name, row, "asked")
        planted = {0: SOFT, 1: STEEP}.get(chance.randrange(10))
        usual = about(chance, _WHOLE, spread=20)
        return planted if planted and self.is_planted else usual

    def truth(self, best: Value, unit: str, *, row: str) -> Value:
        """What can be expected of a year: an amount, a level, a chance from 0 to 1, or a day."""
        chance = self.lot.of(self.name, row, "own")
        if isinstance(best, date):
            behind = (_WHOLE - self.strength) // 2
            return best + timedelta(about(chance, behind, spread=10))
        if unit in PERCENTAGES:
            level = max(0, about(chance, self.strength - 6, spread=14))
            return min(Decimal(_WHOLE), best * level / _WHOLE)
        if best == 1:
            return Decimal(min(96, self.strength - 8)) / _WHOLE
        own = about(chance, _WHOLE, spread=20)
        return self.usual(best, unit) * self.strength * own / _WHOLE**2

    def outcome(self, truth: Value, *, row: str, year: FiscalYearSpan) -> Value:
        """What comes of it in a year: an amount, or the day; a level and a chance stay."""
        luck = self.lot.of(self.name, row, year, "luck")
        if isinstance(truth, date):
            return truth + timedelta(about(luck, 0, spread=6))
        return truth * about(luck, _WHOLE, spread=15) / _WHOLE


def is_fixed(best: Decimal, unit: str) -> bool:
    """Whether a target is the same for offices of every size: a level, or a handful of things."""
    is_handful = best == best.to_integral_value() and best <= _HANDFUL
    return unit in PERCENTAGES or is_handful
