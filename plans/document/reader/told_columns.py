"""The heading cells over each column → what they say of it: a matter, a tier, a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from plans.document.reader.columns import FormColumn, Place
from plans.document.reader.heading_rows import FormHead, HeadingRows
from plans.document.reader.meanings import (
    Bare,
    Meaning,
    is_of_evaluator,
    meaning_of,
    percent_of,
    tier_named,
    tier_of,
)
from plans.document.reader.periods import Time, time_under
from plans.document.reader.text import comparable, joined, wording

_OF_SOME_PERIOD: Final = wording(
    r"^(?:মাসিক|ত্রৈমাসিক|প্রান্তিক|ষান্মাসিক|অর্ধ-?\s?বার্ষিক|monthly|quarterly|half-?\s?yearly)"
    r"(?:\s+প্রকৃত|\s+actual)?\s+(?:লক্ষ্য|টার্গেট|অর্জন|অগ্রগতি|target|achiev|progress)"
)


_WEIGHTS_OF: Final = {
    FormColumn.OBJECTIVE: FormColumn.OBJECTIVE_WEIGHT,
    FormColumn.ACTIVITY: FormColumn.OTHER,
    FormColumn.INDICATOR: FormColumn.WEIGHT,
}


_OF_THIS_QUARTER: Final = wording(
    r"(?:(?:চলতি|বিবেচ্য|আলোচ্য|প্রতিবেদনাধীন)|(?<![\u0980-\u09ff])এই?)\s+"
    r"(?:ত্রৈমাস|প্রান্তিক|কোয়ার্টার)(?!\S*\s+পর্যন্ত)"
    r"|\b(?:this|current|during the|in the|reporting)\s+quarter\b"
)


@dataclass(slots=True)
class ToldColumn:
    """One column on its way to a meaning."""

    path: tuple[FormHead, ...]
    meaning: Meaning | None
    tier: int | None
    time: Time
    place: Place = FormColumn.OTHER

    @property
    def heading(self) -> str:
        return joined(*dict.fromkeys(head.text for head in self.path))

    @property
    def is_of_some_period(self) -> bool:
        """Whether it is called monthly or quarterly without a word of which month or quarter."""
        told = self.time.part or self.time.months or self.time.until
        return not told and _OF_SOME_PERIOD.search(comparable(self.heading)) is not None

    @property
    def is_of_this_quarter(self) -> bool:
        """Whether it is of the report's quarter, which it does not name."""
        told = self.time.part or self.time.months or self.time.until
        return not told and _OF_THIS_QUARTER.search(comparable(self.heading)) is not None


def columns_told(rows: HeadingRows) -> list[ToldColumn]:
    """Each column with what the lowest of its cells that says anything says."""
    columns = []
    for path in rows.paths:
        texts = [head.text for head in reversed(path)]
        meanings = (meaning_of(text) for text in texts)
        meaning = next((one for one in meanings if one is not None), None)
        meaning = _weight_of(texts) or meaning
        if any(map(is_of_evaluator, texts[1:])):
            meaning = FormColumn.OTHER
        tier = _tier(texts)
        if tier is None and _tiers_differ(texts):
            meaning = None
        columns.append(ToldColumn(path, meaning, tier, _time(texts)))
    _tell_weights(columns)
    return columns


def _weight_of(texts: Sequence[str]) -> FormColumn | None:
    """Whose weight the lowest cell names below a head of weights alone: ``সূচক`` under ``মান``."""
    if not any(meaning_of(text) is Bare.WEIGHT for text in texts[1:]):
        return None
    named = meaning_of(texts[0])
    return _WEIGHTS_OF.get(named) if isinstance(named, FormColumn) else None


def _tell_weights(columns: Sequence[ToldColumn]) -> None:
    """``মান`` alone is the objective's right of the objective, or where the indicator's says so
    itself; else the indicator's.
    """
    said = {column.meaning for column in columns}
    for before, column in zip((None, *columns), columns, strict=False):
        if column.meaning is not Bare.WEIGHT:
            continue
        beside = before is not None and before.meaning is FormColumn.OBJECTIVE
        other = FormColumn.WEIGHT in said and FormColumn.OBJECTIVE in said
        is_of_objective = beside or (other and FormColumn.OBJECTIVE_WEIGHT not in said)
        column.meaning = FormColumn.OBJECTIVE_WEIGHT if is_of_objective else FormColumn.WEIGHT


def _tier(texts: Sequence[str]) -> int | None:
    """The one tier that the cells over a column name; a percent counts more than a name."""
    percents = {percent for text in texts if (percent := percent_of(text)) is not None}
    named = {tier for text in texts if (tier := tier_named(text)) is not None}
    tiers = percents or named
    return next(iter(tiers)) if len(tiers) == 1 else None


def _tiers_differ(texts: Sequence[str]) -> bool:
    return len({tier for text in texts if (tier := tier_of(text)) is not None}) > 1


def _time(texts: Sequence[str]) -> Time:
    """What the cells say of time, the lowest first; a year may stand above a quarter."""
    times = [time_under(*pair) for pair in zip(texts, (*texts[1:], ""), strict=False)]
    lowest = next((one for one in times if one.part or one.months), None)
    year = next((one.year for one in times if one.year is not None), None)
    beside = 0 if year is not None else next((one.beside for one in times if one.beside), 0)
    calendar = next((one.calendar for one in times if one.calendar is not None), None)
    if lowest is None:
        return Time(year=year, beside=beside, calendar=calendar)
    return replace(lowest, year=lowest.year or year, beside=beside, calendar=calendar)
