"""A sentence that is made before it is known who will read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in both languages; digits follow the language."""

    bn: str
    en: str

    def __getitem__(self, language: str) -> str:
        """The sentence in ``bn``, or in English for any other language."""
        return self.bn if language.startswith("bn") else self.en
