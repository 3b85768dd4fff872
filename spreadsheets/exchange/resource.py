"""A table goes in whole or not at all, and every mistake in it is shown at once.

django-import-export works row by row. Here all rows are read, then compared with what is
stored in a few queries, then written in a few more: 10,000 rows take a second, and a row may
refer to a later one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.encoding import force_str
from django.utils.translation import gettext as _
from import_export.resources import Resource
from import_export.results import Error, Result, RowResult

from spreadsheets.cells import CellKind, Column, UnreadableCell, plain
from spreadsheets.table import Table


@dataclass(frozen=True, slots=True)
class CellPreview:
    """A cell of the preview: what was stored, what will be; put into words when it is shown."""

    cell: CellKind
    stored: Any
    said: Any
    is_changed: bool

    @property
    def before(self) -> str:
        """What was stored, for the reader."""
        return "" if self.stored is None else self.cell.shown(self.stored)

    @property
    def after(self) -> str:
        """What will be stored, for the reader."""
        return "" if self.said is None else self.cell.shown(self.said)


@dataclass(slots=True)
class TableRow:
    """A row on its way in. ``values`` holds the readable cells of the file's columns."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    stored: Any = None
    is_new: bool = False
    changes: tuple[CellPreview, ...] = ()

    @property
    def import_type(self) -> str:
        """What becomes of the row, in the words of django-import-export."""
        if self.problems:
            return RowResult.IMPORT_TYPE_INVALID
        if self.is_new:
            return RowResult.IMPORT_TYPE_NEW
        if any(change.is_changed for change in self.changes):
            return RowResult.IMPORT_TYPE_UPDATE
        return RowResult.IMPORT_TYPE_SKIP

    def refuse(self, column: str, sentence: str) -> None:
        """Note what is wrong in a column, or in the row as a whole (column ``""``)."""
        self.problems.setdefault(column, []).append(sentence)


@dataclass(frozen=True, slots=True)
class Exported:
    """A table on its way out; its rows can be gone through once."""

    headers: Sequence[str]
    rows: Iterator[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self.rows


class TableRefused(Exception):
    """What is wrong with the table as a whole; the first argument is a sentence."""


class TableResource(Resource):
    """The way of a table in and out. Subclasses name their columns and three steps.

    ``match`` finds what is stored for the rows and notes what is wrong with them, ``compare``
    gives the stored value of a cell, ``store`` writes the rows that say something new.
    """

    fields: ClassVar[dict[str, Column]]

    class Meta:
        using_db = "default"
        use_transactions = True
        chunk_size = 2_000

    @classmethod
    def get_display_name(cls) -> str:
        return cls.__name__

    def match(self, rows: Sequence[TableRow]) -> None:
        """Set ``stored`` or ``is_new`` of every row; refuse what does not fit."""
        raise NotImplementedError

    def permit(self, rows: Sequence[TableRow], *, by: Any) -> None:
        """Refuse the rows that ``by`` may not change; they are compared with what is stored."""

    def stored_value(self, row: TableRow, column: str) -> Any:
        """What is stored where the row says something."""
        return self.fields[column].get_value(row.stored)

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        """Write the rows. Raises ``TableRefused`` if meanwhile that has become impossible."""
        raise NotImplementedError

    def import_data(self, dataset: Table, *args: Any, **kwargs: Any) -> Result:
        """All of the table or nothing; ``dry_run`` compares and writes nothing."""
        kwargs["rollback_on_validation_errors"] = True
        return super().import_data(dataset, *args, **kwargs)

    def import_data_inner(
        self, dataset: Table, dry_run: bool, *_args: object, **kwargs: Any
    ) -> Result:
        """Read, match, compare, and store if nothing is wrong."""
        result = self.get_result_class()()
        result.diff_headers = self.get_export_headers()
        result.total_rows = len(dataset)
        try:
            rows = self._read(dataset)
            self.match(rows)
            self._compare(rows)
            self.permit(rows, by=kwargs.get("user"))
            if not dry_run and not any(row.problems for row in rows):
                self.store([row for row in rows if _says_something(row)], by=kwargs.get("user"))
        except TableRefused as refusal:
            result.append_base_error(Error(refusal))
            return result
        self._report(result, rows)
        return result

    def export(
        self, queryset: QuerySet[Any] | None = None, *_args: object, **kwargs: Any
    ) -> Exported:
        """The rows for a file, read while it is written: they are never all in memory."""
        found = self.get_queryset() if queryset is None else queryset
        return Exported(
            headers=self.get_export_headers(),
            rows=self.rows_of(self.filter_export(found, **kwargs)),
        )

    def rows_of(self, queryset: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
        """The cells of each row, as the columns have them."""
        columns = [self.fields[name] for name in self.get_export_order()]
        for one in queryset.iterator(chunk_size=self._meta.chunk_size):
            yield tuple(column.export(one) for column in columns)

    def get_export_headers(self, selected_fields: object = None) -> list[str]:
        """The headings in the reader's language."""
        return [force_str(column.label) for column in self.fields.values()]

    def get_export_order(self) -> tuple[str, ...]:
        return tuple(self.fields)

    def guide(self) -> list[Column]:
        """The columns, for whoever prepares a file."""
        return list(self.fields.values())

    def _read(self, table: Table) -> list[TableRow]:
        names = self._names(table.headers)
        return [self._read_row(number, names, cells) for number, cells in table.lines]

    def _names(self, headers: Sequence[str]) -> list[str]:
        """The columns' names in the order of the file; refuses a file that lacks one."""
        known = {
            heading: name for name, column in self.fields.items() for heading in column.headings
        }
        names = [known.get(plain(header), "") for header in headers]
        unknown = [
            header.strip() or _("(no name)")
            for header, name in zip(headers, names, strict=True)
            if not name
        ]
        counts = Counter(filter(None, names))
        self._refuse_columns(_("There is no such column: %(columns)s."), unknown)
        self._refuse_columns(
            _("The column is there twice: %(columns)s."),
            [self._label(name) for name, count in counts.items() if count > 1],
        )
        self._refuse_columns(
            _("The column is missing: %(columns)s."),
            [
                self._label(name)
                for name, column in self.fields.items()
                if column.required and name not in counts
            ],
        )
        return names

    def _refuse_columns(self, sentence: str, columns: Sequence[str]) -> None:
        if columns:
            expected = _("The columns are: %(columns)s.") % {
                "columns": ", ".join(map(self._label, self.fields))
            }
            raise TableRefused(f"{sentence % {'columns': ', '.join(columns)}} {expected}")

    def _label(self, name: str) -> str:
        return force_str(self.fields[name].label)

    def _read_row(self, number: int, names: Sequence[str], cells: Sequence[str]) -> TableRow:
        row = TableRow(number)
        for index, name in enumerate(names):
            try:
                row.values[name] = self.fields[name].read(
                    cells[index] if index < len(cells) else ""
                )
            except UnreadableCell as error:
                row.refuse(name, str(error))
        if any(cell.strip() for cell in cells[len(names) :]):
            row.refuse("", _("There is text to the right of the last column."))
        return row

    def _compare(self, rows: Sequence[TableRow]) -> None:
        for row in rows:
            if row.problems:
                continue
            row.changes = tuple(self._change(row, name) for name in self.fields)

    def _change(self, row: TableRow, name: str) -> CellPreview:
        before = None if row.is_new else self.stored_value(row, name)
        after = row.values.get(name, before)
        return CellPreview(
            self.fields[name].widget,
            before,
            after,
            is_changed=not row.is_new and before != after,
        )

    def _report(self, result: Result, rows: Sequence[TableRow]) -> None:
        for row in rows:
            one = RowResult()
            one.import_type = row.import_type
            one.diff = row.changes
            result.increment_row_result_total(one)
            if row.problems:
                labelled = {
                    self._label(name) if name else NON_FIELD_ERRORS: sentences
                    for name, sentences in row.problems.items()
                }
                result.append_invalid_row(row.number, {}, ValidationError(labelled))
            elif row.import_type != RowResult.IMPORT_TYPE_SKIP:
                result.append_row_result(one)


def _says_something(row: TableRow) -> bool:
    return row.import_type != RowResult.IMPORT_TYPE_SKIP


def refuse_repeated(rows: Sequence[TableRow], *columns: str) -> None:
    """Refuse every row that says in ``columns`` what an earlier one says there."""
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        if not all(column in row.values for column in columns):
            continue
        first = seen.setdefault(tuple(row.values[column] for column in columns), row.number)
        if first != row.number:
            row.refuse(columns[-1], _("The same as in row %(row)s.") % {"row": first})
