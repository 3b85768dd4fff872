"""Who of our people a provider speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from offices.models import User


class Unknown(Exception):
    """What the provider says names nobody here, or more than one."""


def person_of(claims: Mapping[str, Any], *, match: str) -> User:
    """The one person whom the claims name, be the account closed or not.

    By ``email``: the address that the provider has verified, in whatever case; by
    ``username``: ``preferred_username`` to the letter. Raises ``Unknown``.
    """
    found = _named(claims) if match == "username" else _addressed(claims)
    # Offices share addresses of email: one that several people have names none of them.
    if len(found) != 1:
        raise Unknown
    return found[0]


def _named(claims: Mapping[str, Any]) -> list[User]:
    name = claims.get("preferred_username")
    return list(User.objects.filter(username=name)) if isinstance(name, str) and name else []


def _addressed(claims: Mapping[str, Any]) -> list[User]:
    address = claims.get("email")
    is_verified = claims.get("email_verified") is True
    if not (is_verified and isinstance(address, str) and address):
        return []
    return list(User.objects.filter(email__iexact=address)[:2])
