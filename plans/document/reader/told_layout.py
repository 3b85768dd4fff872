"""The cells over each column → the layout of any office's form, with what is said of it.

A column has one meaning or none. Positions, the number of columns and a row of column numbers
tell nothing; where one heading lies over four columns before their total, their order does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from numerals import FiscalYearSpan, Message
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    FormLayout,
    Matter,
    PeriodColumn,
    Place,
)
from plans.document.reader.findings import headings as findings
from plans.document.reader.heading_rows import FormHead, HeadingRows
from plans.document.reader.meanings import (
    is_quantity,
    meaning_of,
    tier_named,
)
from plans.document.reader.periods import Time, time_under
from plans.document.reader.settling import settle_codes, settle_twins
from plans.document.reader.text import comparable, wording
from plans.document.reader.told_columns import ToldColumn, columns_told
from plans.document.values import TIERS, Form, Problem

_QUARTERS: Final = 4
_SEVERAL: Final = 2
_LONGEST_LETTER: Final = 2
_FIGURES: Final = frozenset({FormColumn.CUMULATIVE, FormColumn.RATE})
_OF_A_YEAR: Final = frozenset(
    {*_FIGURES, *MONTH_COLUMNS, FormColumn.WEIGHT, FormColumn.OBJECTIVE_WEIGHT}
)
_TOTAL: Final = wording(r"^(?:সর্ব)?মোট$|^(?:grand )?total$")
_OF_ACHIEVEMENT: Final = wording(r"অর্জন|অগ্রগতি|achiev|progress|actual")
_QUARTERS_OF_YEAR: Final = frozenset({"Q1", "Q2", "Q3", "Q4"})
_MONTHS_OF_YEAR: Final = 12
_OF_TIER: Final = dict(zip(TIERS, TIER_COLUMNS, strict=True))


@dataclass(frozen=True, slots=True)
class ToldLayout:
    """What the headings tell: a layout with findings, or why the form cannot be read.

    ``named`` are the headings that ``problems`` speak of already.
    """

    layout: FormLayout | None
    problems: tuple[Problem, ...] = ()
    refusal: Message | None = None
    named: frozenset[str] = frozenset()


def target_years(rows: HeadingRows) -> frozenset[FiscalYearSpan]:
    """The fiscal years that the headings of targets name."""
    columns = columns_told(rows)
    return frozenset(
        column.time.year
        for column in columns
        if column.time.year is not None
        and (column.meaning is Matter.TARGET or (column.meaning is None and column.tier))
    )


def told_layout(
    rows: HeadingRows, *, year: FiscalYearSpan | None, reported: Time | None = None
) -> ToldLayout:
    """The layout that the headings tell for a plan of ``year``; ``reported`` is the time that the
    title names: ``এ ত্রৈমাসিকের অর্জন`` is that quarter's.
    """
    columns = columns_told(rows)
    problems: list[Problem] = []
    quarters = _Quarters(columns)
    for index, column in enumerate(columns):
        if column.is_of_this_quarter:
            column.place = _of_quarter(column, reported, year=year)
            continue
        column.place = _place(index, columns, year=year, quarters=quarters, problems=problems)
    problems.extend(quarters.problems)
    problems.extend(_named_otherwise(columns))
    settle_codes(columns, rows.coded)
    twins = settle_twins(columns, problems, year=year)
    places = tuple(column.place for column in columns)
    headings = tuple(column.heading for column in columns)
    missing = _missing(places)
    if missing:
        found = tuple(column.heading for column in columns if column.heading)
        years = target_years(rows)
        if missing == (findings.TARGETS,) and years and year not in years:
            refusal = findings.targets_of_other_years(sorted(map(str, years)), year=year)
            return ToldLayout(None, refusal=refusal)
        parts = _unknown_targets(columns) if missing == (findings.TARGETS,) else ()
        if parts:
            return ToldLayout(None, refusal=findings.targets_of_several(parts))
        return ToldLayout(None, refusal=findings.columns_missing(missing, found=found))
    reports = any(
        place in (*MONTH_COLUMNS, FormColumn.CUMULATIVE)
        or (isinstance(place, PeriodColumn) and place.matter is Matter.ACHIEVED)
        for place in places
    )
    form = Form.PROGRESS if reports else Form.PLAN
    return ToldLayout(
        FormLayout(form, places, headings, prescribed=False), tuple(problems), named=twins
    )


def _unknown_targets(columns: Sequence[ToldColumn]) -> tuple[str, ...]:
    """The lower headings of targets that no one knows: mostly offices beside one another."""
    return tuple(
        column.path[-1].text
        for index, column in enumerate(columns)
        if column.meaning is Matter.TARGET and _is_unknown_part(index, columns)
    )


def _named_otherwise(columns: Sequence[ToldColumn]) -> Iterator[Problem]:
    """The columns of a tier whose name is that of another: their percent was taken."""
    for column in columns:
        names = {tier for head in column.path if (tier := tier_named(head.text)) is not None}
        if column.place in TIER_COLUMNS and column.tier is not None and names - {column.tier}:
            yield findings.tier_by_percent(column.heading, percent=column.tier)


def _place(
    index: int,
    columns: Sequence[ToldColumn],
    *,
    year: FiscalYearSpan | None,
    quarters: _Quarters,
    problems: list[Problem],
) -> Place:
    column = columns[index]
    meaning = column.meaning
    if not column.heading:
        return FormColumn.SERIAL if index == 0 else FormColumn.OTHER
    by_time = _of_its_time(index, columns, year=year)
    if by_time is not None:
        return by_time
    if meaning in (None, Matter.TARGET) and column.tier is not None:
        return _OF_TIER[column.tier] if column.time.year in (None, year) else FormColumn.OTHER
    if meaning is Matter.TARGET:
        return _target(column, year=year)
    if isinstance(meaning, FormColumn):
        return meaning
    if meaning is None and not (column.time.part or column.time.single):
        return FormColumn.OTHER
    if index in quarters.numbers and year is not None:
        return PeriodColumn(Matter.ACHIEVED, f"{year}-Q{quarters.numbers[index]}")
    if meaning in (Matter.BASELINE, Matter.PROJECTION):
        return _of_another_year(column, meaning, year=year, problems=problems)
    return FormColumn.OTHER if column.is_of_some_period else _achieved(column, year=year)


def _of_its_time(
    index: int, columns: Sequence[ToldColumn], *, year: FiscalYearSpan | None
) -> Place | None:
    """What the column is by its time or by those beside it alone; ``None`` where its own words
    are to tell.
    """
    column = columns[index]
    meaning = column.meaning
    if column.time.beside and (not isinstance(meaning, FormColumn) or meaning in _FIGURES):
        return _of_year_beside(column, year=year)
    if meaning is FormColumn.CUMULATIVE and _totals_targets(column):
        return _total_of_targets(index, columns, year=year)
    if _is_of_unknown(index, columns) or _is_of_no_achievement(column):
        return FormColumn.OTHER
    if _adds_years_up(column, columns, year=year):
        return FormColumn.OTHER
    if year is None or not column.time.is_outside(year):
        return None
    if meaning in _OF_A_YEAR:
        return _of_year_gone(column, year=year)
    time = column.time
    is_alone = time.calendar is not None and isinstance(meaning, Matter)
    # "জুলাই-সেপ্টেম্বর ২০২৩" is no quarter of 2024-25; a quarter that is called so is the plan's.
    is_range = time.part and time.months and not (time.year or time.quarter or time.half)
    return FormColumn.OTHER if is_alone or is_range else None


def _of_quarter(column: ToldColumn, reported: Time | None, *, year: FiscalYearSpan | None) -> Place:
    """What is promised for or reached in the quarter that the title names."""
    part = reported.part if reported is not None else ""
    known = part in _QUARTERS_OF_YEAR and year is not None
    if not known or column.meaning not in (Matter.TARGET, Matter.ACHIEVED):
        return FormColumn.OTHER
    return PeriodColumn(column.meaning, f"{year}-{part}")


def _of_year_gone(column: ToldColumn, *, year: FiscalYearSpan) -> Place:
    """A total of a whole year before the plan's is its baseline; no other figure of it is read."""
    time = column.time
    whole = time.year_ended()
    is_whole = whole is not None and whole.start < year.start and not (time.part or time.single)
    if column.meaning is FormColumn.CUMULATIVE and is_whole and not (time.months and time.until):
        return PeriodColumn(Matter.BASELINE, str(whole))
    return FormColumn.OTHER


def _totals_targets(column: ToldColumn) -> bool:
    """Whether the column is called no more than a total, and is one of targets."""
    lowest, *above = (head.text for head in reversed(column.path))
    named = next((one for text in above if (one := meaning_of(text)) is not None), None)
    return named is Matter.TARGET and _TOTAL.search(comparable(lowest)) is not None


def _is_of_no_achievement(column: ToldColumn) -> bool:
    """Whether a month, total or rate stands below a heading of targets, baselines or projections
    and does not itself speak of an achievement: ``ক্রমপুঞ্জিত`` under ``লক্ষ্যমাত্রা``.
    """
    if column.meaning not in (*_FIGURES, *MONTH_COLUMNS):
        return False
    texts = [head.text for head in reversed(column.path)]
    own = next(at for at, text in enumerate(texts) if meaning_of(text) is column.meaning)
    above = next((one for text in texts[own + 1 :] if (one := meaning_of(text)) is not None), None)
    is_other = isinstance(above, Matter) and above is not Matter.ACHIEVED
    return is_other and _OF_ACHIEVEMENT.search(comparable(texts[own])) is None


def _adds_years_up(
    column: ToldColumn, columns: Sequence[ToldColumn], *, year: FiscalYearSpan | None
) -> bool:
    """Whether the column names no time beside others of its heading that are all of other years:
    the total, or the mean, of what was reached before.
    """
    time = column.time
    told = time.year or time.part or time.months or time.until or time.calendar or time.beside
    if year is None or told or len(column.path) < _SEVERAL:
        return False
    if column.meaning not in (Matter.ACHIEVED, FormColumn.CUMULATIVE):
        return False
    beside = [one for one in columns if one is not column and column.path[-2] in one.path]
    return bool(beside) and all(one.time.is_outside(year) for one in beside)


def _total_of_targets(
    index: int, columns: Sequence[ToldColumn], *, year: FiscalYearSpan | None
) -> Place:
    """The total is the year's target where the columns beside it make a whole year, or are of no
    time at all: offices, men and women. Else it is of a part of the year, and not read.
    """
    column = columns[index]
    head = column.path[-2]
    beside = [one.time for one in columns if one is not column and head in one.path]
    parts = {time.part for time in beside if time.part}
    months = {time.months for time in beside if time.single}
    whole = parts == _QUARTERS_OF_YEAR or len(months) == _MONTHS_OF_YEAR
    untimed = bool(beside) and not (parts or months)
    if not (whole or untimed) or any(one.tier for one in columns if head in one.path):
        return FormColumn.OTHER
    return FormColumn.TIER_100 if column.time.year in (None, year) else FormColumn.OTHER


def _is_of_unknown(index: int, columns: Sequence[ToldColumn]) -> bool:
    """Whether targets are of some quarter, or achievements of some part, not said of which."""
    column = columns[index]
    if column.meaning is Matter.TARGET:
        return column.is_of_some_period or (
            _is_unknown_part(index, columns)
            and any(column.path[-2] in one.path and _totals_targets(one) for one in columns)
        )
    return column.meaning is Matter.ACHIEVED and _is_unknown_part(index, columns)


def _is_unknown_part(index: int, columns: Sequence[ToldColumn]) -> bool:
    """Whether the column is one of several under one heading whose own words no one knows: an
    office's, a sex's, a fund's.
    """
    path = columns[index].path
    if len(path) < _SEVERAL or not _says_nothing(path):
        return False
    head = path[-2]
    under = [one for one in columns if head in one.path and one.path[-1] is not head]
    return len([one for one in under if _says_nothing(one.path)]) >= _SEVERAL


def _says_nothing(path: Sequence[FormHead]) -> bool:
    """Whether the lowest of the heading cells is a name that tells neither a matter nor a time."""
    text = path[-1].text
    time = time_under(text, path[-2].text)
    told = time.year or time.part or time.months or time.until or time.beside
    is_name = len(text) > _LONGEST_LETTER and not is_quantity(text)
    return is_name and not told and meaning_of(text) is None and tier_named(text) is None


def _of_year_beside(column: ToldColumn, *, year: FiscalYearSpan | None) -> Place:
    """What was reached ``গত অর্থবছরে`` is a baseline; a projection of the next year is one of it."""
    time, past = column.time, column.time.beside < 0
    reached = (Matter.ACHIEVED, Matter.BASELINE, FormColumn.CUMULATIVE)
    known = reached if past else (Matter.PROJECTION,)
    if year is None or column.meaning not in known or time.months or time.part:
        return FormColumn.OTHER
    matter = Matter.BASELINE if past else Matter.PROJECTION
    return PeriodColumn(matter, str(FiscalYearSpan(year.start + time.beside)))


def _target(column: ToldColumn, *, year: FiscalYearSpan | None) -> Place:
    time = column.time
    span = time.year or year
    if time.until and time.months:
        # All that is promised until a day: by the year's last day it is the year's target.
        return (
            FormColumn.TIER_100
            if time.year_ended() in (None, year) and time.ends
            else FormColumn.OTHER
        )
    if time.part and span is not None:
        return PeriodColumn(Matter.TARGET, f"{span}-{time.part}")
    month = time.month_in(year)
    if month is not None:
        return PeriodColumn(Matter.TARGET, str(month))
    return FormColumn.TIER_100 if time.year in (None, year) and not time.part else FormColumn.OTHER


def _of_another_year(
    column: ToldColumn, matter: Matter, *, year: FiscalYearSpan | None, problems: list[Problem]
) -> Place:
    named = column.time.year_ended()
    if named is not None:
        return PeriodColumn(matter, str(named))
    if matter is Matter.BASELINE and year is not None:
        before = FiscalYearSpan(year.start - 1)
        problems.append(findings.baseline_year_taken(column.heading, year=str(before)))
        return PeriodColumn(matter, str(before))
    return FormColumn.OTHER


def _achieved(column: ToldColumn, *, year: FiscalYearSpan | None) -> Place:
    time = column.time
    span = time.year or year
    if time.part and not time.until and span is not None:
        return PeriodColumn(Matter.ACHIEVED, f"{span}-{time.part}")
    if time.single and not time.until:
        month = time.month_in(year)
        return FormColumn.OTHER if month is None else PeriodColumn(Matter.ACHIEVED, str(month))
    whole = time.year_ended()
    if whole is None or (whole == year and time.until and time.months and not time.ends):
        # "Achievement" of no time, or up to a day within the year: a cumulative figure.
        plain = not time.months and not time.part
        return FormColumn.CUMULATIVE if plain or time.until else FormColumn.OTHER
    if year is None or whole.start > year.start:
        return FormColumn.OTHER
    matter = Matter.ACHIEVED if whole == year else Matter.BASELINE
    return PeriodColumn(matter, str(whole))


@dataclass(slots=True)
class _Quarters:
    """The four columns under one heading of achievement before its total, by their order."""

    columns: Sequence[ToldColumn]
    numbers: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for places in self._groups():
            before = [p for p in places if self.columns[p].meaning is Matter.ACHIEVED]
            totalled = len(places) == len(before) + 1 and (
                self.columns[places[-1]].meaning is FormColumn.CUMULATIVE
            )
            if len(before) != _QUARTERS or not totalled:
                continue
            if self._are_months(before):
                continue
            self.numbers.update(zip(before, range(1, _QUARTERS + 1), strict=True))
            for number, place in enumerate(before, start=1):
                time = self.columns[place].time
                if self._contradicts(time, number):
                    heading = self.columns[place].path[-1].text
                    self.problems.append(findings.quarter_by_order(heading, number=number))

    def _groups(self) -> Iterator[list[int]]:
        groups: dict[FormHead, list[int]] = {}
        for place, column in enumerate(self.columns):
            top = next((head for head in column.path if head.stop - head.start > 1), None)
            if top is not None and meaning_of(top.text) is Matter.ACHIEVED:
                groups.setdefault(top, []).append(place)
        yield from (
            [
                place
                for place in places
                if isinstance(self.columns[place].meaning, Matter)
                or self.columns[place].meaning is FormColumn.CUMULATIVE
            ]
            for places in groups.values()
        )

    def _are_months(self, places: Sequence[int]) -> bool:
        months = [self.columns[place].time.months for place in places]
        single = all(self.columns[place].time.single for place in places)
        return single and len(set(months)) == len(places)

    @staticmethod
    def _contradicts(time: Time, number: int) -> bool:
        """Whether months or a quarter's name in the heading are of another time."""
        if not (time.months or time.part):
            return False
        by_months = Time(months=time.months).part if time.months else f"Q{number}"
        named = time.quarter or number
        crosses = len({year for _, year in time.months if year is not None}) > 1
        return by_months != f"Q{number}" or named != number or crosses


def _missing(places: Sequence[Place]) -> tuple[Message, ...]:
    """The names of the columns without which nothing can be scored."""
    missing = [
        column.value
        for column in (FormColumn.INDICATOR, FormColumn.WEIGHT)
        if column not in places
        and not (column is FormColumn.INDICATOR and FormColumn.NESTED in places)
    ]
    has_target = any(
        place in (*TIER_COLUMNS, FormColumn.LINE)
        or (isinstance(place, PeriodColumn) and place.matter is Matter.TARGET)
        for place in places
    )
    return (*missing, *(() if has_target else (findings.TARGETS,)))
