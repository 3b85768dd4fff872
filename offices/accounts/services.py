"""The writers of sign-ins: ending them."""

from __future__ import annotations

from django.db import transaction

from ledger.services import record
from offices.accounts.account_mail import tell_person
from offices.accounts.models import Session
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event
from offices.models import User


def end_sessions(*, user: User, keep: str | None = None) -> int:
    """Sign the user out everywhere but in the session with the key ``keep``; how many ended."""
    ended, _by_model = Session.objects.filter(user=user).exclude(pk=keep or "").delete()
    return ended


def end_session(*, user: User, key: str) -> None:
    """Sign the user out in the session with that key, if it is one of theirs."""
    Session.objects.filter(user=user, pk=key).delete()


@transaction.atomic
def change_password(*, user: User, password: str, keep: str | None = None) -> None:
    """Give the user the new password that they chose, and end every sign-in of the old one.

    The session with the key ``keep`` goes on. The journal keeps it, and the user is told.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user, keep=keep)
    note_own(user, AccountEvent.NEW_PASSWORD)


def note_own(user: User, event: AccountEvent) -> None:
    """Keep in the journal what the user did to their own sign-in, and tell them by email."""
    record([user_event(user, event)], by=user)
    tell_person(user, event, by=user)


def choose_language(*, user: User, language: str) -> None:
    """Keep the language that the user chose."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
