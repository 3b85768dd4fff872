"""What is decided of an amendment, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ledger.digests import digest_of
from plans.document.draft.amending import AmendedRow
from plans.document.draft.serial import row_as_json


@dataclass(frozen=True, slots=True)
class Decision:
    """What the superior side says of one row: agreed, or returned with a note."""

    is_agreed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that the amendment changes, with its reason, and the last word of the superior side."""

    row: AmendedRow
    reason: str = ""
    verdict: str = ""
    note: str = ""

    @property
    def key(self) -> int:
        """The key of the draft's row."""
        return self.row.key

    @property
    def code(self) -> str:
        """The row's code; nothing of the plan's head."""
        return self.row.row.said("code") if self.row.row else ""

    @property
    def title(self) -> str:
        """The row's title; nothing of the plan's head."""
        return self.row.row.said("title") if self.row.row else ""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row as a step keeps it; ``asks`` is the SHA-256 of what it was and what it is to be."""

    key: int
    came: str
    code: str
    title: str
    reason: str
    verdict: str
    note: str
    asks: str = ""


def kept_row(asked: AskedRow) -> KeptRow:
    """``asked`` as a step keeps it."""
    return KeptRow(
        key=asked.key,
        came=asked.row.came.value,
        code=asked.code,
        title=asked.title,
        reason=asked.reason,
        verdict=asked.verdict,
        note=asked.note,
        asks=digest_of(
            [row_as_json(row) if row else None for row in (asked.row.old, asked.row.new)]
        ),
    )


def row_data(kept: KeptRow) -> dict[str, Any]:
    """``kept`` as JSON takes it."""
    return asdict(kept)


def read_row(data: Mapping[str, Any]) -> KeptRow:
    """What ``row_data`` gave."""
    return KeptRow(**data)
