"""Changes of a draft as values: what is changed, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from plans.document.draft.values import DraftNote, DraftRow

MOST_ROWS: Final = 2_000
"""Rows of a draft; a form has at most as many."""


class BadChange(ValueError):
    """A change that no page makes: a field that rows of that level do not have, too many rows."""


@dataclass(frozen=True, slots=True)
class SetCell:
    """Another text in a cell. The key of a row added by the same list may be used: ``AddRow``."""

    key: int
    field: str
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class SetHead:
    """Another text above the rows; ``fiscal_year`` as ``2023-24``, ``kind`` by its word."""

    field: str
    text: str
    was: str


@dataclass(frozen=True, slots=True)
class AddRow:
    """A row below the row ``after``, first of all for ``None``.

    A row whose key is 0 or less gets the next one that is free.
    """

    row: DraftRow
    after: int | None


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """A row with all beneath it goes, or as many rows from it on as ``count`` says."""

    key: int
    count: int | None = None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A row with all beneath it, or ``count`` rows from it on, goes below the row ``after``."""

    key: int
    after: int | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SetColumns:
    """Other columns are shown."""

    columns: tuple[str, ...]
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RenameColumn:
    """All cells of one field stand in another: what was no column's meaning becomes one.

    It is no correction of what stood there. No row may have anything in ``to`` yet.
    """

    field: str
    to: str


@dataclass(frozen=True, slots=True)
class SetNote:
    """A note of the reader is put aside, or stands again."""

    note: DraftNote
    stands: bool


Change: TypeAlias = (
    SetCell | SetHead | AddRow | RemoveRow | MoveRow | SetColumns | RenameColumn | SetNote
)


@dataclass(frozen=True, slots=True)
class FoundOtherwise:
    """What a change found otherwise than it says: ``now`` is ``None`` where the row is gone."""

    key: int | None
    field: str
    was: str
    now: str | None
