"""The writers of the office tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import transaction

from offices.models import Office

_IMPORTED_FIELDS: Final = (
    "level",
    "name_bn",
    "name_en",
    "short_bn",
    "short_en",
    "heading_bn",
    "heading_en",
)


@transaction.atomic
def create_office(*, parent: Office | None = None, **fields: Any) -> Office:
    """Add an office below ``parent`` and give it its path."""
    office = Office.objects.create(parent=parent, **fields)
    office.path = f"{parent.path if parent else '/'}{office.pk}/"
    office.save(update_fields=["path"])
    return office


@transaction.atomic
def place_office(office: Office) -> None:
    """Bring the paths of the office and of everything below it in line with its parent.

    Raises ``ValueError`` when the office would come to stand below itself.
    """
    parent = office.parent
    if parent and office.path and parent.path.startswith(office.path):
        raise ValueError(f"{office.code} cannot stand below {parent.code}, its own subordinate")
    before, after = office.path, f"{parent.path if parent else '/'}{office.pk}/"
    if before == after:
        return
    below = (
        list(Office.objects.filter(path__startswith=before).exclude(pk=office.pk)) if before else []
    )
    for one in below:
        one.path = after + one.path.removeprefix(before)
    office.path = after
    Office.objects.bulk_update([office, *below], ["path"])


@transaction.atomic
def store_offices(offices: Sequence[Office], *, parents: Mapping[str, str]) -> None:
    """Insert the offices or update them by code, and place them all, in a few queries.

    ``parents`` maps codes to the superior office's code, ``""`` for none; an office that it
    does not name stays where it is. Raises ``ValueError`` when one would stand below itself.
    """
    for office in offices:
        # The upsert goes by code, never by id.
        office.pk = None
        office._state.adding = True
    Office.objects.bulk_create(
        offices,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_IMPORTED_FIELDS,
        batch_size=500,
    )
    _place_all(parents)


def _place_all(parents: Mapping[str, str]) -> None:
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
    moved = []
    for code, superior in superiors.items():
        office = offices[code]
        before = office.path, office.parent_id
        office.path = _path(code, offices=offices, superiors=superiors, paths=paths)
        office.parent_id = offices[superior].pk if superior else None
        if before != (office.path, office.parent_id):
            moved.append(office)
    Office.objects.bulk_create(
        moved,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["parent", "path"],
        batch_size=500,
    )


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
