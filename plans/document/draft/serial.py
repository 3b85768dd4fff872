"""Drafts and changes to JSON and back, without loss.

What comes back from a page is checked: ``ValueError`` for anything that is no draft or change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from numerals import FiscalYearSpan, Message
from plans.document.defaults import Kind
from plans.document.draft.changes import (
    AddRow,
    BadChange,
    Change,
    MoveRow,
    RemoveRow,
    RenameColumn,
    SetCell,
    SetColumns,
    SetHead,
    SetNote,
)
from plans.document.draft.values import DraftCell, DraftNote, DraftPlan, DraftRow, RowLevel
from plans.document.values import Severity

Json: TypeAlias = dict[str, Any]

LONGEST_TEXT: Final = 5_000
"""Characters of one cell."""
MOST_CHANGES: Final = 20_000
"""Changes in one list: a whole form pasted anew."""


def draft_as_json(draft: DraftPlan) -> Json:
    """The whole draft."""
    return {
        "heading": draft.heading,
        "title": draft.title,
        "fiscal_year": None if draft.fiscal_year is None else draft.fiscal_year.start,
        "kind": None if draft.kind is None else draft.kind.value,
        "total": draft.total,
        "rows": [row_as_json(row) for row in draft.rows],
        "next_key": draft.next_key,
        "columns": list(draft.columns),
        "notes": [_note(note) for note in draft.notes],
    }


def draft_from_json(data: Mapping[str, Any]) -> DraftPlan:
    """The draft that ``draft_as_json`` gave."""
    year, kind = data["fiscal_year"], data["kind"]
    return DraftPlan(
        heading=data["heading"],
        title=data["title"],
        fiscal_year=None if year is None else FiscalYearSpan(year),
        kind=None if kind is None else Kind(kind),
        total=data["total"],
        rows=tuple(map(_row_from, data["rows"])),
        next_key=data["next_key"],
        columns=tuple(data["columns"]),
        notes=tuple(map(_note_from, data["notes"])),
    )


def changes_as_json(changes: Iterable[Change]) -> list[Json]:
    """Changes, each named by ``do``."""
    return [_change(change) for change in changes]


def changes_from_json(data: object) -> tuple[Change, ...]:
    """The changes that ``changes_as_json`` gave, or that a page sends.

    Raises ``BadChange`` for anything else.
    """
    if not isinstance(data, list) or len(data) > MOST_CHANGES:
        raise BadChange("changes are a list")
    try:
        return tuple(_READERS[one["do"]](one) for one in data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadChange(f"no change: {error}") from error


def _change(change: Change) -> Json:
    match change:
        case SetCell(key, field, text, was):
            return {"do": "cell", "key": key, "field": field, "text": text, "was": was}
        case SetHead(field, text, was):
            return {"do": "head", "field": field, "text": text, "was": was}
        case AddRow(row, after):
            return {"do": "add", "row": row_as_json(row), "after": after}
        case RemoveRow(key, count):
            return {"do": "remove", "key": key, "count": count}
        case MoveRow(key, after, count):
            return {"do": "move", "key": key, "after": after, "count": count}
        case SetColumns(columns, was_columns):
            return {"do": "columns", "columns": list(columns), "was": list(was_columns)}
        case RenameColumn(field, to):
            return {"do": "rename", "field": field, "to": to}
        case SetNote(note, stands):
            return {"do": "note", "note": _note(note), "stands": stands}


_READERS: Final[dict[str, Callable[[Json], Change]]] = {
    "cell": lambda one: SetCell(
        _number(one["key"]), _text(one["field"]), _text(one["text"]), _text(one["was"])
    ),
    "head": lambda one: SetHead(_text(one["field"]), _text(one["text"]), _text(one["was"])),
    "add": lambda one: AddRow(_row_from(one["row"]), _maybe(one.get("after"))),
    "remove": lambda one: RemoveRow(_number(one["key"]), _maybe(one.get("count"))),
    "move": lambda one: MoveRow(
        _number(one["key"]), _maybe(one.get("after")), _maybe(one.get("count"))
    ),
    "columns": lambda one: SetColumns(
        tuple(map(_text, one["columns"])), tuple(map(_text, one["was"]))
    ),
    "rename": lambda one: RenameColumn(_text(one["field"]), _text(one["to"])),
    "note": lambda one: SetNote(_note_from(one["note"]), _flag(one["stands"])),
}


def row_as_json(row: DraftRow) -> Json:
    """A row as ``draft_as_json`` has it."""
    cells = {
        name: cell.text if cell.original is None else [cell.text, cell.original]
        for name, cell in row.cells.items()
    }
    return {"key": row.key, "level": row.level.value, "cells": cells, "line": row.line}


def _row_from(data: Mapping[str, Any]) -> DraftRow:
    cells = {_text(name): _cell_from(cell) for name, cell in data["cells"].items()}
    return DraftRow(
        key=_number(data["key"]),
        level=RowLevel(data["level"]),
        cells={name: cell for name, cell in cells.items() if cell != DraftCell("")},
        line=_maybe(data.get("line")),
    )


def _cell_from(data: object) -> DraftCell:
    if isinstance(data, list):
        text, original = data
        return DraftCell(_text(text), _text(original))
    return DraftCell(_text(data))


def _note(note: DraftNote) -> Json:
    return {
        "number": note.number,
        "rule": note.rule,
        "severity": note.severity.value,
        "key": note.key,
        "message": [note.message.bn, note.message.en],
    }


def _note_from(data: Mapping[str, Any]) -> DraftNote:
    bn, en = data["message"]
    return DraftNote(
        number=_number(data["number"]),
        rule=_text(data["rule"]),
        severity=Severity(data["severity"]),
        key=_maybe(data["key"]),
        message=Message(bn=_text(bn), en=_text(en)),
    )


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise ValueError("a text was expected")
    # PostgreSQL stores no NUL, and half a surrogate is no text.
    return value.replace("\x00", "").encode(errors="replace").decode()


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 2**31:
        raise ValueError("a number was expected")
    return value


def _maybe(value: object) -> int | None:
    return None if value is None else _number(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("yes or no was expected")
    return value
