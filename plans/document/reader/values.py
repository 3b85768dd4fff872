"""The cells of one indicator → its values, and what in them could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, TypeVar

from numerals import (
    NIL,
    Expects,
    Figure,
    FiscalYearSpan,
    Message,
    Month,
    Unreadable,
    Value,
    parse_date,
    parse_figure,
    parse_number,
    parse_scaled,
    says_none,
    words_beside,
)
from plans.document.bilingual import any_of
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.reader.cells import expected_kind, method_in_brackets, method_of
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    TIER_COLUMNS,
    FormColumn,
    FormLayout,
    Matter,
    PeriodColumn,
    Place,
)
from plans.document.reader.findings.values import (
    dates_in_a_count,
    read_as,
    unreadable_cell,
    words_left_out,
    year_taken,
)
from plans.document.reader.named_lines import matter_of_line
from plans.document.reader.periods import (
    DEADLINE,
    day_of_short_year,
    day_of_year,
    is_month,
)
from plans.document.reader.wordings import Scoring, frequency_of, scoring_of
from plans.document.values import IndicatorEntry, PartEntry, Problem, Reported, TierTargets

_Parsed = TypeVar("_Parsed")

_METHODS: Final = Message(
    bn=any_of(method.named for method in Method).bn,
    en="one of " + ", ".join(f"{method.rule.bn} ({method.rule.en})" for method in Method),
)


@dataclass(frozen=True, slots=True)
class Values:
    """All that an indicator's row says besides its place and its name."""

    unit: str = ""
    weight: Decimal | None = None
    method: Method | None = None
    targets: TierTargets = field(default_factory=TierTargets)
    achieved: Mapping[Month, Figure] = field(default_factory=dict)
    reported: Reported = field(default_factory=Reported)
    remarks: str = ""
    periods: Mapping[Matter, Mapping[str, Figure]] = field(default_factory=dict)
    responsible: str = ""
    evidence: str = ""
    says: str = ""
    frequency: Frequency | None = None
    scoring: Scoring = field(default_factory=Scoring)

    def of(self, matter: Matter) -> Mapping[str, Figure]:
        """The figures by period."""
        return self.periods.get(matter, {})

    def entry(
        self,
        *,
        row: str,
        code: str | None,
        title: str,
        parts: tuple[PartEntry, ...],
        others: Mapping[str, str],
    ) -> IndicatorEntry:
        """The indicator of that name that says all this."""
        return IndicatorEntry(
            row=row,
            code=code,
            title=title,
            unit=self.unit,
            weight=self.weight,
            targets=self.targets,
            method=self.method,
            achieved=self.achieved,
            reported=self.reported,
            remarks=self.remarks,
            achieved_in=self.of(Matter.ACHIEVED),
            targets_in=self.of(Matter.TARGET),
            baselines=self.of(Matter.BASELINE),
            projections=self.of(Matter.PROJECTION),
            responsible=self.responsible,
            evidence=self.evidence,
            parts=parts,
            others=others,
            frequency=self.frequency or Frequency.MONTHLY,
            mode=self.scoring.mode,
            deduction=self.scoring.deduction,
            per_days=self.scoring.per_days,
        )


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one row; what cannot be read becomes ``None`` and a problem.

    ``unread`` are the texts of such cells by their columns. ``inherited`` is the unit of a row
    that goes on with an indicator of the rows above. ``placed`` are the same problems with the
    column of each.
    """

    layout: FormLayout
    cells: Mapping[Place, str]
    row: str
    year: FiscalYearSpan | None = None
    inherited: str = ""
    placed: list[tuple[Place, Problem]] = field(default_factory=list)
    unread: dict[Place, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """What was found, in the order of the columns."""
        return [problem for _, problem in self.placed]

    def number(self, column: FormColumn) -> Decimal | None:
        """A number; blank and ``-`` are none."""
        return self._parsed(column, _number_or_none)

    def values(self, months: Sequence[Month]) -> Values:
        """The indicator's values; ``months`` are those of the month columns, in their order."""
        unit = self._text(FormColumn.UNIT) or self.inherited
        method = self._method(unit)
        kind = expected_kind(unit=unit, method=method)
        targets = self._kind_of_targets(kind, unit)
        months_given = {
            Month.parse(place.period): self._figure(place, kind, unit)
            for place in self._periods(Matter.ACHIEVED)
            if is_month(place.period)
        }
        return Values(
            unit=unit,
            weight=self.number(FormColumn.WEIGHT),
            method=method,
            targets=TierTargets(*(self._target(column, targets, unit) for column in TIER_COLUMNS)),
            achieved={
                month: self._figure(column, kind, unit)
                for month, column in zip(months, MONTH_COLUMNS, strict=False)
                if column in self.layout.columns
            }
            | months_given,
            reported=Reported(
                self._target(FormColumn.CUMULATIVE, kind, unit), self.number(FormColumn.RATE)
            ),
            remarks=self._text(FormColumn.REMARKS),
            periods={
                matter: {
                    place.period: self._figure(place, kind, unit)
                    for place in self._periods(matter)
                    if matter is not Matter.ACHIEVED or not is_month(place.period)
                }
                for matter in Matter
            },
            responsible=self._text(FormColumn.RESPONSIBLE),
            evidence=self._text(FormColumn.EVIDENCE),
            says=self._text(FormColumn.LINE),
            frequency=self._parsed(FormColumn.FREQUENCY, frequency_of),
            scoring=self._parsed(FormColumn.MODE, scoring_of) or Scoring(),
        )

    def _periods(self, matter: Matter) -> Iterator[PeriodColumn]:
        for place in self.layout.columns:
            if isinstance(place, PeriodColumn) and place.matter is matter:
                yield place

    def _figure(self, place: Place, kind: Expects, unit: str) -> Figure:
        return self._parsed(place, lambda text: self._read(text, place, kind, unit))

    def _read(self, text: str, place: Place, kind: Expects, unit: str) -> Figure | Unreadable:
        figure = parse_figure(text, expects=kind, unit=unit)
        if not isinstance(figure, Unreadable):
            return figure
        if kind is not Expects.DATE:
            number = parse_scaled(text, unit=unit)
            if number is not None:
                self._note(place, read_as(self.row, self.layout.place(place), text, number))
                return number
        if kind is Expects.NUMBER:
            return figure
        return self._day(text, place) or figure

    def _day(self, text: str, place: Place) -> date | None:
        """A day that is written without its year, with two digits of it, or as a deadline."""
        said = DEADLINE.sub("", text) if _is_target(place) else text
        day = parse_date(said) if said != text else None
        if isinstance(day, date):
            self._note(place, read_as(self.row, self.layout.place(place), text, day))
            return day
        if self.year is None:
            return None
        day = day_of_year(said, self.year)
        if day is not None:
            self._note(place, year_taken(self.row, self.layout.place(place), text=text, day=day))
            return day
        day = day_of_short_year(said, self.year)
        if day is not None:
            self._note(place, read_as(self.row, self.layout.place(place), text, day))
        return day

    def _note(self, place: Place, problem: Problem) -> None:
        self.placed.append((place, problem))

    def _kind_of_targets(self, kind: Expects, unit: str) -> Expects:
        """Dates, where all of the row's targets are dates though its unit counts: named."""
        if kind is not Expects.NUMBER:
            return kind
        texts = [text for column in TIER_COLUMNS if (text := self._text(column))]
        given = [text for text in texts if not says_none(text)]
        if not given or not all(isinstance(parse_date(text), date) for text in given):
            return kind
        self.placed.append((FormColumn.UNIT, dates_in_a_count(self.row, unit=unit)))
        return Expects.DATE

    def _text(self, column: Place) -> str:
        return self.cells.get(column, "")

    def _target(self, column: FormColumn, kind: Expects, unit: str) -> Value | None:
        figure = self._figure(column, kind, unit)
        return None if figure is NIL else figure

    def _method(self, unit: str) -> Method | None:
        text = self._text(FormColumn.METHOD)
        if not text or says_none(text):
            named = method_in_brackets(unit)
            if named is not None:
                return named
            is_date = expected_kind(unit=unit, method=None) is Expects.DATE
            return Method.DATE if is_date else None
        method = method_of(text)
        return self._checked(FormColumn.METHOD, method or Unreadable(text, _METHODS))

    def _parsed(
        self, column: Place, parse: Callable[[str], _Parsed | Unreadable]
    ) -> _Parsed | None:
        text = self._text(column)
        value = self._checked(column, parse(text))
        is_noted = bool(self.placed) and self.placed[-1][0] is column
        if isinstance(value, Decimal) and words_beside(text) and not is_noted:
            place = self.layout.place(column)
            problem = words_left_out(self.row, place=place, read=text, value=value)
            self.placed.append((column, problem))
        return value

    def _checked(self, column: Place, value: _Parsed | Unreadable) -> _Parsed | None:
        if not isinstance(value, Unreadable):
            return value
        self.unread[column] = self._text(column)
        place = self.layout.place(column, as_in=matter_of_line(self._text(FormColumn.LINE), column))
        self.placed.append((column, unreadable_cell(self.row, place=place, cell=value)))
        return None


def _is_target(place: Place) -> bool:
    """Whether the column holds what is promised: ``by 30 June`` is a deadline there alone."""
    if isinstance(place, PeriodColumn):
        return place.matter in (Matter.TARGET, Matter.PROJECTION)
    return place in TIER_COLUMNS


def _number_or_none(text: str) -> Decimal | Unreadable | None:
    return None if not text or says_none(text) else parse_number(text)
