"""The columns of a list's file: what stands above each and what it says, declared once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django_tables2 import Column, Table, TemplateColumn

from spreadsheets.xlsx_writer import WrittenSheet

Row = TypeVar("Row")
_AT_ONCE: Final = 1000


@dataclass(frozen=True)  # without slots: FileColumn[Plan](…) notes its type on itself
class FileColumn(Generic[Row]):
    """A column: its heading, and what a cell of it says of a row: text, number, date or nothing."""

    heading: str | Promise
    value: Callable[[Row], object]


class FiledColumn(Column):
    """A column of a list's page, with the ``files``: the columns by which a file says the same."""

    def __init__(
        self, *arguments: Any, files: Sequence[FileColumn[Any]] = (), **settings: Any
    ) -> None:
        super().__init__(*arguments, **settings)
        self.files = tuple(files)


class FiledTemplateColumn(FiledColumn, TemplateColumn):
    """One whose cells a template draws."""


def file_columns(table: type[Table]) -> list[FileColumn[Any]]:
    """The columns of a list's file, in the order of the page's columns that declare them."""
    return [
        file
        for column in table.base_columns.values()
        if isinstance(column, FiledColumn)
        for file in column.files
    ]


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
