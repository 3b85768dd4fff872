"""The columns that forms are made of, as data: what stands in them and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from numerals import Message
from plans.document.grades import TIER_NAMES
from plans.document.values import TIERS


class Align(StrEnum):
    """How a column's cells stand: sentences, short words, figures."""

    TEXT = "text"
    WORD = "word"
    FIGURE = "figure"


class Merge(IntEnum):
    """Over which rows a column's cells reach; those that reach further stand further left."""

    OBJECTIVE = 0
    ACTIVITY = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column of a form; ``key`` names what ``figures.py`` and ``table.py`` put into it.

    Columns that grow share the width that is left when every column has its longest word.
    ``over`` is the common heading of neighbours that have the same one (``{year}`` is the plan's),
    ``percent`` the tier that stands under the label. ``repeats`` says that a merged cell's text
    stands again where it is continued on another page (a weight must not be read twice). ``years``
    is how many fiscal years after the plan's its figures are of, before it where negative: that
    year is its label.
    """

    key: str
    label: Message
    align: Align
    grows: bool = False
    merge: Merge = Merge.NONE
    repeats: bool = True
    over: Message | None = None
    percent: int | None = None
    years: int | None = None


MONTH_KEYS: Final = ("before_last", "last", "current")
"""The three months up to the one in question."""

BASELINE_YEARS: Final = {"baseline_1": -2, "baseline_2": -1}
PROJECTION_YEARS: Final = {"projection_1": 1, "projection_2": 2}
"""The columns of other years' figures: how many years after the plan's they are of."""

TARGET_KEYS: Final = tuple(f"t{tier}" for tier in TIERS)


def sentences(key: str, label: Message, merge: Merge = Merge.NONE) -> PaperColumn:
    """A column of sentences."""
    return PaperColumn(key, label, Align.TEXT, grows=True, merge=merge)


def words(key: str, label: Message) -> PaperColumn:
    """A column of short words."""
    return PaperColumn(key, label, Align.WORD)


def figures(key: str, label: Message) -> PaperColumn:
    """A column of figures."""
    return PaperColumn(key, label, Align.FIGURE)


def serial(label: Message) -> PaperColumn:
    """The objective's number in a column of its own."""
    return PaperColumn("serial", label, Align.WORD, merge=Merge.OBJECTIVE)


def objective_weight(label: Message) -> PaperColumn:
    """The objective's weight."""
    return PaperColumn("objective_weight", label, Align.WORD, merge=Merge.OBJECTIVE, repeats=False)


def tiers(over: Message) -> tuple[PaperColumn, ...]:
    """The five targets under their common heading."""
    return tuple(
        PaperColumn(key, name, Align.FIGURE, over=over, percent=tier)
        for key, name, tier in zip(TARGET_KEYS, TIER_NAMES, TIERS, strict=True)
    )


def other_years(years: Mapping[str, int], over: Message) -> tuple[PaperColumn, ...]:
    """Figures of years before or after the plan's under their common heading."""
    return tuple(
        PaperColumn(key, over, Align.FIGURE, over=over, years=number)
        for key, number in years.items()
    )
