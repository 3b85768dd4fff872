"""The two languages, and which of them a code means."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["bn", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("bn", "en")
"""Bengali first: it is what who has not chosen reads."""

LANGUAGE_NAMES: Final[tuple[tuple[Language, str], ...]] = (("bn", "বাংলা"), ("en", "English"))
"""Each language named in itself, as choices and settings want them."""


def language_of(code: str | None) -> Language:
    """The language that ``code`` (``bn``, ``en-gb``, nothing) stands for.

    The only place that decides it: nothing is Bengali, every other code English.
    """
    return "bn" if not code or code.startswith("bn") else "en"
