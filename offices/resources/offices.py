"""Offices in and out as a table."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offices.models import Level, Office
from offices.services.tree import codes_in_a_circle, store_offices
from spreadsheets.cells import ChoiceCell, Column, Day, OfficeCode, Text
from spreadsheets.exchange.resource import TableRefused, TableResource, TableRow, refuse_repeated

_NEEDED = ("level", "name_bn", "name_en")


class OfficeResource(TableResource):
    """One row per office, known by its code; a superior office may stand further down."""

    code = Column(
        "code",
        gettext_lazy("code"),
        cell=OfficeCode(longest=50),
        required=True,
        guide=gettext_lazy(
            "Lower-case, such as khulna; if the code is already used, that office is changed"
        ),
    )
    level = Column(
        "level",
        gettext_lazy("level"),
        cell=ChoiceCell(Level.choices),
        filled=True,
    )
    parent = Column(
        "parent",
        gettext_lazy("superior office"),
        cell=OfficeCode(longest=50),
        attribute="parent__code",
        guide=gettext_lazy("Its code; blank at the top"),
    )
    name_bn = Column(
        "name_bn", gettext_lazy("name in Bengali"), cell=Text(longest=200), filled=True
    )
    name_en = Column(
        "name_en", gettext_lazy("name in English"), cell=Text(longest=200), filled=True
    )
    short_bn = Column("short_bn", gettext_lazy("short name in Bengali"), cell=Text(longest=80))
    short_en = Column("short_en", gettext_lazy("short name in English"), cell=Text(longest=80))
    heading_bn = Column(
        "heading_bn", gettext_lazy("heading of printed forms"), cell=Text(lines=True)
    )
    heading_en = Column(
        "heading_en", gettext_lazy("heading of printed forms in English"), cell=Text(lines=True)
    )
    address_bn = Column("address_bn", gettext_lazy("address in Bengali"), cell=Text(lines=True))
    address_en = Column("address_en", gettext_lazy("address in English"), cell=Text(lines=True))
    active_from = Column("active_from", gettext_lazy("active from"), cell=Day())

    def filter_export(self, queryset: QuerySet[Office], **_kwargs: Any) -> QuerySet[Office]:
        return queryset.select_related("parent")

    def match(self, rows: Sequence[TableRow]) -> None:
        refuse_repeated(rows, "code")
        offices = {office.code: office for office in Office.objects.select_related("parent")}
        for row in rows:
            row.stored = offices.get(row.values.get("code", ""))
            row.is_new = row.stored is None
            if row.is_new:
                self._refuse_incomplete(row)
        self._refuse_misplaced(rows, offices)

    def stored_value(self, row: TableRow, column: str) -> Any:
        value = super().stored_value(row, column)
        return "" if value is None and column == "parent" else value

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        parents = {
            row.values["code"]: row.values["parent"] for row in rows if "parent" in row.values
        }
        try:
            store_offices([(row.stored, _office(row)) for row in rows], parents=parents, by=by)
        except ValueError as error:
            raise TableRefused(
                _("Someone else has moved offices. Choose the file again.")
            ) from error

    def _refuse_incomplete(self, row: TableRow) -> None:
        for name in _NEEDED:
            if name not in row.values and name not in row.problems:
                row.refuse(name, _("A new office needs it."))

    def _refuse_misplaced(self, rows: Sequence[TableRow], offices: dict[str, Office]) -> None:
        superiors = {
            code: office.parent.code if office.parent else "" for code, office in offices.items()
        }
        superiors |= {row.values["code"]: "" for row in rows if row.is_new and "code" in row.values}
        for row in rows:
            parent = row.values.get("parent")
            if parent and parent not in superiors:
                row.refuse("parent", _("There is no office “%(code)s”.") % {"code": parent})
        superiors |= {
            row.values["code"]: row.values["parent"]
            for row in rows
            if "code" in row.values and "parent" in row.values
        }
        circle = codes_in_a_circle(superiors)
        for row in rows:
            if row.values.get("parent") and row.values.get("code") in circle:
                row.refuse(
                    "parent",
                    _("“%(code)s” would be below itself.") % {"code": row.values["code"]},
                )


def _office(row: TableRow) -> Office:
    """The office as it will be; columns that the file lacks stay as they are."""
    office: Office = copy(row.stored) if row.stored else Office()
    for name, value in row.values.items():
        if name != "parent":
            setattr(office, name, value)
    return office
