"""How large offices are beside each other, as far as their own figures tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from statistics import fmean, median
from typing import Final

from indicators.targets.expected.values import YearOutcome

_LEAST_ROWS: Final = 5
_LEAST_OFFICES: Final = 5


def sizes_of(rows: Iterable[Iterable[YearOutcome]]) -> dict[int, float]:
    """The offices' sizes, 1 for an ordinary one, by the outcomes of rows that count amounts.

    It is the median, over the rows, of an office's amount beside the offices' median: no single
    row makes an office large. Offices with few such rows have none.
    """
    shares: dict[int, list[float]] = defaultdict(list)
    for outcomes in rows:
        amounts: dict[int, list[float]] = defaultdict(list)
        for one in outcomes:
            amounts[one.office].append(float(one.value))  # type: ignore[arg-type]
        means = {office: fmean(own) for office, own in amounts.items()}
        middle = median(means.values()) if len(means) >= _LEAST_OFFICES else 0.0
        if middle > 0:
            for office, mean in means.items():
                shares[office].append(mean / middle)
    return {
        office: size
        for office, own in shares.items()
        if len(own) >= _LEAST_ROWS and (size := median(own)) > 0
    }
