"""What the ledger says of an office or a person."""

from __future__ import annotations

from django.db.models import QuerySet

from ledger.models import Change
from offices.models import Office, User


def lines_about(about: Office | User) -> QuerySet[Change]:
    return Change.objects.filter(**{"user" if isinstance(about, User) else "office": about})
