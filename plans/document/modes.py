"""By which mode an indicator scores: its own, else its section's, and never one target by tiers."""

from __future__ import annotations

from datetime import date

from numerals import Value
from plans.document.defaults import Mode
from plans.document.values import TierTargets


def only_target(targets: TierTargets) -> Value | None:
    """The 100 tier's target where no other tier has one."""
    return targets.t100 if len(targets.defined) == 1 else None


def mode_by(own: Mode | None, *, section: Mode, targets: TierTargets) -> Mode:
    """The mode that counts for an indicator with these targets.

    ``own`` is the indicator's, ``None`` for that of its ``section``. One target alone makes no
    tiers, so a day is a deadline and a number is a target in proportion (guideline 2021-22).
    """
    chosen = own or section
    only = only_target(targets)
    if only is None:
        return chosen
    if isinstance(only, date):
        is_left_to_section = own is None and chosen is Mode.PROPORTIONAL
        return Mode.DEADLINE if chosen is Mode.TIERS or is_left_to_section else chosen
    return Mode.PROPORTIONAL if chosen is Mode.TIERS else chosen
