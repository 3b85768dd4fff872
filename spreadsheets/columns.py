"""The columns of a list's file: what stands above each and what it says, declared once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django_tables2 import Table

from spreadsheets.xlsx_writer import WrittenSheet

Row = TypeVar("Row")
_AT_ONCE: Final = 1000


@dataclass(frozen=True)  # without slots: FileColumn[Plan](…) notes its type on itself
class FileColumn(Generic[Row]):
    """A column: its heading, and what a cell of it says of a row: text, number, date or nothing."""

    heading: str | Promise
    value: Callable[[Row], object]


def sheet_of_list(title: str, table: Table, *, only: Collection[str]) -> WrittenSheet:
    """The columns ``only`` of a list's page as a sheet, in the order of the table.

    A column says in the file what the table's ``value_<name>(record)`` gives, else what it holds.
    Of stored rows a few are in memory at a time, however many there are.
    """
    columns = [
        one
        for one in table.columns.iterall()
        if one.name in only and not one.column.exclude_from_export
    ]
    readers = [
        getattr(table, f"value_{one.name}", None) or _held_by(one.accessor) for one in columns
    ]
    return WrittenSheet(
        title,
        [str(one.header) for one in columns],
        ([read(record) for read in readers] for record in _records(table)),
    )


def _records(table: Table) -> Iterator[Any]:
    rows = table.data.data
    return rows.iterator(chunk_size=_AT_ONCE) if isinstance(rows, QuerySet) else iter(rows)


def _held_by(accessor: Any) -> Callable[[object], object]:
    resolve: Callable[[object], object] = accessor.resolve
    return resolve


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
