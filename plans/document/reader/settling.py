"""Columns that would have one meaning: which of them keeps it, and what the others are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from numerals import FiscalYearSpan
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    Matter,
    PeriodColumn,
    Place,
)
from plans.document.reader.findings import headings as findings
from plans.document.reader.periods import Time
from plans.document.reader.text import comparable, wording
from plans.document.reader.told_columns import ToldColumn
from plans.document.values import TIERS, Problem

# Of two columns with such a figure neither can be chosen.
_NEVER_TWICE: Final = frozenset(
    {
        FormColumn.UNIT,
        FormColumn.WEIGHT,
        FormColumn.OBJECTIVE_WEIGHT,
        FormColumn.CUMULATIVE,
        FormColumn.RATE,
        *MONTH_COLUMNS,
        *TIER_COLUMNS,
    }
)
_CODES_OF: Final[dict[Place, FormColumn]] = {
    FormColumn.ACTIVITY: FormColumn.ACTIVITY_CODE,
    FormColumn.INDICATOR: FormColumn.INDICATOR_CODE,
}
_SEVERAL: Final = 2
_BEFORE_LAST: Final = wording(r"মাসের\s+(?:পূর্ববর্তী|আগের)|before last")
_NUMBER: Final = wording(r"নম্বর\s*$")
_THE_YEARS: Final = (
    wording(r"সংশোধিত|revised"),
    wording(r"(?<!অ)অনুমোদিত|চূড়ান্ত|\bapproved|\bfinal"),
    wording(r"(?<![\u0980-\u09ff])(?:বার্ষিক|বাৎসরিক)|\bannual|\byearly"),
    # "লক্ষ্যমাত্রা ২০২২-২৩" beside "এসডিজি লক্ষ্য" or "জাতীয় লক্ষ্যমাত্রা".
    wording(r"^[\s0-9০-৯*/–-]*(?:অর্থ\s?বছরের\s*)?(?:লক্ষ্যমাত্রা|targets?)[\s0-9০-৯*/–-]*$"),
)


def settle_codes(columns: Sequence[ToldColumn], coded: frozenset[int]) -> None:
    """Of two columns under one heading the first has the codes, where it holds nothing else."""
    codes = {FormColumn.OBJECTIVE: FormColumn.SERIAL, **_CODES_OF}
    for place, (column, beside) in enumerate(pairwise(columns)):
        code = codes.get(column.place)
        same = beside.place is column.place and beside.path[-1:] == column.path[-1:]
        if code and place in coded and place + 1 not in coded and (same or not beside.heading):
            column.place, beside.place, beside.path = code, column.place, column.path


def settle_twins(
    columns: Sequence[ToldColumn], problems: list[Problem], *, year: FiscalYearSpan | None
) -> frozenset[str]:
    """Where two columns have one meaning, the first keeps a text's, and none a figure's.

    Gives the headings of those that lost theirs.
    """
    _settle_unnamed(columns)
    _settle_last_month(columns)
    _settle_numbers(columns)
    _settle_full_target(columns)
    _settle_totals(columns, year)
    _settle_rates(columns)
    count = Counter(column.place for column in columns)
    seen: set[Place] = set()
    named: set[str] = set()
    for column in columns:
        place = column.place
        if place is FormColumn.OTHER or count[place] == 1:
            continue
        figures = isinstance(place, PeriodColumn) or place in _NEVER_TWICE
        if figures or place in seen:
            problems.append(findings.same_meaning(column.heading, place.value, kept=not figures))
            column.place = FormColumn.OTHER
            named.add(column.heading)
        seen.add(place)
    return frozenset(named)


def _settle_numbers(columns: Sequence[ToldColumn]) -> None:
    """``সূচক নম্বর`` beside ``সূচকের মান`` counts and weighs nothing; a second column of serial
    numbers has the codes of what stands right of it.
    """
    weights = [c for c in columns if c.place is FormColumn.WEIGHT]
    numbers = [c for c in weights if _NUMBER.search(comparable(c.heading))]
    if len(weights) - len(numbers) == 1:
        for column in numbers:
            column.place = FormColumn.SERIAL
    serials = [c for c in columns if c.place is FormColumn.SERIAL][1:]
    for column, beside in pairwise(columns):
        if column in serials:
            column.place = _CODES_OF.get(beside.place, column.place)


def _settle_unnamed(columns: Sequence[ToldColumn]) -> None:
    """Five columns under one heading of targets without any of their own are the five tiers."""
    for column in columns:
        if column.place is not FormColumn.TIER_100 or column.tier is not None:
            continue
        head = column.path[-1]
        under = [c for c in columns if c.path and c.path[-1] == head]
        if head.stop - head.start == len(TIERS) == len(under):
            for one, tier in zip(under, TIER_COLUMNS, strict=True):
                one.place = tier
        elif len(under) > 1 or _is_left_beside(column, columns):
            for one in under:
                one.place = FormColumn.OTHER


def _settle_last_month(columns: Sequence[ToldColumn]) -> None:
    """``পূর্ববর্তী মাস`` is the month before last only beside the last one, or where it says so."""
    if any(c.place is FormColumn.LAST_MONTH for c in columns):
        return
    for column in columns:
        said = comparable(column.heading)
        if column.place is FormColumn.MONTH_BEFORE_LAST and not _BEFORE_LAST.search(said):
            column.place = FormColumn.LAST_MONTH


def _is_left_beside(column: ToldColumn, columns: Sequence[ToldColumn]) -> bool:
    """Whether the column has no heading but that of a group in which another is the target."""
    head = column.path[-1]
    return head.stop - head.start > 1 and any(
        one is not column and one.place is FormColumn.TIER_100 and head in one.path
        for one in columns
    )


def _settle_full_target(columns: Sequence[ToldColumn]) -> None:
    """Beside five named tiers a target without a tier's name is none of them; of several without,
    the revised one counts, else the one that calls itself the year's.
    """
    plain = [c for c in columns if c.place is FormColumn.TIER_100 and c.tier is None]
    for wanted in _THE_YEARS:
        chosen = [c for c in plain if wanted.search(comparable(c.heading))]
        if len(chosen) == 1 < len(plain):
            for column in plain:
                column.place = column.place if column is chosen[0] else FormColumn.OTHER
            plain = chosen
    named = [c for c in columns if c.place in TIER_COLUMNS and c.tier is not None]
    if plain and len(named) > 1:
        for column in plain:
            column.place = FormColumn.OTHER


def _settle_rates(columns: Sequence[ToldColumn]) -> None:
    """Of several rates those of one month or quarter are none of the whole report's."""
    rates = [c for c in columns if c.place is FormColumn.RATE]
    for column in rates if len(rates) > 1 else ():
        if (column.time.part or column.time.single) and not column.time.until:
            column.place = FormColumn.OTHER


def _settle_totals(columns: Sequence[ToldColumn], year: FiscalYearSpan | None) -> None:
    """Achieved ``জুলাই–মার্চ`` is the total where no other is.

    Of several totals one under a quarter is the quarter's figure, and one until a month before
    the last that is reported is none of this report's.
    """
    totals = [c for c in columns if c.place is FormColumn.CUMULATIVE]
    if not totals:
        for column in columns:
            if column.meaning is Matter.ACHIEVED and column.time.since_july:
                column.place = FormColumn.CUMULATIVE
    if len(totals) < _SEVERAL:
        return
    months = [
        month
        for c in columns
        if isinstance(c.place, PeriodColumn)
        and c.place.matter is Matter.ACHIEVED
        and (month := c.time.month_in(year)) is not None
    ]
    for column in totals:
        time, span = column.time, column.time.year or year
        until = Time(time.year, months=time.months[-1:]).month_in(year)
        if time.until:
            if until is not None and months and until < max(months):
                column.place = FormColumn.OTHER
        elif time.part and span is not None:
            place = PeriodColumn(Matter.ACHIEVED, f"{span}-{time.part}")
            if place not in (c.place for c in columns):
                column.place = place
