"""Changes made in a draft, each with the changes that take it back.

A list of changes is made whole or not at all. A change says what it found (``was``): where that
is no longer so, it is a conflict, an error value with both texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from numerals import FiscalYearSpan
from plans.document.defaults import Kind
from plans.document.draft.changes import (
    MOST_ROWS,
    AddRow,
    BadChange,
    Change,
    FoundOtherwise,
    MoveRow,
    RemoveRow,
    RenameColumn,
    SetCell,
    SetColumns,
    SetHead,
    SetNote,
)
from plans.document.draft.fields import HEAD_FIELDS, field_of, is_column
from plans.document.draft.values import DraftPlan, DraftRow


@dataclass(frozen=True, slots=True)
class Applied:
    """The draft after all changes, the changes as made (keys given), and those that undo them."""

    draft: DraftPlan
    changes: tuple[Change, ...]
    inverse: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    draft: DraftPlan
    inverse: tuple[Change, ...] = ()


@dataclass(slots=True)
class _Keys:
    """The keys that rows added in one list were given."""

    given: dict[int, int] = field(default_factory=dict)

    def of(self, key: int) -> int:
        return self.given.get(key, key)


def apply(draft: DraftPlan, changes: Iterable[Change]) -> Applied | tuple[FoundOtherwise, ...]:
    """The draft with all of ``changes`` made in their order, or every conflict and nothing made.

    Raises ``BadChange`` for what no page asks for.
    """
    keys = _Keys()
    done: list[Change] = []
    inverses: list[tuple[Change, ...]] = []
    conflicts: list[FoundOtherwise] = []
    for change in changes:
        known = _with_keys(change, keys, draft)
        made = _MAKERS[type(known)](draft, known)
        if isinstance(made, FoundOtherwise):
            conflicts.append(made)
            continue
        draft = made.draft
        if made.inverse:
            done.append(known)
            inverses.append(made.inverse)
    if conflicts:
        return tuple(conflicts)
    inverse = tuple(one for made in reversed(inverses) for one in made)
    return Applied(draft, tuple(done), inverse)


def _with_keys(change: Change, keys: _Keys, draft: DraftPlan) -> Change:
    """The change with the real keys of rows that this list added."""
    match change:
        case SetCell(key=key) | RemoveRow(key=key) if key in keys.given:
            return replace(change, key=keys.of(key))
        case MoveRow(key=key, after=after):
            return replace(change, key=keys.of(key), after=_given(after, keys))
        case AddRow(row=row, after=after):
            if row.key <= 0:
                keys.given[row.key] = draft.next_key
                row = replace(row, key=draft.next_key)
            return AddRow(row, _given(after, keys))
        case _:
            return change


def _given(after: int | None, keys: _Keys) -> int | None:
    return None if after is None else keys.of(after)


def _set_cell(draft: DraftPlan, change: SetCell) -> _Made | FoundOtherwise:
    place = draft.place(change.key)
    if place is None:
        return FoundOtherwise(change.key, change.field, change.was, None)
    row = draft.rows[place]
    if field_of(row.level, change.field) is None:
        raise BadChange(f"{row.level} has no {change.field!r}")
    now = row.said(change.field)
    if now == change.text:
        return _Made(draft)
    if now != change.was:
        return FoundOtherwise(change.key, change.field, change.was, now)
    rows = _replaced(draft, place, 1, (row.typed(change.field, change.text),))
    return _Made(rows, (replace(change, text=now, was=change.text),))


def _set_head(draft: DraftPlan, change: SetHead) -> _Made | FoundOtherwise:
    if change.field not in HEAD_FIELDS:
        raise BadChange(f"no {change.field!r} above the rows")
    now = head_of(draft, change.field)
    if now == change.text:
        return _Made(draft)
    if now != change.was:
        return FoundOtherwise(None, change.field, change.was, now)
    values: dict[str, Any] = {change.field: _head_value(change.field, change.text)}
    changed = replace(draft, **values)
    return _Made(changed, (replace(change, text=now, was=change.text),))


def head_of(draft: DraftPlan, name: str) -> str:
    """What the draft says above its rows, as ``SetHead`` has it."""
    value = getattr(draft, name)
    return "" if value is None else str(value)


def _head_value(name: str, text: str) -> FiscalYearSpan | Kind | str | None:
    if name not in ("fiscal_year", "kind"):
        return text
    if not text:
        return None
    try:
        return FiscalYearSpan.parse(text) if name == "fiscal_year" else Kind(text)
    except ValueError as error:
        raise BadChange(str(error)) from error


def _add_row(draft: DraftPlan, change: AddRow) -> _Made | FoundOtherwise:
    row = change.row
    if any(field_of(row.level, name) is None for name in row.cells):
        raise BadChange(f"{row.level} has not all of {sorted(row.cells)}")
    if len(draft.rows) >= MOST_ROWS:
        raise BadChange("too many rows")
    at = _place_below(draft, change.after)
    if at is None or draft.place(row.key) is not None:
        return FoundOtherwise(row.key if at is not None else change.after, "", "", None)
    added = replace(draft, next_key=max(draft.next_key, row.key + 1))
    return _Made(_replaced(added, at, 0, (row,)), (RemoveRow(row.key, count=1),))


def _remove_row(draft: DraftPlan, change: RemoveRow) -> _Made | FoundOtherwise:
    place = draft.place(change.key)
    if place is None:
        return FoundOtherwise(change.key, "", "", None)
    gone = _rows_of(draft, place, change.count)
    after = draft.rows[place - 1].key if place else None
    inverse = []
    for row in gone:
        inverse.append(AddRow(row, after))
        after = row.key
    return _Made(_replaced(draft, place, len(gone), ()), tuple(inverse))


def _move_row(draft: DraftPlan, change: MoveRow) -> _Made | FoundOtherwise:
    place = draft.place(change.key)
    if place is None:
        return FoundOtherwise(change.key, "", "", None)
    moved = _rows_of(draft, place, change.count)
    before = draft.rows[place - 1].key if place else None
    if change.after in {row.key for row in moved} or change.after == before:
        return _Made(draft)
    rest = _replaced(draft, place, len(moved), ())
    at = _place_below(rest, change.after)
    if at is None:
        return FoundOtherwise(change.after, "", "", None)
    inverse = MoveRow(change.key, before, count=len(moved))
    return _Made(_replaced(rest, at, 0, moved), (inverse,))


def _set_columns(draft: DraftPlan, change: SetColumns) -> _Made | FoundOtherwise:
    columns = tuple(dict.fromkeys(change.columns))
    if not all(map(is_column, columns)):
        raise BadChange("no such column")
    if draft.columns == columns:
        return _Made(draft)
    if draft.columns != change.was:
        return FoundOtherwise(None, "columns", " ".join(change.was), " ".join(draft.columns))
    return _Made(replace(draft, columns=columns), (SetColumns(draft.columns, columns),))


def _rename_column(draft: DraftPlan, change: RenameColumn) -> _Made | FoundOtherwise:
    name, to = change.field, change.to
    if name == to:
        return _Made(draft)
    taken = next((row for row in draft.rows if to in row.cells), None)
    if taken is not None:
        return FoundOtherwise(taken.key, to, "", taken.said(to))
    if any(name in row.cells and field_of(row.level, to) is None for row in draft.rows):
        raise BadChange(f"not all rows have {to!r}")
    rows = tuple(
        replace(row, cells={to if key == name else key: cell for key, cell in row.cells.items()})
        for row in draft.rows
    )
    columns = _renamed_columns(draft.columns, name, to)
    back = _renamed_columns(columns, to, name)
    restored = () if back == draft.columns else (SetColumns(draft.columns, back),)
    changed = replace(draft, rows=rows, columns=columns)
    return _Made(changed, (RenameColumn(to, name), *restored))


def _renamed_columns(columns: tuple[str, ...], name: str, to: str) -> tuple[str, ...]:
    renamed = (to if one == name else one for one in columns)
    return tuple(dict.fromkeys(one for one in renamed if is_column(one)))


def _set_note(draft: DraftPlan, change: SetNote) -> _Made | FoundOtherwise:
    note = change.note
    if (note in draft.notes) is change.stands:
        return _Made(draft)
    notes = [one for one in draft.notes if one != note]
    if change.stands:
        notes = sorted([*notes, note], key=lambda one: one.number)
    return _Made(replace(draft, notes=tuple(notes)), (replace(change, stands=not change.stands),))


def _rows_of(draft: DraftPlan, place: int, count: int | None) -> tuple[DraftRow, ...]:
    return draft.beneath(place) if count is None else draft.rows[place : place + max(count, 1)]


def _place_below(draft: DraftPlan, after: int | None) -> int | None:
    if after is None:
        return 0
    place = draft.place(after)
    return None if place is None else place + 1


def _replaced(draft: DraftPlan, at: int, count: int, rows: tuple[DraftRow, ...]) -> DraftPlan:
    return replace(draft, rows=(*draft.rows[:at], *rows, *draft.rows[at + count :]))


_MAKERS: Final[dict[type, Callable[..., _Made | FoundOtherwise]]] = {
    SetCell: _set_cell,
    SetHead: _set_head,
    AddRow: _add_row,
    RemoveRow: _remove_row,
    MoveRow: _move_row,
    SetColumns: _set_columns,
    RenameColumn: _rename_column,
    SetNote: _set_note,
}
