"""The writers of the office tree."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from offices.models import Office, User


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
    below = list(Office.objects.filter(path__startswith=before).exclude(pk=office.pk)) if before else []
    for one in below:
        one.path = after + one.path.removeprefix(before)
    office.path = after
    Office.objects.bulk_update([office, *below], ["path"])


def choose_language(*, user: User, language: str) -> None:
    """Keep the language that the user chose."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
