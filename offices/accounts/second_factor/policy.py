"""Who needs a second factor to sign in, and whether a session has passed it.

This is the one place that decides both. Why it is so: docs/decisions/second-factor.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from offices.models import Level, Posting, Role, User
from offices.selectors import postings_of

MARK: Final = "second_factor"
"""Where a session keeps which second factor opened it."""

BY_PROVIDER: Final = "provider"
"""The mark of a session whose second factor the provider of OpenID Connect asked for."""

HEAD_OFFICES: Final = (Level.MINISTRY, Level.DEPARTMENT)


def requires_second_factor(user: User) -> bool:
    """Whether the user may not sign in without one: administrators, planners, and reviewers
    posted at a head office, where the installation asks for it.
    """
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return user.is_superuser or any(_is_powerful(posting) for posting in postings_of(user))


def _is_powerful(posting: Posting) -> bool:
    if posting.role == Role.REVIEWER:
        return posting.office.level in HEAD_OFFICES
    return posting.role in (Role.ADMINISTRATOR, Role.PLANNER)


def is_signed_in(user: User, session: Mapping[str, Any] | SessionBase) -> bool:
    """Whether nothing is left to do after the password: no code, and no set-up.

    Asks the database nothing where the user has a second factor, and otherwise for no more
    than the postings of today, which the user keeps for the request.
    """
    if _is_left_to_provider() and session.get(MARK) == BY_PROVIDER:
        return True
    if user.second_factor_since:
        return bool(session.get(MARK) == mark_of(user))
    return not requires_second_factor(user)


def _is_left_to_provider() -> bool:
    return bool(settings.OIDC and settings.OIDC.second_factor == "provider")


def mark_of(user: User) -> str:
    """What a session opened with the user's second factor carries; another one, another mark."""
    return user.second_factor_since.isoformat() if user.second_factor_since else ""


def step_after_password(user: User) -> str:
    """The name of the page that asks for what is missing."""
    return "offices:code" if user.second_factor_since else "offices:second-factor"
