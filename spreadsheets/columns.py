"""The columns of a list's file: what stands above each and what it says, declared in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

from spreadsheets.xlsx_writer import WrittenSheet

Row = TypeVar("Row")


@dataclass(frozen=True)  # without slots: FileColumn[Plan](…) notes its type on itself
class FileColumn(Generic[Row]):
    """A column: its heading, and what a cell of it says of a row: text, number, date or nothing."""

    heading: str | Promise
    value: Callable[[Row], object]


def sheet_of(
    title: str, columns: Sequence[FileColumn[Row]], rows: Iterable[Row], *, kept: int = 0
) -> WrittenSheet:
    """The rows as a sheet on its way out, in the reader's language; ``kept`` as there."""
    return WrittenSheet(
        title,
        [str(column.heading) for column in columns],
        ([column.value(row) for column in columns] for row in rows),
        kept,
    )
