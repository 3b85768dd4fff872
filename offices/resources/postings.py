"""Postings in and out as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from numerals import day_after
from offices.models import Capacity, Office, Posting, Reach, Role, User
from offices.refusal import Refused
from offices.resources.people import UserName
from offices.services.importing import store_postings
from presentation.figures import day_in_digits
from spreadsheets.cells import ChoiceCell, Column, Day, OfficeCode
from spreadsheets.exchange.resource import TableRefused, TableResource, TableRow, refuse_repeated

_Assigned = tuple[str, str, str]
"""User name, office code and role."""

_KEY = ("username", "office", "role", "starts")


@dataclass(slots=True)
class _Known:
    """What is stored, in three queries: offices and their last days, people, postings."""

    closes: dict[str, date | None]
    people: set[str]
    postings: dict[tuple[str, str, str, date], Posting] = field(default_factory=dict)

    @classmethod
    def read(cls) -> _Known:
        known = cls(
            closes=dict(Office.objects.order_by().values_list("code", "active_to")),
            people=set(User.objects.order_by().values_list("username", flat=True)),
        )
        for one in Posting.objects.select_related("user", "office").order_by():
            known.postings[one.user.username, one.office.code, one.role, one.starts] = one
        return known


class PostingResource(TableResource):
    """One row per posting, known by person, office, role and first day.

    ``new_offices`` and ``new_people`` are those that other sheets of the same file bring.
    """

    username = Column("username", gettext_lazy("User name"), cell=UserName(), required=True)
    office = Column("office", gettext_lazy("Office"), cell=OfficeCode(), required=True)
    role = Column("role", gettext_lazy("role"), cell=ChoiceCell(Role.choices), required=True)
    reach = Column(
        "reach",
        gettext_lazy("reach"),
        cell=ChoiceCell(Reach.choices),
        guide=gettext_lazy("Of a reviewer: which offices' returns"),
    )
    capacity = Column(
        "capacity",
        gettext_lazy("as"),
        cell=ChoiceCell(one for one in Capacity.choices if one[0]),
        guide=gettext_lazy("Of a head who acts, or has it beside another charge; else blank"),
    )
    starts = Column("starts", gettext_lazy("from"), cell=Day(), required=True)
    ends = Column(
        "ends",
        gettext_lazy("until"),
        cell=Day(),
        guide=gettext_lazy("Day-month-year; blank if there is no end date"),
    )

    def __init__(
        self, *, new_offices: Collection[str] = (), new_people: Collection[str] = ()
    ) -> None:
        super().__init__()
        self.new_offices, self.new_people = frozenset(new_offices), frozenset(new_people)

    def filter_export(self, queryset: QuerySet[Posting], **_kwargs: Any) -> QuerySet[Posting]:
        return queryset.select_related("user", "office")

    def match(self, rows: Sequence[TableRow]) -> None:
        refuse_repeated(rows, *_KEY)
        known = _Known.read()
        for row in rows:
            row.stored = known.postings.get(_key(row))
            row.is_new = row.stored is None
            if row.is_new or "reach" in row.values:
                row.values["reach"] = row.values.get("reach") or Reach.SUBTREE
            if row.values.get("capacity") and row.values.get("role") not in ("", None, Role.HEAD):
                row.refuse(
                    "capacity", _("Only a head is posted as acting or beside another charge.")
                )
            self._refuse_unknown(row, known)
        _refuse_overlaps(rows, known)

    def stored_value(self, row: TableRow, column: str) -> Any:
        if column == "username":
            return row.stored.user.username
        return row.stored.office.code if column == "office" else getattr(row.stored, column)

    def store(self, rows: Sequence[TableRow], *, by: Any) -> None:
        try:
            store_postings([(row.stored, row.values) for row in rows], by=by)
        except Refused as refusal:
            raise TableRefused(str(refusal)) from refusal

    def _refuse_unknown(self, row: TableRow, known: _Known) -> None:
        username, office = row.values.get("username"), row.values.get("office")
        if username and username not in known.people and username not in self.new_people:
            row.refuse("username", _("There is no person “%(name)s”.") % {"name": username})
        if office and office not in known.closes and office not in self.new_offices:
            row.refuse("office", _("There is no office “%(code)s”.") % {"code": office})
        starts, ends = row.values.get("starts"), _ends(row)
        if starts and ends and ends < starts:
            row.refuse("ends", _("The posting cannot end before it begins."))
        closes = known.closes.get(office or "")
        if closes and (ends is None or ends > closes):
            row.refuse(
                "ends",
                _("%(office)s closes after %(day)s; a posting there ends by then.")
                % {"office": office, "day": day_in_digits(closes)},
            )


def _key(row: TableRow) -> Any:
    """What the row's posting is known by; a cell that could not be read is none."""
    return tuple(row.values.get(name) for name in _KEY)


def _ends(row: TableRow) -> date | None:
    """Until when, also where the file does not say."""
    ends: date | None = row.values.get("ends", row.stored.ends if row.stored else None)
    return ends


def _refuse_overlaps(rows: Sequence[TableRow], known: _Known) -> None:
    """Refuse what would let somebody hold one assignment twice at a time."""
    held: dict[_Assigned, list[tuple[date, date | None, TableRow | None]]] = defaultdict(list)
    said = {_key(row) for row in rows}
    for (username, office, role, starts), posting in known.postings.items():
        if (username, office, role, starts) not in said:
            held[username, office, role].append((starts, posting.ends, None))
    for row in rows:
        if not row.problems and all(name in row.values for name in _KEY):
            username, office, role, starts = (row.values[name] for name in _KEY)
            held[username, office, role].append((starts, _ends(row), row))
    for periods in held.values():
        _refuse_overlap_in(sorted(periods, key=lambda period: period[0]))


def _refuse_overlap_in(periods: Sequence[tuple[date, date | None, TableRow | None]]) -> None:
    for (starts, ends, row), (later, _ends, later_row) in pairwise(periods):
        if ends is None or day_after(ends) > later:
            until = day_in_digits(ends) if ends else "…"
            guilty = later_row or row
            if guilty is not None:
                guilty.refuse(
                    "starts",
                    _("The person already has this role, %(period)s.")
                    % {"period": f"{day_in_digits(starts)} – {until}"},
                )
