"""Selections are kept under a name, and forgotten. Nobody else sees them; they are no record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode

from indicators.work.planning.models import LONGEST_NAME, LONGEST_QUERY, SavedSelection
from offices.models import User

_NOT_KEPT: Final = frozenset({"page", "format", "ticked"})


def query_kept(query: str) -> str:
    """What of an address says the selection: neither its page nor that it becomes a file."""
    given = parse_qsl(query)
    return urlencode([(name, value) for name, value in given if name not in _NOT_KEPT])


def save_selection(*, name: str, query: str, by: User) -> None:
    """Keep the selection under a name, in place of the one that has it. Raises ``ValueError``
    without a name, and for what is too long to be kept.
    """
    name, kept = name.strip(), query_kept(query)
    if not name or len(name) > LONGEST_NAME or len(kept) > LONGEST_QUERY:
        raise ValueError(name)
    SavedSelection.objects.update_or_create(person=by, name=name, defaults={"query": kept})


def forget_selection(pk: int, *, by: User) -> None:
    """Forget one of the person's own; another's is left as it is."""
    SavedSelection.objects.filter(pk=pk, person=by).delete()


def selections_of(user: User) -> Sequence[SavedSelection]:
    """The person's own, by name: one query."""
    return list(SavedSelection.objects.filter(person=user))
