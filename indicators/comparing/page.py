"""A comparison as its page shows it: row by row, what each says, and what became easier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from indicators.comparing.values import BothScores, Comparison, Side
from numerals import Message, Month
from plans.addresses import plan_place
from plans.document.comparing import FieldChange, Softening, amount_of
from plans.document.comparing.words import eased, name_in_row, name_of_field, said
from plans.document.draft.fields import TIER_FIELDS
from plans.document.parts.values import Content
from plans.document.values import IndicatorEntry, ObjectiveEntry
from presentation.figures import digits, sentence
from presentation.language import reader_language

_SHOWN_WHOLE: Final = ("unit", "method", "weight", *TIER_FIELDS)
"""What is said of a row that only one of the two has."""


class RowDifference(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ShownField:
    """One thing that is said otherwise, in the reader's language; ``verdict`` of a target."""

    name: str
    old: str
    new: str
    softening: Softening | None = None
    verdict: str = ""

    @property
    def is_softer(self) -> bool:
        """Whether the target became easier to reach."""
        return self.softening is Softening.SOFTER


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A row of either plan with what is said otherwise of it."""

    came: RowDifference
    code: str
    title: str
    fields: tuple[ShownField, ...]
    url: str = ""
    """Of the indicator's page."""

    @property
    def is_softer(self) -> bool:
        """Whether one of its targets became easier to reach."""
        return any(one.is_softer for one in self.fields)


@dataclass(frozen=True)
class ComparisonPage:
    """The whole page; ``rows`` are those shown, ``found`` and ``softer`` count all."""

    comparison: Comparison
    head_row: ComparedRow | None
    text_row: ComparedRow | None
    rows: tuple[ComparedRow, ...]
    asked: tuple[tuple[IndicatorEntry, IndicatorEntry], ...]
    found: int
    softer: int

    @property
    def scores(self) -> Mapping[Month, BothScores]:
        """The months' scores by both."""
        return self.comparison.scores

    @property
    def labels(self) -> tuple[str, str]:
        """What the two go by, with what tells them apart."""
        old, new = self.comparison.old, self.comparison.new
        if old.plan == new.plan:
            return _version(old), _version(new)
        return _label(old, new), _label(new, old)

    @property
    def figures_of(self) -> str:
        """Whose figures are scored."""
        plan = self.comparison.figures_of
        return f"{plan.office.name}, {digits(plan.fiscal_year)}"

    @property
    def is_same(self) -> bool:
        """Whether the two say the same."""
        return self.comparison.is_same


def comparison_page(comparison: Comparison, *, only_softer: bool = False) -> ComparisonPage:
    """What the page shows of ``comparison``, all of it or the targets that became easier."""
    difference = comparison.difference
    rows = tuple(_rows(comparison))
    old, new = comparison.old.entries, comparison.new.entries
    head = tuple(
        shown_field(FieldChange("", "", name, getattr(comparison.old.document, name), value))
        for name, value in difference.head.items()
    )
    return ComparisonPage(
        comparison=comparison,
        head_row=_head_row(head) if head and not only_softer else None,
        text_row=None if only_softer else _text_row(comparison),
        rows=tuple(_softer(rows)) if only_softer else rows,
        asked=tuple((old[pair.old], new[pair.new]) for pair in comparison.asked),
        found=len(rows),
        softer=sum(row.is_softer for row in rows),
    )


def _head_row(fields: tuple[ShownField, ...]) -> ComparedRow:
    return ComparedRow(RowDifference.CHANGED, "", _("The plan as a whole"), fields)


def _text_row(comparison: Comparison) -> ComparedRow | None:
    """The parts of the agreement's text that say something else, each whole."""
    fields = tuple(
        ShownField(
            sentence(part.rule.title),
            _part(comparison.old.text.said.get(part, "")),
            _part(comparison.new.text.said.get(part, "")),
        )
        for part in comparison.parts
    )
    return (
        ComparedRow(RowDifference.CHANGED, "", _("The agreement's text"), fields)
        if fields
        else None
    )


def _part(content: Content) -> str:
    """What a part says, a table line by line."""
    if isinstance(content, str):
        return digits(content)
    return digits("\n".join(" · ".join(cell for cell in row if cell) for row in content))


def _version(side: Side) -> str:
    if side.wanted.version is None:
        return _("as it stands")
    return _("version %(number)s") % {"number": digits(side.wanted.version)}


def _label(side: Side, other: Side) -> str:
    """Office and year, the kind where it is another, the version where one is named."""
    parts = [f"{side.plan.office.short_name} {digits(side.plan.fiscal_year)}"]
    if side.plan.kind != other.plan.kind:
        parts.append(side.plan.get_kind_display())
    if side.wanted.version is not None:
        parts.append(_version(side))
    return " · ".join(parts)


def _softer(rows: Iterable[ComparedRow]) -> Iterator[ComparedRow]:
    for row in rows:
        if row.is_softer:
            yield replace(row, fields=tuple(one for one in row.fields if one.is_softer))


def _rows(comparison: Comparison) -> Iterator[ComparedRow]:
    """Objectives first where they stand, then their rows; what is gone comes last."""
    difference, new = comparison.difference, comparison.new
    by_row: dict[str, list[FieldChange]] = {}
    for change in (*difference.above, *difference.moved, *difference.changed):
        by_row.setdefault(change.row, []).append(change)
    moved = {change.row for change in difference.moved}
    for objective in new.document.objectives:
        if of_objective := [
            one for one in by_row.get(objective.row, ()) if one.field.startswith("objective-")
        ]:
            yield _shown(RowDifference.CHANGED, objective, of_objective)
        for entry in objective.indicators:
            if entry.row in difference.added:
                yield _linked(whole_row(RowDifference.ADDED, entry), new, entry)
                continue
            told = by_row.get(entry.row, ())
            changes = [one for one in told if not one.field.startswith("objective-")]
            if changes:
                came = RowDifference.MOVED if entry.row in moved else RowDifference.CHANGED
                yield _linked(_shown(came, entry, changes), new, entry)
    yield from _gone(comparison.old, difference.removed)


def _gone(old: Side, removed: Iterable[str]) -> Iterator[ComparedRow]:
    entries = old.entries
    return (
        _linked(whole_row(RowDifference.REMOVED, entries[row]), old, entries[row])
        for row in removed
    )


def _linked(row: ComparedRow, side: Side, entry: IndicatorEntry) -> ComparedRow:
    """With the address of its page, where the plan still has the row."""
    key = side.ids.get(entry.row)
    return replace(row, url=plan_place("indicator", side.plan, key)) if key else row


def _shown(
    came: RowDifference, row: IndicatorEntry | ObjectiveEntry, changes: Iterable[FieldChange]
) -> ComparedRow:
    return ComparedRow(came, row.code or "", row.title, tuple(map(shown_field, changes)))


def whole_row(came: RowDifference, entry: IndicatorEntry) -> ComparedRow:
    """A row that only one of the two has, with what it says."""
    language = reader_language()
    fields = []
    for name in _SHOWN_WHOLE:
        value = getattr(entry.targets if name in TIER_FIELDS else entry, name)
        if value is None or value == "":
            continue
        text = said(value, language=language)
        sides = ("", text) if came is RowDifference.ADDED else (text, "")
        fields.append(ShownField(name_in_row(name)[language], *sides))
    return ComparedRow(came, entry.code or "", entry.title, tuple(fields))


def shown_field(change: FieldChange) -> ShownField:
    """A change in the reader's language and digits."""
    language = reader_language()
    name: Message = name_in_row(change.field) if change.row else name_of_field(change.field)
    verdict = ""
    if change.softening is not None:
        verdict = eased(change.softening, amount_of(change), language=language)
    return ShownField(
        name=name[language],
        old=said(change.old, language=language),
        new=said(change.new, language=language),
        softening=change.softening,
        verdict=verdict,
    )
