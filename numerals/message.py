"""A sentence that is made before it is known who will read it."""

from __future__ import annotations

from dataclasses import dataclass

from numerals.language import language_of


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages; digits follow the language."""

    bn: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The sentence in the language (``numerals.language_of``)."""
        return self.bn if language_of(language) == "bn" else self.en
