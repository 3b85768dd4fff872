"""The person behind a request."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from offices.models import User


def signed_in(request: HttpRequest) -> User:
    """The person of a request that has passed ``login_required``."""
    return cast("User", request.user)
