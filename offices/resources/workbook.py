"""Offices, people and postings of one workbook: all of it goes in, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result

from numerals import LANGUAGE_NAMES
from offices.models import Capacity, Level, Reach, Role, User
from offices.resources.offices import OfficeResource
from offices.resources.people import PersonResource
from offices.resources.postings import PostingResource
from spreadsheets.cells import Column, in_both_languages, plain
from spreadsheets.csv_text import read_csv
from spreadsheets.exchange.resource import TableResource
from spreadsheets.table import Table, UnreadableFile
from spreadsheets.xlsx_reader import read_sheets
from spreadsheets.xlsx_writer import WrittenSheet, write_sheets

# In the order in which they go in. A sheet is known by a column that no earlier one has.
_KINDS: Final[tuple[tuple[str, str | Promise, type[TableResource], str], ...]] = (
    ("offices", gettext_lazy("Offices"), OfficeResource, "code"),
    ("people", gettext_lazy("People"), PersonResource, "username"),
    ("postings", gettext_lazy("Postings"), PostingResource, "role"),
)
_VALUES_HEADING: Final = gettext_lazy("Column")
_MOST_SHEETS: Final = 6


@dataclass(frozen=True, slots=True)
class WorkbookPart:
    """One kind of rows of the file, and what became or would become of them."""

    kind: str
    title: str
    result: Result

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not self.result.has_errors() and not self.result.has_validation_errors()


def read_workbook(data: bytes) -> dict[str, Table]:
    """The tables of an XLSX or CSV file by kind. Raises ``UnreadableFile`` with the reason."""
    is_xlsx = data.startswith(b"PK\x03\x04")
    tables = read_sheets(data, most=_MOST_SHEETS) if is_xlsx else [read_csv(data)]
    found: dict[str, Table] = {}
    for table in tables:
        kind = _kind_of(table)
        if kind in found:
            raise UnreadableFile(_("Two sheets hold the same kind of rows. Join them in one."))
        if kind:
            found[kind] = table
    if not found:
        raise UnreadableFile(_("No sheet holds offices, people or postings."))
    return found


def examine(tables: dict[str, Table], *, by: User) -> list[WorkbookPart]:
    """What would become of the tables; nothing is stored."""
    return list(_run(tables, by=by, dry_run=True))


def store(tables: dict[str, Table], *, by: User) -> list[WorkbookPart]:
    """Store all tables in one transaction; nothing, if anything is wrong with any of them."""
    with transaction.atomic():
        parts = list(_run(tables, by=by, dry_run=False))
        if not all(part.is_sound for part in parts):
            transaction.set_rollback(True)
    return parts


def template() -> bytes:
    """An empty workbook with a sheet for each kind, and one of the values that columns take."""
    sheets = [
        WrittenSheet(str(title), resource().get_export_headers())
        for _kind, title, resource, _own in _KINDS
    ]
    headers = [str(_VALUES_HEADING), _("Value"), _("Meaning")]
    return write_sheets(
        [*sheets, WrittenSheet(_("Allowed values"), headers, list(_allowed_values()))]
    )


def _allowed_values() -> Iterator[tuple[str, str, str]]:
    choices: tuple[tuple[Any, Any], ...] = (
        (gettext_lazy("level"), Level.choices),
        (gettext_lazy("role"), Role.choices),
        (gettext_lazy("reach"), Reach.choices),
        (gettext_lazy("as"), [one for one in Capacity.choices if one[0]]),
        (gettext_lazy("language"), LANGUAGE_NAMES),
    )
    for label, values in choices:
        for value, meaning in values:
            yield str(label), str(value), str(meaning)


def _run(tables: dict[str, Table], *, by: User, dry_run: bool) -> Iterator[WorkbookPart]:
    brought = {
        "new_offices": _said(tables.get("offices"), OfficeResource.fields["code"]),
        "new_people": _said(tables.get("people"), PersonResource.fields["username"]),
    }
    for kind, title, resource, _own in _KINDS:
        if kind in tables:
            made = resource(**brought) if kind == "postings" else resource()
            part = WorkbookPart(kind, str(title), made.import_data(tables[kind], dry_run, user=by))
            # The others are still looked through, so that all that is wrong is told at once.
            dry_run = dry_run or not part.is_sound
            yield part


def _kind_of(table: Table) -> str:
    """The kind of rows that the headings speak of; nothing for the template's list of values.

    Raises ``UnreadableFile`` for others: a sheet that is passed over might be missed.
    """
    headings = {plain(header) for header in table.headers}
    for kind, _title, resource, own in reversed(_KINDS):
        if headings & resource.fields[own].headings:
            return kind
    if headings & in_both_languages(_VALUES_HEADING):
        return ""
    raise UnreadableFile(
        _("The sheet that starts with “%(heading)s” is not a sheet of offices, people or postings.")
        % {"heading": next(iter(table.headers), "")[:40]}
    )


def _said(table: Table | None, column: Column) -> set[str]:
    """What the table has in a column."""
    if table is None:
        return set()
    places = [
        place for place, header in enumerate(table.headers) if plain(header) in column.headings
    ]
    return {
        cells[place].strip()
        for _number, cells in table.lines
        for place in places[:1]
        if place < len(cells)
    }
