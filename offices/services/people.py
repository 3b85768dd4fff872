"""The writers of people."""

from __future__ import annotations

from offices.models import User


def choose_language(*, user: User, language: str) -> None:
    """Keep the language that the user chose."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
