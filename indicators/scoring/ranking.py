"""Ranking by normalised composite at the decimals that are shown, in bands of equals."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Final, TypeVar

from indicators.scoring.precision import HUNDRED, ZERO, rounded
from numerals import score_places

Key = TypeVar("Key", bound=Hashable)


_ONE_TIER: Final = Decimal("0.1")
"""From one tier to the next: 100, 90, 80, 70, 60 percent of an indicator's weight."""


def least_difference(smallest: Decimal, total: Decimal) -> Decimal:
    """What two composites of 100 have to lie apart to be told apart: one tier of the smallest
    indicator, whose weight is ``smallest`` of the plan's ``total``.
    """
    return smallest * _ONE_TIER * HUNDRED / total if total else ZERO


def rank(
    composites: Mapping[Key, Decimal | None], *, least: Decimal = ZERO
) -> dict[Key, int | None]:
    """Each key's rank, best first: equal scores share it, the next follows without a gap.

    So do scores that lie less than ``least`` below the best of their band. What has no composite
    has no rank. The result keeps the order of ``composites``.
    """
    places = score_places()
    shown = {
        key: None if composite is None else rounded(composite, places)
        for key, composite in composites.items()
    }
    distinct = sorted({score for score in shown.values() if score is not None}, reverse=True)
    ranks: dict[Decimal, int] = {}
    place, best = 0, None
    for score in distinct:
        if best is None or best - score >= least:
            place, best = place + 1, score
        ranks[score] = place
    return {key: None if score is None else ranks[score] for key, score in shown.items()}
