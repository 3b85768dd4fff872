"""Selections are kept under a name, shared with the office's people, and forgotten; no record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q

from indicators.work.planning.models import LONGEST_NAME, LONGEST_QUERY, SavedSelection
from offices.models import User
from offices.selectors import access_of, postings_of

_NOT_KEPT: Final = frozenset({"page", "format", "ticked"})


def query_kept(query: str) -> str:
    """What of an address says the selection: neither its page nor that it becomes a file."""
    given = parse_qsl(query)
    return urlencode([(name, value) for name, value in given if name not in _NOT_KEPT])


def save_selection(*, name: str, query: str, by: User, is_shared: bool = False) -> None:
    """Keep the selection under a name, in place of the one that has it; shared with those who are
    posted where the person is. Raises ``ValueError`` without a name, and for what is too long to
    be kept.
    """
    name, kept = name.strip(), query_kept(query)
    if not name or len(name) > LONGEST_NAME or len(kept) > LONGEST_QUERY:
        raise ValueError(name)
    posted = postings_of(by) if is_shared else []
    SavedSelection.objects.update_or_create(
        person=by,
        name=name,
        defaults={"query": kept, "office": posted[0].office if posted else None},
    )


def forget_selection(pk: int, *, by: User) -> None:
    """Forget one of the person's own; another's is left as it is."""
    SavedSelection.objects.filter(pk=pk, person=by).delete()


def selections_of(user: User) -> Sequence[SavedSelection]:
    """The person's own by name, then those that colleagues of their offices share: one query."""
    known = SavedSelection.objects.filter(Q(person=user) | Q(office__in=access_of(user).posted))
    found = known.select_related("person", "office").order_by("name", "pk")
    return sorted(found, key=lambda one: one.person_id != user.pk)
