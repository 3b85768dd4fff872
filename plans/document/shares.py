"""A total divided over offices: shares that add up to it, to the digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal
from typing import Final

from numerals import decimals_of, round_half_up
from plans.document.methods import Method
from plans.document.units import is_percent
from plans.document.values import IndicatorEntry, TierTargets

_EXACT: Final = Context(prec=60)
_ONE: Final = Decimal(1)


def may_be_divided(entry: IndicatorEntry) -> bool:
    """Whether offices' figures of the row add up to one of the whole: sums, but never of shares,
    nor what an action plan or other offices earn.
    """
    is_typed = entry.linked is None and entry.rolled is None
    return is_typed and may_be_summed(method=entry.method, unit=entry.unit)


def may_be_summed(*, method: Method | None, unit: str) -> bool:
    """Whether offices' figures of a row add up to one: never percents, never cumulatives."""
    return method is not None and method.rule.adds_up and not is_percent(unit)


def divided(
    total: Decimal, by: Sequence[Decimal | None], *, decimals: int | None = None
) -> tuple[Decimal, ...]:
    """``total`` in the proportion of ``by``, in steps of its last decimal; they add up to it.

    Equally where nothing tells a proportion. What is lost in rounding goes to those that lost
    most, the first of equals first (largest remainder). Raises ``ValueError`` for negative ones.
    """
    if not by:
        return ()
    parts = [one or Decimal(0) for one in by]
    if total < 0 or min(parts) < 0:
        raise ValueError("shares of what is below zero")
    whole = _EXACT.create_decimal(sum(parts, Decimal(0)))
    if not whole:
        parts, whole = [_ONE] * len(by), Decimal(len(by))
    places = decimals_of(total) if decimals is None else max(decimals, decimals_of(total))
    step = _ONE.scaleb(-places)
    exact = [_EXACT.divide(_EXACT.multiply(total, one), whole) for one in parts]
    shares = [one.quantize(step, rounding=ROUND_FLOOR, context=_EXACT) for one in exact]
    left = int((total - sum(shares, Decimal(0))) / step)
    order = sorted(range(len(by)), key=lambda at: (shares[at] - exact[at], at))
    for at in order[:left]:
        shares[at] += step
    return tuple(shares)


def scaled(targets: TierTargets, best: Decimal | None) -> TierTargets:
    """The tiers with ``best`` as the first, the others in the proportion that they had to it."""
    old = targets.t100
    if best is None or not isinstance(old, Decimal) or not old:
        return TierTargets(best)
    places = decimals_of(best, *(one for one in targets if isinstance(one, Decimal)))
    others = (
        round_half_up(one * best / old, decimals=places) if isinstance(one, Decimal) else one
        for one in tuple(targets)[1:]
    )
    return TierTargets(best, *others)
