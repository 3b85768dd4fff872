"""How each district does in the demo: how well, how punctually, and what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from config.demo.districts import DISTRICTS, District
from config.demo.seed import about, chance_of

REAL: Final = "khulna"
"""The district whose plan and figures are those of the real document."""


class Ending(StrEnum):
    """Where the district's return of June stands."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    OPEN = "open"
    MISSING = "missing"
    MISSING_TWO = "missing-two"
    """Neither May nor June was begun."""


class Quirk(StrEnum):
    """What is odd about a district's plan or figures, as it is in real documents."""

    WEIGHTS_AS_PRINTED = "weights-as-printed"
    EQUAL_TIERS = "equal-tiers"
    SUMMED_PERCENTAGE = "summed-percentage"
    SOFT_TARGET = "soft-target"
    TIERS_OUT_OF_ORDER = "tiers-out-of-order"
    DATE_LATE = "date-late"
    DATE_EARLY = "date-early"
    DATE_IN_PROPORTION = "date-in-proportion"
    HONEY_CUMULATIVE = "honey-cumulative"
    PRINTED_MISMATCH = "printed-mismatch"
    SPIKE = "spike"
    BLANKS = "blanks"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Character:
    """What the chance of a district is loaded with.

    ``strength`` is the share of its targets, in percent, that it mostly reaches by June;
    ``punctuality`` the day of the month around which it submits.
    """

    strength: int
    punctuality: int
    ending: Ending
    quirks: frozenset[Quirk]


_ENDINGS: Final = {
    Ending.SUBMITTED: 9,
    Ending.RETURNED: 5,
    Ending.OPEN: 6,
    Ending.MISSING: 5,
    Ending.MISSING_TWO: 2,
}
_QUIRKS: Final = {
    Quirk.WEIGHTS_AS_PRINTED: 3,
    Quirk.EQUAL_TIERS: 5,
    Quirk.SUMMED_PERCENTAGE: 6,
    Quirk.SOFT_TARGET: 6,
    Quirk.TIERS_OUT_OF_ORDER: 1,
    Quirk.DATE_LATE: 9,
    Quirk.DATE_EARLY: 6,
    Quirk.DATE_IN_PROPORTION: 1,
    Quirk.HONEY_CUMULATIVE: 7,
    Quirk.PRINTED_MISMATCH: 5,
    Quirk.SPIKE: 6,
    Quirk.BLANKS: 12,
    Quirk.LATE: 8,
}
_WEAKEST, _STRONGEST = 68, 106


def characters() -> dict[str, Character]:
    """The character of every invented district by its code."""
    codes = [district.code for district in DISTRICTS if district.code != REAL]
    by_strength = _shuffled(codes, "strength")
    ending_of = _endings(_shuffled(codes, "endings"))
    quirky = {quirk: set(_shuffled(codes, quirk)[:count]) for quirk, count in _QUIRKS.items()}
    return {
        code: Character(
            strength=_strength(by_strength.index(code), of=len(codes)),
            punctuality=_punctuality(code, late=code in quirky[Quirk.LATE]),
            ending=ending_of.get(code, Ending.ACCEPTED),
            quirks=frozenset(quirk for quirk, owners in quirky.items() if code in owners),
        )
        for code in codes
    }


def chosen_districts(limit: int | None) -> tuple[District, ...]:
    """The first ``limit`` districts, the real one among them; all 64 without a limit."""
    return DISTRICTS[:limit]


def _shuffled(codes: Sequence[str], purpose: str) -> list[str]:
    return chance_of(purpose).sample(codes, len(codes))


def _strength(place: int, *, of: int) -> int:
    return _WEAKEST + (_STRONGEST - _WEAKEST) * place // (of - 1)


def _punctuality(code: str, *, late: bool) -> int:
    return about(chance_of(code, "punctuality"), 15 if late else 4, spread=3)


def _endings(codes: list[str]) -> dict[str, Ending]:
    endings = [ending for ending, count in _ENDINGS.items() for _ in range(count)]
    return dict(zip(codes, endings, strict=False))
