"""A draft's texts → its document, read as a form's cells are, with what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final, TypeVar

from numerals import (
    Expects,
    Figure,
    Message,
    Month,
    Unreadable,
    bare,
    parse_figure,
    parse_number,
    says_none,
)
from plans.document.bilingual import Word, any_of
from plans.document.defaults import FIRST_SECTION, SECTION_NAMES, Kind, Mode
from plans.document.draft.fields import field_of, heading_in, part_of, period_of
from plans.document.draft.problems import DraftProblem
from plans.document.draft.texts import (
    FIELD_OF,
    cells_of,
    code_in,
    kind_named,
    layout_of,
    word_in,
)
from plans.document.draft.values import DraftPlan, DraftRow, RowLevel
from plans.document.frequencies import Frequency
from plans.document.naming import Names
from plans.document.reader.cells import expected_kind
from plans.document.reader.columns import Matter
from plans.document.reader.periods import is_month
from plans.document.reader.text import clean, comparable
from plans.document.reader.values import CellReader, Values
from plans.document.rolling_up import RolledFrom, RollUp, sources_in
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PartEntry,
    PlanDocument,
    Severity,
)

_Said = TypeVar("_Said", bound=Word)
_YES: Final = frozenset(("yes", "হ্যাঁ", "হ্যা", "true", "1"))
_SECTION: Final = re.compile(r"[A-Za-z0-9_-]{1,32}")
_MOST_DAYS: Final = 366
_WHOLE_DAYS: Final = Message(
    bn="১ থেকে ৩৬৬-এর মধ্যে একটি পূর্ণ সংখ্যা লিখুন।", en="Enter a whole number from 1 to 366."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a draft says: its document, and what of its cells could not be read.

    ``keys`` are the keys of the rows that the document's rows come from, ``activities`` those of
    the activity above a row, both by the row's name in the document; objectives and activities
    that no row says have none. ``unread`` are the fields whose text could not be read, by key.
    """

    document: PlanDocument
    problems: tuple[DraftProblem, ...]
    keys: dict[str, int]
    activities: dict[str, int]
    unread: frozenset[tuple[int, str]]


@dataclass(slots=True)
class _Teller:
    draft: DraftPlan
    names: Names = field(default_factory=Names)
    keys: dict[str, int] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    problems: list[DraftProblem] = field(default_factory=list)
    unread: set[tuple[int, str]] = field(default_factory=set)
    objectives: list[ObjectiveEntry] = field(default_factory=list)

    def objective(self, row: DraftRow | None, below: Sequence[DraftRow], *, section: str) -> None:
        """An objective with what stands beneath it; ``None`` for rows above any."""
        code = code_in(row.said("code")) if row else None
        name = self.names.of_objective(code=code, section=section)
        if row is not None:
            self.keys[name] = row.key
        weight = self._number(row, "weight") if row else None
        counted = sum(len(one.activities) for one in self.objectives if one.section == section)
        activities = []
        for activity, indicators in _groups(below, RowLevel.ACTIVITY):
            counted += 1
            entry = self._activity(activity, indicators, section=section, number=counted)
            activities.append(entry)
            if activity is not None:
                over = entry.indicators[0].row if entry.indicators else name
                self.activities.setdefault(over, activity.key)
        title = _words(row.said("title")) if row else ""
        self.objectives.append(
            ObjectiveEntry(name, section, code, title, weight, tuple(activities))
        )

    def section_of(self, row: DraftRow) -> str:
        """The section's code that an objective says; nothing for a text that is no code."""
        text = clean(row.said("section"))
        if text and not _SECTION.fullmatch(text):
            self._unreadable(
                row,
                "section",
                _expected(text, any_of(Message(bn=code, en=code) for code in SECTION_NAMES)),
            )
            return ""
        return text

    def _activity(
        self, row: DraftRow | None, below: Sequence[DraftRow], *, section: str, number: int
    ) -> ActivityEntry:
        code = code_in(row.said("code")) if row else None
        return ActivityEntry(
            code,
            _words(row.said("title")) if row else "",
            tuple(
                self._indicator(one, section=section, activity=code or str(number)) for one in below
            ),
        )

    def _indicator(self, row: DraftRow, *, section: str, activity: str) -> IndicatorEntry:
        code = code_in(row.said("code"))
        name = self.names.of_indicator(code=code, section=section, activity=activity)
        self.keys[name] = row.key
        values = self._values(row)
        entry = values.entry(
            row=name,
            code=code,
            title=_words(row.said("title")),
            parts=self._parts(row, values),
            others={
                heading: text
                for key, cell in row.cells.items()
                if (heading := heading_in(key)) is not None and (text := clean(cell.text))
            },
        )
        return replace(
            entry,
            frequency=self._word(row, "frequency", Frequency) or Frequency.MONTHLY,
            evidence_required=comparable(row.said("evidence_required")) in _YES,
            linked=self._kind(row),
            mode=self._word(row, "mode", Mode),
            deduction=self._number(row, "deduction"),
            per_days=self._days(row),
            rolled=self._rolled(row),
        )

    def _values(self, row: DraftRow) -> Values:
        reader = CellReader(layout_of(self.draft, row), cells_of(row), "", self.draft.fiscal_year)
        values = reader.values(())
        for place, problem in reader.placed:
            name = FIELD_OF.get(place) or place.key
            self._found(row, name, problem.message, rule=problem.rule, severity=problem.severity)
        self.unread.update((row.key, FIELD_OF.get(place) or place.key) for place in reader.unread)
        return values

    def _parts(self, row: DraftRow, values: Values) -> tuple[PartEntry, ...]:
        kind = expected_kind(unit=values.unit, method=values.method)
        parts: dict[int, dict[str, Figure]] = {}
        for key, cell in row.cells.items():
            part = part_of(key)
            if part is not None and clean(cell.text):
                figure = self._figure(row, key, clean(cell.text), kind=kind, unit=values.unit)
                parts.setdefault(part[0], {})[part[1]] = figure
        return tuple(
            PartEntry(figures.get(""), {period: one for period, one in figures.items() if period})
            for _, figures in sorted(parts.items())
        )

    def _figure(self, row: DraftRow, key: str, text: str, *, kind: Expects, unit: str) -> Figure:
        figure = parse_figure(text, expects=kind, unit=unit)
        if isinstance(figure, Unreadable):
            self._unreadable(row, key, figure.message)
            return None
        return figure

    def _number(self, row: DraftRow, name: str) -> Decimal | None:
        text = clean(row.said(name))
        if not text or says_none(text):
            return None
        number = parse_number(text)
        if isinstance(number, Unreadable):
            self._unreadable(row, name, number.message)
            return None
        return number

    def _days(self, row: DraftRow) -> int | None:
        number = self._number(row, "per_days")
        if number is None:
            return None
        if number != number.to_integral_value() or not 1 <= number <= _MOST_DAYS:
            self._unreadable(row, "per_days", _WHOLE_DAYS)
            return None
        return int(number)

    def _word(self, row: DraftRow, name: str, words: type[_Said]) -> _Said | None:
        text = clean(row.said(name))
        found = word_in(text, words)
        if text and found is None:
            named = any_of(one.label for one in words)
            self._unreadable(row, name, _expected(text, named))
        return found

    def _kind(self, row: DraftRow) -> Kind | None:
        text = clean(row.said("linked"))
        found = kind_named(text)
        if text and found is None:
            self._unreadable(row, "linked", _expected(text, any_of(one.named for one in Kind)))
        return found

    def _rolled(self, row: DraftRow) -> RolledFrom | None:
        rule = self._word(row, "roll_up", RollUp)
        sources = sources_in(row.said("roll_up_from"))
        if isinstance(sources, Message):
            self._unreadable(row, "roll_up_from", sources)
            sources = ()
        if rule is None and sources and not row.said("roll_up"):
            self._unreadable(row, "roll_up", _expected("", any_of(one.label for one in RollUp)))
        return None if rule is None else RolledFrom(rule, sources)

    def _unreadable(self, row: DraftRow, name: str, message: Message) -> None:
        known = field_of(row.level, name)
        label = known.label if known else Message("", "")
        said = Message(bn=f"{label.bn}: {message.bn}", en=f"{label.en}: {message.en}")
        self._found(row, name, said, rule="unreadable-value", severity=Severity.ERROR)
        self.unread.add((row.key, name))

    def _found(
        self, row: DraftRow, name: str, message: Message, *, rule: str, severity: Severity
    ) -> None:
        self.problems.append(DraftProblem(rule, severity, row.key, name, message))


def document_of(draft: DraftPlan) -> Told:
    """The document that the draft's texts make; texts that cannot be read are missing in it."""
    teller = _Teller(draft)
    section = FIRST_SECTION
    for row, below in _groups(draft.rows, RowLevel.OBJECTIVE):
        section = (teller.section_of(row) if row else "") or section
        teller.objective(row, below, section=section)
    months = sorted(
        Month.parse(place.period)
        for place in map(period_of, draft.columns)
        if place is not None and place.matter is Matter.ACHIEVED and is_month(place.period)
    )
    document = PlanDocument(
        form=draft.form,
        office=draft.heading,
        title=draft.title,
        fiscal_year=draft.fiscal_year,
        objectives=tuple(teller.objectives),
        months=tuple(months) if draft.form is Form.PROGRESS else (),
    )
    return Told(
        document,
        tuple(teller.problems),
        teller.keys,
        teller.activities,
        frozenset(teller.unread),
    )


def _groups(
    rows: Sequence[DraftRow], level: RowLevel
) -> Iterator[tuple[DraftRow | None, Sequence[DraftRow]]]:
    """Rows of ``level`` with those beneath each; rows above the first come with ``None``."""
    heads = [place for place, row in enumerate(rows) if row.level is level]
    first = heads[0] if heads else len(rows)
    if first:
        yield None, rows[:first]
    for place, stop in zip(heads, [*heads[1:], len(rows)], strict=False):
        yield rows[place], rows[place + 1 : stop]


def _words(text: str) -> str:
    cleaned = clean(text)
    return "" if says_none(cleaned) else cleaned


def _expected(text: str, names: Message) -> Message:
    return Message(
        bn=f"“{bare(text)}” বোঝা যায়নি; {names.bn} লিখুন।",
        en=f"“{bare(text)}” is not understood. Enter {names.en}.",
    )
