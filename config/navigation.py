"""What the page head shows: the places that this person has business with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from indicators.selectors.returns import returns_to_review
from offices.models import User
from offices.selectors import access_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The person's access, where they are posted, and how many returns wait for review.

    All lazy, so that pages without the head (and errors) cost no query.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {
        "access": access_of(user),
        "review_count": lambda: returns_to_review(user).count(),
    }
