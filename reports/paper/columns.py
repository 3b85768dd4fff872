"""The columns of the three forms, as data: what stands in them and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from numerals import Message
from plans.document.values import TIERS
from reports.paper.labels import TIER_NAMES
from reports.paper.request import PaperForm, PaperRequest


class Align(StrEnum):
    """How a column's cells stand: sentences, short words, figures."""

    TEXT = "text"
    WORD = "word"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One column of a form.

    Columns that grow share the width that is left when every column has its longest word.
    """

    key: str
    label: Message
    align: Align
    grows: bool = False

    @property
    def is_target(self) -> bool:
        """Whether it is one of the five tiers, which stand under one common heading."""
        return self.key in TARGET_KEYS


TARGET_KEYS: Final = tuple(f"t{tier}" for tier in TIERS)

_TIERS: Final = tuple(
    PaperColumn(key, name, Align.FIGURE) for key, name in zip(TARGET_KEYS, TIER_NAMES, strict=True)
)

_PROMISED: Final = (
    PaperColumn(
        "objective", Message(bn="কৌশলগত উদ্দেশ্য", en="Strategic objective"), Align.TEXT, grows=True
    ),
    PaperColumn(
        "objective_weight",
        Message(bn="কৌশলগত উদ্দেশ্যের মান", en="Weight of the objective"),
        Align.WORD,
    ),
    PaperColumn("activity", Message(bn="কার্যক্রম", en="Activity"), Align.TEXT, grows=True),
    PaperColumn(
        "indicator", Message(bn="কর্মসম্পাদন সূচক", en="Performance indicator"), Align.TEXT, grows=True
    ),
    PaperColumn("method", Message(bn="গণনা পদ্ধতি", en="Calculation method"), Align.WORD),
    PaperColumn("unit", Message(bn="একক", en="Unit"), Align.WORD),
    PaperColumn(
        "weight",
        Message(bn="কর্মসম্পাদন সূচকের মান", en="Weight of the indicator"),
        Align.WORD,
    ),
    *_TIERS,
)

_ACHIEVED: Final = (
    PaperColumn(
        "before_last",
        Message(bn="বিগত মাসের পূর্ববর্তী মাসে অর্জন", en="Achieved in the month before last"),
        Align.FIGURE,
    ),
    PaperColumn("last", Message(bn="বিগত মাসের অর্জন", en="Achieved last month"), Align.FIGURE),
    PaperColumn("current", Message(bn="বিবেচ্য মাসে অর্জন", en="Achieved in the month"), Align.FIGURE),
    PaperColumn(
        "cumulative", Message(bn="ক্রমপুঞ্জিত অর্জন**", en="Cumulative achieved**"), Align.FIGURE
    ),
    PaperColumn("rate", Message(bn="অর্জনের হার**", en="Rate achieved**"), Align.FIGURE),
)

_SCORED: Final = (
    PaperColumn("raw", Message(bn="প্রাপ্ত স্কোর (১০০-তে)", en="Raw score (of 100)"), Align.FIGURE),
    PaperColumn("weighted", Message(bn="ওয়েটেড স্কোর", en="Weighted score"), Align.FIGURE),
)

_EVALUATED: Final = (
    PaperColumn(
        "evaluated_achieved", Message(bn="মূল্যায়িত অর্জন", en="Evaluated achievement"), Align.FIGURE
    ),
    PaperColumn("evaluated", Message(bn="মূল্যায়িত স্কোর", en="Evaluated score"), Align.FIGURE),
)

_REMARKS: Final = PaperColumn("remarks", Message(bn="মন্তব্য", en="Remarks"), Align.TEXT, grows=True)

_PLAN: Final = (
    PaperColumn("serial", Message(bn="ক্রম", en="Serial"), Align.WORD),
    PaperColumn(
        "objective",
        Message(bn="উদ্দেশ্য (Objectives)", en="Objective"),
        Align.TEXT,
        grows=True,
    ),
    PaperColumn(
        "objective_weight",
        Message(bn="বিষয়ের মান (Weight of Objectives)", en="Weight of the objective"),
        Align.WORD,
    ),
    PaperColumn(
        "activity", Message(bn="কার্যক্রম (Activities)", en="Activity"), Align.TEXT, grows=True
    ),
    PaperColumn(
        "indicator",
        Message(bn="কর্মসম্পাদন সূচক (Performance Indicators)", en="Performance indicator"),
        Align.TEXT,
        grows=True,
    ),
    PaperColumn("unit", Message(bn="একক (Unit)", en="Unit"), Align.WORD),
    PaperColumn(
        "weight",
        Message(
            bn="কর্মসম্পাদন সূচকের মান (Weight of Performance Indicators)",
            en="Weight of the indicator",
        ),
        Align.WORD,
    ),
    *_TIERS,
)

COLUMNS: Final[Mapping[PaperForm, tuple[PaperColumn, ...]]] = MappingProxyType(
    {
        PaperForm.PLAN: _PLAN,
        PaperForm.PROGRESS: (*_PROMISED, *_ACHIEVED, _REMARKS),
        PaperForm.EVALUATION: (*_PROMISED, *_ACHIEVED, *_SCORED, _REMARKS),
    }
)
"""12, 18 and 20 columns, in the order of the prescribed forms."""


def columns_of(request: PaperRequest) -> tuple[PaperColumn, ...]:
    """The form's columns; a final evaluation has its own two beside the office's scores."""
    columns = COLUMNS[request.form]
    if request.evaluated is None:
        return columns
    return (*columns[:-1], *_EVALUATED, columns[-1])


OBJECTIVE_KEYS: Final = frozenset({"serial", "objective", "objective_weight"})
"""Columns that are merged over all rows of an objective."""

ACTIVITY_KEYS: Final = frozenset({"activity"})
"""Columns that are merged over all rows of an activity."""
