"""Which achievement to date is scored: computed, printed, or of other plans."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Final

from indicators.scoring.precision import HUNDRED
from indicators.scoring.proportional import full_target
from indicators.scoring.scale import Scale
from indicators.scoring.values import Basis, Direction, IndicatorInput, Reason
from numerals import Expects, Month, Value
from plans.document.methods import WRONG_KIND, Method, achievement_to_date, methods_that_take
from plans.document.rolling_up import NoRollUp, RolledUp

_NOT_ROLLED_UP: Final = {
    NoRollUp.NOTHING_REPORTED: Reason.OFFICES_UNREPORTED,
    NoRollUp.NOT_SUMMED: Reason.NOT_SUMMED,
    NoRollUp.WRONG_KIND: Reason.WRONG_KIND,
}


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
        earned = indicator.linked
        if isinstance(earned, RolledUp):
            return _of_offices(earned)
        return _share_of_linked_plan(earned, scale)
    return _computed(indicator, scale, months)


def comes_from_linked_plan(indicator: IndicatorInput, *, basis: Basis) -> bool:
    """Whether the linked plan's composite is what is scored."""
    is_linked = indicator.is_linked and rolled_by(indicator) is None
    return is_linked and (basis is Basis.COMPUTED or indicator.reported is None)


def rolled_by(indicator: IndicatorInput) -> RolledUp | None:
    """The offices' figures that the indicator is made of, if it is."""
    return indicator.linked if isinstance(indicator.linked, RolledUp) else None


def _of_offices(rolled: RolledUp) -> Value | Reason:
    """What the offices' achievements come to, or why they come to nothing."""
    made = rolled.achieved
    return _NOT_ROLLED_UP[made] if isinstance(made, NoRollUp) else made


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
