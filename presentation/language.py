"""The language of whoever reads what is being written."""

from __future__ import annotations

from django.utils.translation import get_language

from numerals import Language, language_of


def reader_language() -> Language:
    """The language of the page, mail or file that is being made."""
    return language_of(get_language())


def in_language(bn: str, en: str) -> str:
    """The name in the reader's language, or the other one where that is missing."""
    return (bn or en) if reader_language() == "bn" else (en or bn)
