"""The printed forms, each one value: PDF, Word and Excel are all made from it.

To add a form, add a member to ``PaperForm``; what a column of a new kind says stands in
``figures.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from numerals import Message
from plans.document.bilingual import RuledWord
from reports.paper import labels
from reports.paper.columns import (
    BASELINE_YEARS,
    MONTH_KEYS,
    PROJECTION_YEARS,
    Merge,
    PaperColumn,
    figures,
    objective_weight,
    other_years,
    sentences,
    serial,
    tiers,
    words,
)


class SignatoryRole(StrEnum):
    """Who signs a form, in the order of the signature block."""

    PREPARED = "prepared"
    CHECKED = "checked"
    HEAD = "head"


class Orientation(StrEnum):
    """How the A4 page lies."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"

    @property
    def width(self) -> float:
        """Millimetres between the margins, as paper.css sets them."""
        return {Orientation.LANDSCAPE: 279.0, Orientation.PORTRAIT: 192.0}[self]


@dataclass(frozen=True, slots=True)
class FormSpec:
    """All that one form has and another has not.

    ``title`` may name ``{kind}`` (or ``{kind_of}``, its genitive), ``{year}``, and of forms with
    months the ``{first}`` and ``{last}`` that are shown; ``title_of_one_month`` stands where these
    are one. ``keeps_title`` prints the title of a plan that came in as a document of its own.
    ``says_all`` adds columns for what else the plan has: evidence, targets by period, who is
    responsible. ``bare_codes`` are printed as ``১.১``, others as ``[১.১]``. An evaluation has
    totals and a composite, says what has no score and why, and has its ``evaluated`` columns
    before the last one once it is final.
    """

    name: Message
    title: Message
    columns: tuple[PaperColumn, ...]
    title_of_one_month: Message | None = None
    keeps_title: bool = False
    bare_codes: bool = False
    is_evaluation: bool = False
    says_all: bool = False
    evaluated: tuple[PaperColumn, ...] = ()
    signatures: tuple[SignatoryRole, ...] = tuple(SignatoryRole)
    orientation: Orientation = Orientation.LANDSCAPE

    def __post_init__(self) -> None:
        reaches = [column.merge for column in self.columns]
        if reaches != sorted(reaches):
            raise ValueError("Columns merged over more rows stand left of the others.")

    @property
    def has_months(self) -> bool:
        """Whether it reports months, and so needs one, and the score up to it."""
        return any(column.key in MONTH_KEYS for column in self.columns)


_PROMISED: Final = (
    sentences("objective", Message(bn="কৌশলগত উদ্দেশ্য", en="Strategic objective"), Merge.OBJECTIVE),
    objective_weight(Message(bn="কৌশলগত উদ্দেশ্যের মান", en="Weight of the objective")),
    sentences("activity", Message(bn="কার্যক্রম", en="Activity"), Merge.ACTIVITY),
    sentences("indicator", Message(bn="কর্মসম্পাদন সূচক", en="Performance indicator")),
    words("method", Message(bn="গণনা পদ্ধতি", en="Calculation method")),
    words("unit", Message(bn="একক", en="Unit")),
    words("weight", Message(bn="কর্মসম্পাদন সূচকের মান", en="Weight of the indicator")),
    *tiers(labels.TARGETS),
)

_ACHIEVED: Final = (
    figures(
        "before_last",
        Message(bn="বিগত মাসের পূর্ববর্তী মাসে অর্জন", en="Achieved in the month before last"),
    ),
    figures("last", Message(bn="বিগত মাসের অর্জন", en="Achieved last month")),
    figures("current", Message(bn="বিবেচ্য মাসে অর্জন", en="Achieved in the month")),
    figures("cumulative", Message(bn="ক্রমপুঞ্জিত অর্জন**", en="Cumulative achieved**")),
    figures("rate", Message(bn="অর্জনের হার**", en="Rate achieved**")),
)

_REMARKS: Final = sentences("remarks", Message(bn="মন্তব্য", en="Remarks"))


class PaperForm(RuledWord):
    """The forms that go to paper."""

    rule: FormSpec

    PLAN = (
        "plan",
        FormSpec(
            name=Message(bn="কর্মপরিকল্পনা", en="Plan"),
            title=Message(bn="{kind} {year}", en="{kind} {year}"),
            keeps_title=True,
            bare_codes=True,
            columns=(
                serial(Message(bn="ক্রম", en="Serial")),
                sentences(
                    "objective",
                    Message(bn="উদ্দেশ্য (Objectives)", en="Objective"),
                    Merge.OBJECTIVE,
                ),
                objective_weight(
                    Message(bn="বিষয়ের মান (Weight of Objectives)", en="Weight of the objective")
                ),
                sentences(
                    "activity", Message(bn="কার্যক্রম (Activities)", en="Activity"), Merge.ACTIVITY
                ),
                sentences(
                    "indicator",
                    Message(bn="কর্মসম্পাদন সূচক (Performance Indicators)", en="Performance indicator"),
                ),
                words("unit", Message(bn="একক (Unit)", en="Unit")),
                words(
                    "weight",
                    Message(
                        bn="কর্মসম্পাদন সূচকের মান (Weight of Performance Indicators)",
                        en="Weight of the indicator",
                    ),
                ),
                *tiers(labels.TARGETS_OF_PLAN),
            ),
        ),
    )
    AGREEMENT = (
        "agreement",
        FormSpec(
            name=Message(bn="চুক্তির ছক", en="Table of the agreement"),
            title=Message(bn="{kind} {year}", en="{kind} {year}"),
            columns=(
                *_PROMISED[:-5],
                *other_years(BASELINE_YEARS, labels.ACHIEVED_BEFORE),
                *_PROMISED[-5:],
                *other_years(PROJECTION_YEARS, labels.PROJECTED),
            ),
            says_all=True,
            signatures=(),
        ),
    )
    PROGRESS = (
        "progress",
        FormSpec(
            name=Message(bn="অগ্রগতি প্রতিবেদন", en="Progress report"),
            title=Message(
                bn="{kind_of} লক্ষ্যমাত্রা অর্জন {first} থেকে {last} খ্রি. পর্যন্ত",
                en="{kind}: achievement of targets, {first} to {last}",
            ),
            title_of_one_month=Message(
                bn="{kind_of} লক্ষ্যমাত্রা অর্জন {last} খ্রি.",
                en="{kind}: achievement of targets, {last}",
            ),
            columns=(*_PROMISED, *_ACHIEVED, _REMARKS),
        ),
    )
    EVALUATION = (
        "evaluation",
        FormSpec(
            name=Message(bn="মূল্যায়ন প্রতিবেদন", en="Evaluation report"),
            title=Message(
                bn="{kind_of} বাস্তবায়ন মূল্যায়ন {year}: {last} খ্রি. পর্যন্ত",
                en="{kind} {year}: evaluation up to {last}",
            ),
            is_evaluation=True,
            columns=(
                *_PROMISED,
                *_ACHIEVED,
                figures("raw", Message(bn="প্রাপ্ত স্কোর (১০০-তে)", en="Raw score (of 100)")),
                figures("weighted", Message(bn="ওয়েটেড স্কোর", en="Weighted score")),
                _REMARKS,
            ),
            evaluated=(
                figures(
                    "evaluated_achieved",
                    Message(bn="মূল্যায়িত অর্জন", en="Evaluated achievement"),
                ),
                figures("evaluated", Message(bn="মূল্যায়িত স্কোর", en="Evaluated score")),
            ),
        ),
    )

    @property
    def spec(self) -> FormSpec:
        """The form itself."""
        return self.rule
