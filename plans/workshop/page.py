"""The editor of a draft as a value: columns, rows with their cells and findings, totals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import Final

from numerals import Message, parse_number
from plans.document.defaults import Mode
from plans.document.draft.fields import TIER_FIELDS, DraftField, field_of, fields_of, heading_in
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.texts import word_in
from plans.document.draft.values import DraftCell, DraftPlan, DraftRow, RowLevel
from plans.document.values import Severity

BLANK: Final = DraftCell("")
_IN_FRONT: Final = ("code", "title", "unit", "method", "weight", *TIER_FIELDS)
"""The columns of the prescribed form stand first, in its order."""
_OF_REPORTS: Final = ("cumulative", "rate")
_OF_AGREEMENTS: Final = ("linked",)
_OF_OFFICES: Final = ("roll_up", "roll_up_from")
_OF_DEDUCTIONS: Final = ("deduction", "per_days")


@dataclass(frozen=True, slots=True)
class Offer:
    """A fix of a finding as a button; ``token`` finds it again among the findings of the draft.

    ``alike`` is how many findings have the fix of the same ``name``: one click makes all of them.
    """

    token: str
    sentence: Message
    reason: Message
    name: str
    alike: int = 1


@dataclass(frozen=True, slots=True)
class EditorFinding:
    """A finding beside its row."""

    is_error: bool
    field: str | None
    message: Message
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class EditorCell:
    """A cell as the editor shows it; ``original`` is what the form had, where that is another."""

    key: int
    field: DraftField
    said: DraftCell
    is_wrong: bool = False

    @property
    def name(self) -> str:
        """Its name in the form of the page."""
        return f"cell-{self.key}-{self.field.key}"


@dataclass(frozen=True, slots=True)
class EditorRow:
    """A row with what was found at it; ``made`` is what the weights beneath an objective make."""

    row: DraftRow
    cells: tuple[EditorCell, ...]
    findings: tuple[EditorFinding, ...] = ()
    made: Decimal | None = None
    stated: Decimal | None = None

    @property
    def key(self) -> int:
        """The key that never changes."""
        return self.row.key

    @property
    def level(self) -> str:
        """``objective``, ``activity`` or ``indicator``."""
        return self.row.level.value

    @property
    def name(self) -> str:
        """What it goes by: its code, else the beginning of its title, else nothing."""
        return self.row.said("code") or self.row.said("title")[:40]

    @property
    def is_odd(self) -> bool:
        """Whether what is beneath makes another weight than is stated."""
        return self.made is not None and self.stated is not None and self.made != self.stated


@dataclass(frozen=True, slots=True)
class UnknownColumn:
    """A column without a meaning, by its place among them, with the first things in it."""

    number: int
    heading: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditorTotals:
    """What the weights of all indicators make, and what the year's rules ask for."""

    made: Decimal
    asked: Decimal | None
    errors: int
    warnings: int
    indicators: int

    @property
    def left(self) -> Decimal | None:
        """What is still to be given out; negative where it is too much."""
        return None if self.asked is None else self.asked - self.made

    @property
    def surplus(self) -> Decimal:
        """By how much it is too much."""
        return max(self.made - (self.asked or Decimal(0)), Decimal(0))


@dataclass(frozen=True)
class EditorPage:
    """The whole editor."""

    draft: DraftPlan
    columns: tuple[DraftField, ...]
    rows: tuple[EditorRow, ...]
    findings: tuple[EditorFinding, ...]
    totals: EditorTotals
    problems: tuple[DraftProblem, ...] = field(repr=False, default=())
    has_offices: bool = False
    """Whether offices stand below the one whose plan it is, so that rows can be made of theirs."""

    @property
    def unknown(self) -> tuple[UnknownColumn, ...]:
        """The columns that are not understood."""
        headings = [one for one in self.draft.columns if heading_in(one) is not None]
        return tuple(
            UnknownColumn(number, heading_in(key) or "", self._examples(key))
            for number, key in enumerate(headings)
        )

    def _examples(self, key: str) -> tuple[str, ...]:
        said = dict.fromkeys(text for row in self.draft.rows if (text := row.said(key).strip()))
        return tuple(said)[:3]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units that stand in the draft."""
        return tuple(dict.fromkeys(unit for row in self.draft.rows if (unit := row.said("unit"))))

    def row(self, key: int) -> EditorRow | None:
        """The row of that key."""
        return next((row for row in self.rows if row.key == key), None)


def editor_page(
    draft: DraftPlan,
    problems: Sequence[DraftProblem],
    *,
    asked: Decimal | None = None,
    has_offices: bool = False,
) -> EditorPage:
    """What the editor shows of ``draft``; ``asked`` is what all weights should make together,
    ``has_offices`` whether offices stand below its own.
    """
    at: dict[int | None, list[EditorFinding]] = defaultdict(list)
    wrong: set[tuple[int | None, str | None]] = set()
    keys = {row.key for row in draft.rows}
    alike = Counter((one.rule, fix.name) for one in problems for fix in one.fixes)
    for problem in problems:
        key = problem.key if problem.key in keys else None
        at[key].append(_finding(problem, alike))
        if problem.severity is Severity.ERROR:
            wrong.add((problem.key, problem.field))
    columns = columns_of(draft)
    made = _made(draft)
    return EditorPage(
        draft=draft,
        columns=columns,
        rows=tuple(
            EditorRow(
                row=row,
                cells=tuple(_cells(row, columns, wrong)),
                findings=tuple(at.get(row.key, ())),
                made=made.get(row.key),
                stated=_weight(row) if row.level is RowLevel.OBJECTIVE else None,
            )
            for row in draft.rows
        ),
        findings=tuple(at.get(None, ())),
        totals=_totals(draft, problems, asked),
        problems=tuple(problems),
        has_offices=has_offices,
    )


def columns_of(draft: DraftPlan) -> tuple[DraftField, ...]:
    """The columns of indicators in order: the form's, the draft's further ones, the other ones."""
    usual = {one.key: one for one in fields_of(RowLevel.INDICATOR)}
    used = {name for row in draft.rows for name in row.cells}
    front = [usual[key] for key in _IN_FRONT]
    parts = sorted(key for key in used if key.startswith("part:"))
    further = [
        known
        for key in dict.fromkeys((*parts, *draft.columns))
        if key not in usual and (known := field_of(RowLevel.INDICATOR, key)) is not None
    ]
    used |= set(draft.columns)
    rare = {*_OF_REPORTS, *_OF_DEDUCTIONS, *_OF_OFFICES}
    if not _is_agreement(draft):
        rare |= set(_OF_AGREEMENTS)
    if any(word_in(row.said("mode"), Mode) is Mode.DEDUCTION for row in draft.rows):
        rare -= set(_OF_DEDUCTIONS)
    behind = [one for key, one in usual.items() if key not in _IN_FRONT and key not in rare - used]
    return (*front, *further, *behind)


def token_of(problem: DraftProblem, fix: Fix) -> str:
    """What a fix is asked for by; another finding or another text beside it gives another."""
    said = "\n".join(
        (problem.rule, str(problem.key), str(problem.field), fix.name, fix.sentence.en)
    )
    return sha256(said.encode()).hexdigest()[:16]


def fix_by_token(problems: Iterable[DraftProblem], token: str) -> Fix | None:
    """The fix that a button stands for; ``None`` where the finding is gone."""
    fixes = ((problem, fix) for problem in problems for fix in problem.fixes)
    return next((fix for problem, fix in fixes if token_of(problem, fix) == token), None)


def _finding(problem: DraftProblem, alike: Counter[tuple[str, str]]) -> EditorFinding:
    offers = (
        Offer(
            token_of(problem, fix),
            fix.sentence,
            fix.reason,
            name=f"{problem.rule}.{fix.name}",
            alike=alike[problem.rule, fix.name],
        )
        for fix in problem.fixes
    )
    is_error = problem.severity is Severity.ERROR
    return EditorFinding(is_error, problem.field, problem.message, tuple(offers))


def _cells(
    row: DraftRow, columns: Sequence[DraftField], wrong: set[tuple[int | None, str | None]]
) -> Iterable[EditorCell]:
    fields = columns if row.level is RowLevel.INDICATOR else fields_of(row.level)
    for one in fields:
        said = row.cells.get(one.key, BLANK)
        yield EditorCell(row.key, one, said, (row.key, one.key) in wrong)


def _is_agreement(draft: DraftPlan) -> bool:
    return draft.kind is None or draft.kind.rule.is_agreement


def _weight(row: DraftRow) -> Decimal | None:
    read = parse_number(row.said("weight"))
    return read if isinstance(read, Decimal) else None


def _made(draft: DraftPlan) -> Mapping[int, Decimal]:
    """What the indicators of each objective make together."""
    made: dict[int, Decimal] = {}
    for row, objective, _activity in draft.with_parents():
        if row.level is RowLevel.OBJECTIVE:
            made[row.key] = Decimal(0)
        elif row.level is RowLevel.INDICATOR and objective is not None:
            made[objective.key] += _weight(row) or Decimal(0)
    return made


def _totals(
    draft: DraftPlan, problems: Iterable[DraftProblem], asked: Decimal | None
) -> EditorTotals:
    indicators = [row for row in draft.rows if row.level is RowLevel.INDICATOR]
    errors = [one.severity is Severity.ERROR for one in problems]
    return EditorTotals(
        made=sum((_weight(row) or Decimal(0) for row in indicators), Decimal(0)),
        asked=asked,
        errors=sum(errors),
        warnings=len(errors) - sum(errors),
        indicators=len(indicators),
    )
