"""The engine of sessions: Django's own in the database, with whose they are, and where.

Why the columns stand beside Django's: docs/decisions/second-factor.md.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final, cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import OperationalError
from django.db.models import DateTimeField
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from offices.accounts.models import Session
from offices.models import User
from offices.prepared import Given, Prepared

SEEN_EVERY: Final = timedelta(minutes=5)
"""How old the note of when a person was last seen may become."""

_OF_KEY: Final = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key"), expire_date__gt=Given("now", DateTimeField())
    ).select_related("user")
)
_SIGNED_IN_AT: Final = "_signed_in_at"


class SessionStore(DatabaseSessions):
    """One visitor's session; who signs in in it is written beside it whenever it is saved."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self._agent = self._address = ""
        self._seen_at: datetime | None = None
        self._person: User | None = None

    def proven_person(self) -> User | None:
        """Who signed in in it, as read with it: no query once it is read.

        Nobody where anything is other than when they signed in, such as their password; Django's
        ``get_user`` knows what to do then.
        """
        signed_in, person = self.get(SESSION_KEY), self._person
        if person is None or str(person.pk) != signed_in or not person.is_active:
            return None
        if self.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
            return None
        proof = person.get_session_auth_hash()
        return person if constant_time_compare(self.get(HASH_SESSION_KEY, ""), proof) else None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of the sessions."""
        return Session

    def comes_from(self, *, agent: str, address: str) -> None:
        """Say which browser at which address sends the request."""
        self._agent, self._address = agent[:300], address

    def touch(self) -> None:
        """Note that the person is still there, if the last such note is minutes old."""
        now = timezone.now()
        if self._seen_at and now - self._seen_at >= SEEN_EVERY:
            # Past the session's data, which another request may be changing. A database that
            # takes nothing now, as on a full disk, still has what there is to read.
            with suppress(OperationalError):
                Session.objects.filter(pk=self.session_key).update(seen_at=now)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to be stored."""
        user = data.get(SESSION_KEY)
        now = timezone.now()
        if user:
            # Kept in the data, which moves along when the key is changed.
            data.setdefault(_SIGNED_IN_AT, now.timestamp())
        row = cast("Session", super().create_model_instance(data))
        row.user_id = int(user) if user else None
        row.agent, row.address = self._agent, self._address
        row.signed_in_at = datetime.fromtimestamp(data[_SIGNED_IN_AT], UTC) if user else None
        row.seen_at = now
        return row

    def _get_session_from_db(self) -> Session | None:
        found = _OF_KEY.ask(key=self.session_key, now=timezone.now())
        row = found[0] if found else None
        if row is None:
            self._session_key = None
        if row and row.user_id and timezone.now() - row.seen_at > _most_idle():
            row.delete()
            row = None
        self._seen_at = row.seen_at if row else None
        self._person = row.user if row else None
        return row


def _most_idle() -> timedelta:
    """How old the note may be of one who is still there; it is minutes behind the person."""
    return timedelta(minutes=settings.IDLE_MINUTES) + SEEN_EVERY
