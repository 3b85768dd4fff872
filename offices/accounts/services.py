"""The writers of sign-ins: ending them."""

from __future__ import annotations

from offices.accounts.models import Session
from offices.models import User


def end_sessions(*, user: User, keep: str | None = None) -> int:
    """Sign the user out everywhere but in the session with the key ``keep``; how many ended."""
    ended, _by_model = Session.objects.filter(user=user).exclude(pk=keep or "").delete()
    return ended


def end_session(*, user: User, key: str) -> None:
    """Sign the user out in the session with that key, if it is one of theirs."""
    Session.objects.filter(user=user, pk=key).delete()


def change_password(*, user: User, password: str, keep: str | None = None) -> None:
    """Give the user a new password, and end every sign-in that the old one opened.

    The session with the key ``keep`` goes on.
    """
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user, keep=keep)


def choose_language(*, user: User, language: str) -> None:
    """Keep the language that the user chose."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
