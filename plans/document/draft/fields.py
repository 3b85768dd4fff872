"""The one table of a draft's fields: what each holds, its name, where a form has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from numerals import Message, localize_digits
from plans.document.draft.values import RowLevel
from plans.document.reader.columns import FormColumn, Matter, PeriodColumn, Place
from plans.document.values import TIERS


class Holds(Enum):
    """What kind of text a field takes."""

    WORDS = "words"
    CODE = "code"
    NUMBER = "number"
    FIGURE = "figure"
    METHOD = "method"
    FREQUENCY = "frequency"
    MODE = "mode"
    SECTION = "section"
    KIND = "kind"
    CHOICE = "choice"
    ROLL_UP = "roll-up"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class DraftField:
    """A field of the rows of one level; ``place`` is the column that forms have for it."""

    key: str
    level: RowLevel
    label: Message
    holds: Holds
    place: Place | None = None


_CODE: Final = Message(bn="কোড", en="code")
_TITLE: Final = {
    RowLevel.OBJECTIVE: FormColumn.OBJECTIVE,
    RowLevel.ACTIVITY: FormColumn.ACTIVITY,
    RowLevel.INDICATOR: FormColumn.INDICATOR,
}
TIER_FIELDS: Final = tuple(f"t{tier}" for tier in TIERS)
"""The fields of the five targets, best first."""


def _field(
    key: str, holds: Holds, *, label: Message | None = None, place: FormColumn | None = None
) -> DraftField:
    named = label or (place.value if place is not None else _CODE)
    return DraftField(key, RowLevel.INDICATOR, named, holds, place)


_OF_INDICATOR: Final = (
    _field("code", Holds.CODE),
    _field("title", Holds.WORDS, place=FormColumn.INDICATOR),
    _field("unit", Holds.WORDS, place=FormColumn.UNIT),
    _field("method", Holds.METHOD, place=FormColumn.METHOD),
    _field("frequency", Holds.FREQUENCY, label=Message(bn="কত দিন পরপর", en="reported")),
    _field("weight", Holds.NUMBER, place=FormColumn.WEIGHT),
    *(
        _field(key, Holds.FIGURE, place=FormColumn[f"TIER_{tier}"])
        for key, tier in zip(TIER_FIELDS, TIERS, strict=True)
    ),
    _field("evidence", Holds.WORDS, place=FormColumn.EVIDENCE),
    _field(
        "evidence_required",
        Holds.CHOICE,
        label=Message(bn="প্রমাণক আবশ্যক", en="evidence required"),
    ),
    _field("responsible", Holds.WORDS, place=FormColumn.RESPONSIBLE),
    _field(
        "linked",
        Holds.KIND,
        label=Message(bn="যে কর্মপরিকল্পনা থেকে মান আসে", en="scored from this action plan"),
    ),
    _field("mode", Holds.MODE, label=Message(bn="নম্বর নির্ণয়ের নিয়ম", en="scored")),
    _field("deduction", Holds.NUMBER, label=Message(bn="নম্বর কর্তন", en="marks off")),
    _field(
        "per_days",
        Holds.NUMBER,
        label=Message(bn="যত দিন বিলম্বে একবার কর্তন", en="each so many days late"),
    ),
    _field("roll_up", Holds.ROLL_UP, label=Message(bn="কার্যালয়ের অর্জন থেকে", en="rolled up")),
    _field(
        "roll_up_from",
        Holds.SOURCES,
        label=Message(bn="কার্যালয় ও সারি", en="offices and their rows"),
    ),
    _field("remarks", Holds.WORDS, place=FormColumn.REMARKS),
    _field("cumulative", Holds.FIGURE, place=FormColumn.CUMULATIVE),
    _field("rate", Holds.NUMBER, place=FormColumn.RATE),
)
FIELDS: Final = (
    DraftField("section", RowLevel.OBJECTIVE, Message(bn="অংশ", en="section"), Holds.SECTION),
    *(DraftField("code", level, _CODE, Holds.CODE) for level in list(RowLevel)[:2]),
    *(
        DraftField("title", level, _TITLE[level].value, Holds.WORDS, _TITLE[level])
        for level in list(RowLevel)[:2]
    ),
    DraftField(
        "weight",
        RowLevel.OBJECTIVE,
        FormColumn.OBJECTIVE_WEIGHT.value,
        Holds.NUMBER,
        FormColumn.OBJECTIVE_WEIGHT,
    ),
    *_OF_INDICATOR,
)
"""The fields that every draft has; an indicator has those of periods, parts and others besides."""

_BY_KEY: Final = {(one.level, one.key): one for one in FIELDS}
_MATTERS: Final = {matter.value: matter for matter in Matter}
_YEAR: Final = r"(?:19|20|21)[0-9]{2}-[0-9]{2}"
_PERIOD: Final = re.compile(rf"({'|'.join(_MATTERS)}):({_YEAR}(?:-[QH][1-4])?)")
_PART: Final = re.compile(rf"part:([1-9][0-9]?):(?:(target)|achieved:({_YEAR}(?:-[QH][1-4])?))")
_OTHER: Final = "other:"
HEAD_FIELDS: Final = ("heading", "title", "fiscal_year", "kind", "total")
"""What the draft says above its rows."""


def fields_of(level: RowLevel) -> tuple[DraftField, ...]:
    """The usual fields of the rows of a level, in the order of the form."""
    return tuple(one for one in FIELDS if one.level is level)


def field_of(level: RowLevel, key: str) -> DraftField | None:
    """The field of that key, ``None`` if rows of the level have none such."""
    known = _BY_KEY.get((level, key))
    return known or (_further(key) if level is RowLevel.INDICATOR else None)


@lru_cache(maxsize=1024)
def _further(key: str) -> DraftField | None:
    if key.startswith(_OTHER):
        heading = key.removeprefix(_OTHER)
        return DraftField(key, RowLevel.INDICATOR, Message(heading, heading), Holds.WORDS)
    place = period_of(key)
    if place is not None:
        return DraftField(key, RowLevel.INDICATOR, place.value, Holds.FIGURE, place)
    part = part_of(key)
    if part is None:
        return None
    number, period = part
    what = PeriodColumn(Matter.ACHIEVED, period).value if period else FormColumn.TIER_100.value
    bn = localize_digits(str(number), language="bn")
    label = Message(bn=f"{bn} নম্বর অংশ: {what.bn}", en=f"part {number}: {what.en}")
    return DraftField(key, RowLevel.INDICATOR, label, Holds.FIGURE)


def period_of(key: str) -> PeriodColumn | None:
    """The column of a time that the field is of: ``baseline:2021-22``."""
    match = _PERIOD.fullmatch(key)
    return PeriodColumn(_MATTERS[match[1]], match[2]) if match else None


def part_of(key: str) -> tuple[int, str] | None:
    """Which of several targets the field is of, and the period of an achievement of it."""
    match = _PART.fullmatch(key)
    return (int(match[1]), match[3] or "") if match else None


def heading_in(key: str) -> str | None:
    """The heading of a column that is not understood."""
    return key.removeprefix(_OTHER) if key.startswith(_OTHER) else None


def other(heading: str) -> str:
    """The field of a column that is not understood."""
    return f"{_OTHER}{heading}"


def is_column(key: str) -> bool:
    """Whether the field is one of a draft's further columns."""
    further = period_of(key) is not None or part_of(key) is not None
    return further or key in ("cumulative", "rate") or key.startswith(_OTHER)
