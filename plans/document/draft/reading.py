"""A form as it was read, or a stored plan, → a draft. What could not be read stays as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from numerals import (
    NIL,
    Figure,
    FiscalYearSpan,
    format_date,
    format_value,
    localize_digits,
)
from plans.document.defaults import Kind
from plans.document.draft.fields import (
    TIER_FIELDS,
    field_of,
    is_column,
    other,
)
from plans.document.draft.texts import FIELD_OF, cells_of, layout_of
from plans.document.draft.values import DraftCell, DraftNote, DraftPlan, DraftRow, RowLevel
from plans.document.frequencies import Frequency
from plans.document.reader import Reading, SaidRow
from plans.document.reader.columns import MONTH_COLUMNS, FormColumn, Matter, PeriodColumn, Place
from plans.document.reader.values import CellReader, Values
from plans.document.rolling_up import sources_text
from plans.document.values import TIERS, IndicatorEntry, PlanDocument

_NOTED: Final = frozenset(
    {
        *("shifted-row", "split-row", "continued-row", "spilled-title", "stray-text"),
        *("stated-count", "month-outside-year", "quarter-heading", "same-meaning"),
        *("several-in-a-row", "tier-by-percent", "unknown-section"),
        *("hidden-rows", "hidden-columns", "hidden-sheets", "converted-text", "struck-rows"),
        *("sheets-joined", "office-by-sheet"),
    }
)
"""What the texts of a draft do not show: all else is found in them anew."""


def draft_of(reading: Reading) -> DraftPlan:
    """The draft that a form makes. Raises ``ValueError`` for a refusal."""
    document = reading.document
    if document is None:
        raise ValueError("a refused form makes no draft")
    maker = _DraftMaker(language_of_document(document), reading.said, _months(reading))
    columns = (one.meaning for one in reading.columns)
    draft = maker.draft(document, columns=[one for one in columns if one])
    total = "" if reading.total is None else maker.text(reading.total)
    draft = replace(draft, kind=reading.kind, total=total)
    return replace(draft, notes=tuple(_notes(reading, maker)))


def draft_of_document(
    document: PlanDocument, *, kind: Kind | None = None, language: str | None = None
) -> DraftPlan:
    """The draft that a stored plan makes, written in its own language or in ``language``."""
    maker = _DraftMaker(language or language_of_document(document), {}, {})
    return replace(maker.draft(document), kind=kind)


def language_of_document(document: PlanDocument) -> str:
    """The language that a document is written in."""
    titles = [document.title, document.office, *(one.title for one in document.objectives)]
    rows = tuple(
        DraftRow(0, RowLevel.INDICATOR, {"title": DraftCell(text)})
        for text in (*titles, *(one.title for one in document.indicators))
    )
    return DraftPlan(rows=rows).language


def _months(reading: Reading) -> dict[Place, str]:
    """The field of each month column: which month it is the title says."""
    months = reading.document.months if reading.document else ()
    return {
        column: PeriodColumn(Matter.ACHIEVED, str(month)).key
        for column, month in zip(MONTH_COLUMNS, months, strict=False)
    }


def _notes(reading: Reading, maker: _DraftMaker) -> Iterator[DraftNote]:
    number = 0
    for problem in reading.problems:
        of_heading = not problem.row and problem.rule == "year-taken"
        if problem.rule in _NOTED or of_heading:
            number += 1
            key = maker.keys.get(problem.row)
            yield DraftNote(number, problem.rule, problem.severity, key, problem.message)


@dataclass(slots=True)
class _DraftMaker:
    """Gives keys, and writes each value as the form had it where that is read the same."""

    language: str
    said: Mapping[str, SaidRow]
    months: Mapping[Place, str]
    keys: dict[str, int]
    next_key: int
    rows: list[DraftRow]

    def __init__(
        self, language: str, said: Mapping[str, SaidRow], months: Mapping[Place, str]
    ) -> None:
        self.language, self.said, self.months = language, said, months
        self.keys, self.next_key, self.rows = {}, 1, []

    def draft(self, document: PlanDocument, *, columns: Iterable[str] = ()) -> DraftPlan:
        """All rows of ``document``; ``columns`` are the names of those that its form has."""
        months = [PeriodColumn(Matter.ACHIEVED, str(one)).key for one in document.months]
        shown = [*months, *columns]
        draft = DraftPlan(
            heading=document.office,
            title=document.title,
            fiscal_year=document.fiscal_year,
            columns=tuple(dict.fromkeys(one for one in shown if is_column(one))),
        )
        for objective in document.objectives:
            self._add(
                RowLevel.OBJECTIVE,
                objective.row,
                {
                    "section": objective.section,
                    "code": self._digits(objective.code),
                    "title": objective.title,
                    "weight": self._objective_weight(objective.row, objective.weight),
                },
            )
            for activity in objective.activities:
                first = activity.indicators[0].row if activity.indicators else ""
                texts = {"code": self._digits(activity.code), "title": activity.title}
                self._add(RowLevel.ACTIVITY, "", texts, line=self._line(first))
                for entry in activity.indicators:
                    texts = self._indicator(entry, draft, document.fiscal_year)
                    self._add(RowLevel.INDICATOR, entry.row, texts)
        used = dict.fromkeys(key for row in self.rows for key in row.cells if is_column(key))
        return replace(
            draft,
            rows=tuple(self.rows),
            next_key=self.next_key,
            columns=_ordered((*draft.columns, *used)),
        )

    def text(self, value: Figure) -> str:
        """A figure as the draft's language writes it."""
        if value is None:
            return ""
        if value is NIL:
            return "-"
        if isinstance(value, date):
            return format_date(value, language=self.language)
        return format_value(value, language=self.language)

    def _add(
        self, level: RowLevel, name: str, texts: Mapping[str, str], *, line: int | None = None
    ) -> None:
        cells = {key: DraftCell(text) for key, text in texts.items() if text}
        at = self._line(name) if line is None else line
        self.rows.append(DraftRow(self.next_key, level, cells, at))
        if name:
            self.keys[name] = self.next_key
        self.next_key += 1

    def _line(self, name: str) -> int | None:
        said = self.said.get(name)
        return said.number if said else None

    def _digits(self, code: str | None) -> str:
        return localize_digits(code or "", language=self.language)

    def _objective_weight(self, name: str, weight: Decimal | None) -> str:
        said = self.said.get(name)
        raw = said.cells.get(FormColumn.OBJECTIVE_WEIGHT, "") if said else ""
        row = DraftRow(0, RowLevel.OBJECTIVE, {"weight": DraftCell(raw)})
        layout = layout_of(DraftPlan(), row)
        read = CellReader(layout, {FormColumn.OBJECTIVE_WEIGHT: raw}, name)
        return (
            raw
            if raw and read.number(FormColumn.OBJECTIVE_WEIGHT) == weight
            else (self.text(weight))
        )

    def _indicator(
        self, entry: IndicatorEntry, draft: DraftPlan, year: FiscalYearSpan | None
    ) -> dict[str, str]:
        texts = {
            "code": self._digits(entry.code),
            "title": entry.title,
            **dict(self._values(entry)),
        }
        raw = self._raw(entry)
        if raw:
            mine, theirs = (self._read(draft, one, year) for one in (texts, {**texts, **raw}))
            for key, text in raw.items():
                place = field_of(RowLevel.INDICATOR, key)
                if place is None or place.place is None:
                    continue
                # A reading of the raw text that gives what the document has is the form's own.
                if _at(theirs, place.place) == _at(mine, place.place):
                    texts[key] = text
        return texts

    def _raw(self, entry: IndicatorEntry) -> dict[str, str]:
        said = self.said.get(entry.row)
        if said is None:
            return {}
        raw: dict[str, str] = {}
        for place, text in said.cells.items():
            key = self.months.get(place) or FIELD_OF.get(place)
            if key is None and isinstance(place, PeriodColumn):
                key = place.key
            if key is not None and text:
                raw[key] = text
        return raw

    def _read(
        self, draft: DraftPlan, texts: Mapping[str, str], year: FiscalYearSpan | None
    ) -> Values:
        cells = {key: DraftCell(text) for key, text in texts.items() if text}
        row = DraftRow(0, RowLevel.INDICATOR, cells)
        return CellReader(layout_of(draft, row), cells_of(row), "", year).values(())

    def _scored(self, entry: IndicatorEntry) -> Iterator[tuple[str, str]]:
        """What earns it in place of its months, its own mode of scoring, and what that asks for."""
        if entry.linked is not None:
            yield "linked", entry.linked.label[self.language]
        if entry.rolled is not None:
            yield "roll_up", entry.rolled.rule.label[self.language]
            yield "roll_up_from", sources_text(entry.rolled.sources)
        if entry.mode is not None:
            yield "mode", entry.mode.label[self.language]
        yield "deduction", self.text(entry.deduction)
        yield "per_days", self.text(None if entry.per_days is None else Decimal(entry.per_days))

    def _values(self, entry: IndicatorEntry) -> Iterator[tuple[str, str]]:
        yield "unit", entry.unit
        yield "method", entry.method.named[self.language] if entry.method else ""
        if entry.frequency is not Frequency.MONTHLY:
            yield "frequency", entry.frequency.label[self.language]
        yield "weight", self.text(entry.weight)
        for key, target in zip(TIER_FIELDS, entry.targets, strict=True):
            yield key, self.text(target)
        yield "evidence", entry.evidence
        yield "responsible", entry.responsible
        yield "remarks", entry.remarks
        if entry.evidence_required:
            yield "evidence_required", {"bn": "হ্যাঁ", "en": "yes"}[self.language]
        yield from self._scored(entry)
        yield "cumulative", self.text(entry.reported.cumulative)
        yield "rate", self.text(entry.reported.rate)
        figures: tuple[tuple[Matter, Mapping[str, Figure]], ...] = (
            (Matter.ACHIEVED, {str(month): one for month, one in entry.achieved.items()}),
            (Matter.ACHIEVED, entry.achieved_in),
            (Matter.TARGET, entry.targets_in),
            (Matter.BASELINE, entry.baselines),
            (Matter.PROJECTION, entry.projections),
        )
        for matter, by_period in figures:
            for period, figure in by_period.items():
                yield PeriodColumn(matter, period).key, self.text(figure)
        for number, part in enumerate(entry.parts, start=1):
            yield f"part:{number}:target", self.text(part.target)
            for period, figure in part.achieved.items():
                yield f"part:{number}:achieved:{period}", self.text(figure)
        for heading, text in entry.others.items():
            yield other(heading), text


def _at(values: Values, place: Place) -> object:
    """The value that a row's reading has of a column."""
    if isinstance(place, PeriodColumn):
        months = {str(month): figure for month, figure in values.achieved.items()}
        matter = values.of(place.matter)
        return matter.get(place.period, months.get(place.period))
    if place.key.startswith("target-"):
        return tuple(values.targets)[TIERS.index(int(place.key.removeprefix("target-")))]
    if place in (FormColumn.CUMULATIVE, FormColumn.RATE):
        return getattr(values.reported, place.key)
    return getattr(values, place.key)


_ORDER: Final = ("baseline:", "target:", "projection:", "achieved:", "cumulative", "rate", "part:")


def _ordered(columns: Iterable[str]) -> tuple[str, ...]:
    """The columns in the order of forms: what was before, what is promised, what came of it."""
    unique = list(dict.fromkeys(columns))

    def place(key: str) -> tuple[int, str]:
        number = next((n for n, one in enumerate(_ORDER) if key.startswith(one)), len(_ORDER))
        return number, "" if key.startswith("other:") else key

    return tuple(sorted(unique, key=place))
