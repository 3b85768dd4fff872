"""Whether a target became easier to reach, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from numerals import Value
from plans.document.comparing.values import FieldChange, Softening
from plans.document.values import TIERS, TierTargets

TIER_NAMES: Final = tuple(f"t{tier}" for tier in TIERS)
"""The five targets as fields of a change, best first."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How far a target moved: by ``number``, or by ``days``; ``share`` in percent of the old one.

    Never negative: which way it went the softening says. There is no share of a day or of zero.
    """

    number: Decimal | None = None
    days: int | None = None
    share: Decimal | None = None


def softening(field: str, *, old: TierTargets, new: TierTargets) -> Softening | None:
    """Whether the target of a tier became easier, ``None`` where that cannot be told.

    Which way is better the tiers of before tell, or those now if these have no order; of one
    target alone, more is better, or an earlier day.
    """
    if field not in TIER_NAMES:
        return None
    one, other = getattr(old, field), getattr(new, field)
    if one is None or other is None or isinstance(one, date) is not isinstance(other, date):
        return None
    lower = next((way for way in map(_is_lower_better, (old, new)) if way is not None), None)
    if lower is None or one == other:
        return None
    is_less = _ordinal(other) < _ordinal(one)
    return Softening.STRICTER if is_less is lower else Softening.SOFTER


def softening_of_deduction(field: str, *, old: Any, new: Any) -> Softening | None:
    """Fewer marks off, or off less often, is easier; of another field nothing can be told."""
    if field not in ("deduction", "per_days") or old is None or new is None:
        return None
    is_less = new < old
    return Softening.SOFTER if is_less is (field == "deduction") else Softening.STRICTER


def amount_of(change: FieldChange) -> Amount | None:
    """By how much a target became easier or harder; ``None`` of a change that is neither."""
    old, new = change.old, change.new
    if change.softening is None:
        return None
    if isinstance(old, date) and isinstance(new, date):
        return Amount(days=abs((new - old).days))
    if isinstance(old, Decimal) and isinstance(new, Decimal):
        share = abs(new - old) * 100 / abs(old) if old else None
        return Amount(number=abs(new - old), share=share)
    return None


def _is_lower_better(targets: TierTargets) -> bool | None:
    """Whether less earns more, ``None`` if the tiers have no one order."""
    given = [target for _, target in targets.defined]
    if not given or len({isinstance(target, date) for target in given}) > 1:
        return None
    if isinstance(given[0], date):
        return True
    steps = [_ordinal(worse) - _ordinal(better) for better, worse in pairwise(given)]
    rising, falling = (any(step > 0 for step in steps), any(step < 0 for step in steps))
    return None if rising and falling else rising


def _ordinal(value: Value) -> Decimal:
    return Decimal(value.toordinal()) if isinstance(value, date) else value
