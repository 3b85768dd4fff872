"""Ranking by normalised composite at the decimals that are shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

from indicators.scoring.precision import rounded
from numerals import score_places

Key = TypeVar("Key", bound=Hashable)


def rank(composites: Mapping[Key, Decimal | None]) -> dict[Key, int | None]:
    """Each key's rank, best first: equal scores share it, the next follows without a gap.

    What has no composite has no rank. The result keeps the order of ``composites``.
    """
    places = score_places()
    shown = {
        key: None if composite is None else rounded(composite, places)
        for key, composite in composites.items()
    }
    distinct = sorted({score for score in shown.values() if score is not None}, reverse=True)
    ranks = {score: place for place, score in enumerate(distinct, start=1)}
    return {key: None if score is None else ranks[score] for key, score in shown.items()}
