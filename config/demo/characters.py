"""How each district does in the demo: how well, how punctually, and what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from config.demo.districts import DISTRICTS, District
from config.demo.seed import Lot, about

REAL: Final = "khulna"
"""The district that has a year whose plan and figures are those of a real document."""


HEADED: Final = "jhalokathi"
"""The one district with a head beside its entry officer; its newest return is still open."""


class Ending(StrEnum):
    """Where the district's return of the month that was over last stands."""

    ACCEPTED = "accepted"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    OPEN = "open"
    MISSING = "missing"
    MISSING_TWO = "missing-two"
    """Nor was the month before begun."""


class AgreementStanding(StrEnum):
    """How far the district has got with its agreement of the running year."""

    AGREED = "agreed"
    PROPOSED = "proposed"
    RETURNED = "returned"
    DRAFT = "draft"
    """There are errors in it, so that nobody can propose it."""


class Quirk(StrEnum):
    """What is odd about a district's plan or figures, as it is in real documents."""

    WEIGHTS_AS_PRINTED = "weights-as-printed"
    EQUAL_TIERS = "equal-tiers"
    SUMMED_PERCENTAGE = "summed-percentage"
    SOFT_TARGET = "soft-target"
    TIERS_OUT_OF_ORDER = "tiers-out-of-order"
    DATE_LATE = "date-late"
    DATE_EARLY = "date-early"
    HONEY_CUMULATIVE = "honey-cumulative"
    PRINTED_MISMATCH = "printed-mismatch"
    SPIKE = "spike"
    BLANKS = "blanks"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Character:
    """What the chance of a district is loaded with.

    ``strength`` is what it does of what is usual for its size, in percent (``model``);
    ``punctuality`` the day of the month around which it submits.
    """

    strength: int
    punctuality: int
    ending: Ending
    quirks: frozenset[Quirk]
    standing: AgreementStanding = AgreementStanding.AGREED

    @property
    def settled(self) -> Character:
        """The same of a year that is over: all of it was handed in, and what was odd mended."""
        return replace(self, ending=Ending.ACCEPTED, quirks=self.quirks - _MENDED - _ERRORS)


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
    Quirk.HONEY_CUMULATIVE: 7,
    Quirk.PRINTED_MISMATCH: 5,
    Quirk.SPIKE: 6,
    Quirk.BLANKS: 12,
    Quirk.LATE: 8,
}
_MENDED: Final = frozenset({Quirk.SPIKE, Quirk.BLANKS})
_ERRORS: Final = frozenset({Quirk.TIERS_OUT_OF_ORDER, Quirk.WEIGHTS_AS_PRINTED})
_STANDINGS: Final = (
    AgreementStanding.PROPOSED,
    AgreementStanding.PROPOSED,
    AgreementStanding.RETURNED,
)
_WEAKEST, _STRONGEST = 68, 106
_OF_REAL: Final = Character(92, punctuality=4, ending=Ending.OPEN, quirks=frozenset())
"""Who tries the demo signs in there first, and finds the month open."""


def characters(lot: Lot) -> dict[str, Character]:
    """The character of every district by its code."""
    codes = [district.code for district in DISTRICTS if district.code != REAL]
    by_strength = _shuffled(codes, "strength", lot)
    ending_of = _endings(_shuffled(codes, "endings", lot))
    quirky = {quirk: set(_shuffled(codes, quirk, lot)[:count]) for quirk, count in _QUIRKS.items()}
    faulty = set().union(*(quirky[quirk] for quirk in _ERRORS))
    sound = [code for code in _shuffled(codes, "standings", lot) if code not in faulty]
    standing_of = dict(zip((code for code in sound if code != HEADED), _STANDINGS, strict=False))
    standing_of |= dict.fromkeys(faulty, AgreementStanding.DRAFT)
    return {REAL: _OF_REAL} | {
        code: Character(
            strength=_strength(by_strength.index(code), of=len(codes)),
            punctuality=_punctuality(code, lot, late=code in quirky[Quirk.LATE]),
            ending=ending_of.get(code, Ending.ACCEPTED),
            quirks=frozenset(quirk for quirk, owners in quirky.items() if code in owners),
            standing=standing_of.get(code, AgreementStanding.AGREED),
        )
        for code in codes
    }


def chosen_districts(limit: int | None) -> tuple[District, ...]:
    """The first ``limit`` districts, the real one among them; all 64 without a limit."""
    return DISTRICTS[:limit]


def _shuffled(codes: Sequence[str], purpose: str, lot: Lot) -> list[str]:
    return lot.of(purpose).sample(codes, len(codes))


def _strength(place: int, *, of: int) -> int:
    return _WEAKEST + (_STRONGEST - _WEAKEST) * place // (of - 1)


def _punctuality(code: str, lot: Lot, *, late: bool) -> int:
    return about(lot.of(code, "punctuality"), 15 if late else 4, spread=3)


def _endings(codes: list[str]) -> dict[str, Ending]:
    endings = [ending for ending, count in _ENDINGS.items() for _ in range(count)]
    return dict(zip(codes, endings, strict=False))
