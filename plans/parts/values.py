"""What is asked and answered about the parts of an agreement."""

from __future__ import annotations

from dataclasses import dataclass

from plans.document.parts.values import Content

LONGEST_TEXT = 60_000
"""Characters of a text, some twenty pages."""

LONGEST_CELL = 4_000
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part as it is stored, and who wrote it; version 0 where it never said anything."""

    content: Content
    version: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class PartEdit:
    """What a part is to say, and the version of it that the writer saw."""

    content: Content
    version: int
