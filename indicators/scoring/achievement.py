"""Which achievement to date is scored: computed, printed by the office, or a linked plan's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from indicators.scoring.precision import HUNDRED
from indicators.scoring.proportional import full_target
from indicators.scoring.scale import Scale
from indicators.scoring.values import Basis, Direction, IndicatorInput, Reason
from numerals import Expects, Month, Value
from plans.document.methods import WRONG_KIND, Method, achievement_to_date, methods_that_take


def achievement_of(
    indicator: IndicatorInput,
    scale: Scale | Reason,
    *,
    basis: Basis,
    months: Collection[Month] | None,
) -> Value | Reason:
    """The achievement to date over ``months`` (``None``: all), or why there is none."""
    if basis is Basis.REPORTED and indicator.reported is not None:
        return indicator.reported
    if indicator.is_linked:
        return _share_of_linked_plan(indicator.linked, scale)
    return _computed(indicator, scale, months)


def comes_from_linked_plan(indicator: IndicatorInput, *, basis: Basis) -> bool:
    """Whether the linked plan's composite is what is scored."""
    return indicator.is_linked and (basis is Basis.COMPUTED or indicator.reported is None)


def _share_of_linked_plan(composite: Decimal | None, scale: Scale | Reason) -> Decimal | Reason:
    """The other plan's composite (of 100) as that share of the 100-tier target."""
    if composite is None:
        return Reason.LINKED_PLAN_UNSCORED
    full = full_target(scale) if isinstance(scale, Scale) else scale
    return full if isinstance(full, Reason) else full.position * composite / HUNDRED


def _computed(
    indicator: IndicatorInput, scale: Scale | Reason, months: Collection[Month] | None
) -> Value | Reason:
    figures = indicator.achieved.items()
    counted = figures if months is None else [pair for pair in figures if pair[0] in months]
    method = indicator.method or _only_method(scale)
    if method is None:
        reported = any(isinstance(figure, Decimal | date) for _, figure in counted)
        return Reason.NO_METHOD if reported else Reason.NOT_REPORTED
    achieved = achievement_to_date(method, counted)
    if achieved is WRONG_KIND:
        return Reason.WRONG_KIND
    return Reason.NOT_REPORTED if achieved is None else achieved


def _only_method(scale: Scale | Reason) -> Method | None:
    """Targets that are dates leave one method alone; numbers leave several."""
    dated = isinstance(scale, Scale) and scale.direction is Direction.EARLIER
    possible = methods_that_take(Expects.DATE)
    return possible[0] if dated and len(possible) == 1 else None
