"""Where a person is signed in, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.auth import HASH_SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from offices.accounts.models import Session
from offices.accounts.second_factor.policy import is_signed_in
from offices.accounts.sessions import SessionStore
from offices.models import User

# The first that stands in the browser's own description is meant: most name others as well.
_BROWSERS: Final = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "UCBrowser/": "UC Browser",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS: Final = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Macintosh": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class ActiveSignIn:
    """One place where a person is signed in.

    ``handle`` names it in forms and opens nothing; ``is_complete`` is false as long as the
    password was right and the code is still asked for.
    """

    key: str
    handle: str
    device: str
    address: str
    since: datetime | None
    seen_at: datetime
    is_here: bool
    is_complete: bool


def sign_ins_of(user: User, *, here: str | None) -> list[ActiveSignIn]:
    """Where the user is signed in: ``here`` (a session's key) first, then the last seen."""
    rows = Session.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-seen_at")
    found = [
        ActiveSignIn(
            key=row.session_key,
            handle=salted_hmac("offices.accounts.sign_ins", row.session_key).hexdigest()[:16],
            device=device_in_words(row.agent),
            address=row.address,
            since=row.signed_in_at,
            seen_at=row.seen_at,
            is_here=row.session_key == here,
            is_complete=is_signed_in(user, data),
        )
        for row in rows
        if _is_alive(data := SessionStore().decode(row.session_data), user)
    ]
    return sorted(found, key=lambda one: not one.is_here)


def device_in_words(agent: str) -> str:
    """The browser and the system that a ``User-Agent`` header names: “Firefox on Windows”."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown browser")


def _is_alive(data: dict[str, str], user: User) -> bool:
    """Whether the session was opened with the password of now: others open nothing."""
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
