"""The person behind a request."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from offices.models import User


def signed_in(request: HttpRequest) -> User:
    """The person of a request that has passed ``login_required``."""
    return cast("User", request.user)


class HalfSignedIn(AnonymousUser):
    """A visitor who has given the password of ``person``, and no more yet."""

    def __init__(self, person: User) -> None:
        super().__init__()
        self.person = person


def hold_back(request: HttpRequest, user: User) -> None:
    """Treat the request as a visitor's: its person has given the password and no more yet."""
    request.user = HalfSignedIn(user)


def half_signed_in(request: HttpRequest) -> User | None:
    """The person whose password was right and of whom more is asked; nobody else."""
    return request.user.person if isinstance(request.user, HalfSignedIn) else None


def known_person(request: HttpRequest) -> User | None:
    """Who is signed in, wholly or half; a visitor is nobody."""
    return request.user if isinstance(request.user, User) else half_signed_in(request)
