"""What an alert rests on: as long as that stays, it is the same alert as before."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from indicators.exceptions.rules.values import Alert, Rule, WatchedPlan
from numerals import canonical_figure

_BY_THE_DAY: Final = frozenset({Rule.LATE, Rule.WAITING})
"""What these say changes every day, and is the same matter all the same."""

_OF_ANOTHER: Final = frozenset({Rule.SAME_EVIDENCE, Rule.COLUMN_OF_OTHER, Rule.COLUMN_OF_EARLIER})
"""What these are about is named in their sentence: the other file, office or month."""

LENGTH: Final = 16


def basis_of(alert: Alert, plan: WatchedPlan) -> str:
    """A digest of the figures that the alert is about, empty where it is about none.

    Of a row: its figures up to the month; of a whole month: all of its figures. Other offices'
    figures are left out: what they report later is no news of this one.
    """
    if alert.rule in _BY_THE_DAY:
        return ""
    parts = [alert.sentence.bn] if alert.rule in _OF_ANOTHER else []
    parts += _figures(alert, plan)
    return sha256("\n".join(parts).encode()).hexdigest()[:LENGTH]


def _figures(alert: Alert, plan: WatchedPlan) -> Iterator[str]:
    for entry in plan.entries:
        for month, figure in sorted(entry.achieved.items()):
            is_of_it = entry.row == alert.row if alert.row else month == alert.month
            if is_of_it and (alert.month is None or month <= alert.month):
                yield f"{entry.row} {month} {canonical_figure(figure)}"
