"""``Explanation`` as JSON and back, exactly: decimals as canonical text, dates ISO."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from indicators.scoring.values import Case, Deadline, Direction, Explanation, NextTier
from numerals import Value, canonical, from_canonical


def explanation_data(explanation: Explanation) -> dict[str, Any]:
    """``explanation`` as JSON takes it; what it does not have is left out."""
    data: dict[str, Any] = {"case": explanation.case.value}
    if explanation.direction is not None:
        data["direction"] = explanation.direction.value
    if explanation.lower is not None:
        data["lower"] = _tier_data(explanation.lower)
    if explanation.upper is not None:
        data["upper"] = _tier_data(explanation.upper)
    if explanation.next_tier is not None:
        data["next"] = _next_data(explanation.next_tier)
    if explanation.deadline is not None:
        data["deadline"] = _deadline_data(explanation.deadline)
    return data


def explanation_from_data(data: Mapping[str, Any]) -> Explanation:
    """The explanation that ``explanation_data`` gave. Raises ``KeyError`` or ``ValueError``
    for anything else.
    """
    return Explanation(
        case=Case(data["case"]),
        direction=Direction(data["direction"]) if "direction" in data else None,
        lower=_tier(data["lower"]) if "lower" in data else None,
        upper=_tier(data["upper"]) if "upper" in data else None,
        next_tier=_next(data["next"]) if "next" in data else None,
        deadline=_deadline(data["deadline"]) if "deadline" in data else None,
    )


def _tier_data(tier: tuple[int, Value]) -> list[int | str]:
    percent, target = tier
    return [percent, canonical(target)]


def _tier(data: tuple[int, str]) -> tuple[int, Value]:
    percent, target = data
    return percent, from_canonical(target)


def _next_data(tier: NextTier) -> dict[str, int | str]:
    return {
        "tier": tier.tier,
        "target": canonical(tier.target),
        "missing": canonical(tier.missing),
        "gain": canonical(tier.gain),
    }


def _deadline_data(deadline: Deadline) -> dict[str, int | str]:
    """What is off, and for how many days; nothing where a day late earns nothing."""
    if deadline.deduction is None:
        return {}
    return {"off": canonical(deadline.deduction), "days": deadline.per_days}


def _deadline(data: Mapping[str, Any]) -> Deadline:
    return Deadline(Decimal(data["off"]), data["days"]) if data else Deadline()


def _next(data: Mapping[str, Any]) -> NextTier:
    return NextTier(
        tier=data["tier"],
        target=from_canonical(data["target"]),
        missing=Decimal(data["missing"]),
        gain=Decimal(data["gain"]),
    )
