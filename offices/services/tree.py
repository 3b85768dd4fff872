"""The writers of the office tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from ledger.models import Change, ChangeSubject
from ledger.services import record
from offices.journal.recording import differences, office_came
from offices.models import OFFICE_DETAILS, Office, User
from offices.moving import moved as moving_follows
from offices.refusal import Refused
from offices.selectors import subtree
from offices.statistics import refresh_statistics

_BATCH: Final = 500


@transaction.atomic
def create_office(*, parent: Office | None = None, by: User | None = None, **fields: Any) -> Office:
    """Add an office below ``parent`` and give it its path."""
    office = Office.objects.create(parent=parent, **fields)
    office.path = f"{parent.path if parent else '/'}{office.pk}/"
    office.save(update_fields=["path"])
    record([office_came(office)], by=by)
    return office


@transaction.atomic
def move_office(office: Office, *, to: Office | None, by: User | None) -> None:
    """Put the office, with everything below it, below ``to`` (or at the top).

    Raises ``Refused`` when it would come to stand below itself.
    """
    _lock_the_tree()
    office.refresh_from_db(fields=["parent", "path"])
    if to is not None:
        to.refresh_from_db(fields=["parent", "path"])
        if office.path and to.path.startswith(office.path):
            raise Refused(_("“%(code)s” would be below itself.") % {"code": office.code})
    before = _code(office.parent)
    after = f"{to.path if to else '/'}{office.pk}/"
    # One that was never placed has nothing below it.
    moving = subtree(office) if office.path else Office.objects.filter(pk=office.pk)
    moving.update(path=Concat(Value(after), Substr("path", len(office.path) + 1)))
    Office.objects.filter(pk=office.pk).update(parent=to)
    office.parent, office.path = to, after
    if before != _code(to):
        moved = Change(
            subject=ChangeSubject.OFFICE,
            office=office,
            field="parent",
            before=before,
            after=_code(to),
        )
        record([moved], by=by)
        moving_follows(list(subtree(office).values_list("code", flat=True)))


def _lock_the_tree() -> None:
    """Let one mover wait for another: two moves together could close a circle."""
    list(Office.objects.filter(parent=None).order_by("pk").select_for_update(no_key=True))


def _code(office: Office | None) -> str | None:
    return office.code if office else None


@transaction.atomic
def store_offices(
    offices: Sequence[tuple[Office | None, Office]],
    *,
    parents: Mapping[str, str],
    by: User | None = None,
) -> None:
    """Insert the offices or update them by code, and place them all, in a few queries.

    The first of a pair is how the office was stored, if it was. ``parents`` maps codes to the
    superior office's code, ``""`` for none; an office that it does not name stays where it is.
    Raises ``ValueError`` when one would stand below itself.
    """
    entries = [
        entry
        for stored, office in offices
        if stored
        for entry in differences(stored, office, fields=OFFICE_DETAILS)
    ]
    for _stored, office in offices:
        # The upsert goes by code, never by id.
        office.pk = None
        office._state.adding = True
    Office.objects.bulk_create(
        [office for _stored, office in offices],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=OFFICE_DETAILS,
        batch_size=_BATCH,
    )
    refresh_statistics(Office)
    moved, placed = _place_all(parents)
    new = {office.code for stored, office in offices if stored is None}
    known = Office.objects.select_related("parent")
    came = known.in_bulk(new, field_name="code").values() if new else ()
    record([*map(office_came, came), *entries, *moved], by=by)
    moving_follows(placed)


def _place_all(parents: Mapping[str, str]) -> tuple[list[Change], list[str]]:
    """Place all offices; gives what the journal is told of those that came from elsewhere, and the
    codes of all that have another way up than they had.
    """
    offices = {office.code: office for office in Office.objects.order_by()}
    codes = {office.pk: office.code for office in offices.values()}
    superiors = {
        code: parents.get(code, codes[office.parent_id] if office.parent_id else "")
        for code, office in offices.items()
    }
    circle = codes_in_a_circle(superiors)
    if circle:
        raise ValueError(f"{', '.join(sorted(circle))} would stand below themselves")
    paths: dict[str, str] = {"": "/"}
    moved, entries, elsewhere = [], [], []
    for code, superior in superiors.items():
        office = offices[code]
        came_from = codes.get(office.parent_id or 0)
        if office.path and came_from != (superior or None):
            entries.append(
                Change(
                    subject=ChangeSubject.OFFICE,
                    office=office,
                    field="parent",
                    before=came_from,
                    after=superior or None,
                )
            )
        before = office.path, office.parent_id
        had = office.path
        office.path = _path(code, offices=offices, superiors=superiors, paths=paths)
        office.parent_id = offices[superior].pk if superior else None
        if before != (office.path, office.parent_id):
            moved.append(office)
            if had and had != office.path:
                elsewhere.append(code)
    Office.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["parent", "path"],
        batch_size=_BATCH,
    )
    return entries, elsewhere


def _path(
    code: str,
    *,
    offices: Mapping[str, Office],
    superiors: Mapping[str, str],
    paths: dict[str, str],
) -> str:
    """The office's path; those of its superiors are worked out on the way."""
    chain = []
    while code not in paths:
        chain.append(code)
        code = superiors[code]
    for one in reversed(chain):
        paths[one] = f"{paths[code]}{offices[one].pk}/"
        code = one
    return paths[code]


def codes_in_a_circle(superiors: Mapping[str, str]) -> set[str]:
    """The codes whose way up never ends; ``""`` is the top, so is a code without an entry."""
    sound: set[str] = {""}
    circling: set[str] = set()
    for start in superiors:
        chain: list[str] = []
        visited: set[str] = set()
        code = start
        while code in superiors and not (code in sound or code in circling or code in visited):
            chain.append(code)
            visited.add(code)
            code = superiors[code]
        (circling if code in visited or code in circling else sound).update(chain)
    return circling
