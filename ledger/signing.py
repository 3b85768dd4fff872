"""The lines of the history are signed, one by one and all together, with the installation's key.

A line's signature says that the application wrote it, with this content. Seals are what chains
them: each vouches for all lines since the one before it, in their order, and for that seal.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from ledger.signatures import is_signed, signature

_OF_A_LINE: Final = "lokkho.history.line"
_OF_A_SEAL: Final = "lokkho.history.seal"
_NONCE: Final = 16
"""Digits before a line's signature that no two lines have in common."""

COLUMNS: Final = (
    "id",
    "subject",
    "plan_id",
    "monthly_return_id",
    "month",
    "indicator_id",
    "office_id",
    "user_id",
    "rule_id",
    "extension_id",
    "row",
    "field",
    "before",
    "after",
    "reason",
    "request",
    "by_id",
    "at",
    "digest",
    "signature",
)
"""All that is sealed of a line, in this order for ever."""

_AT: Final = COLUMNS.index("at")


class SignedLine(NamedTuple):
    """A line as plain values; ``at`` is ``None`` where the database is to say it."""

    id: int | None
    subject: str
    plan_id: int | None
    monthly_return_id: int | None
    month: str
    indicator_id: int | None
    office_id: int | None
    user_id: int | None
    rule_id: int | None
    extension_id: int | None
    row: str
    field: str
    before: str | None
    after: str | None
    reason: str
    request: str
    by_id: int | None
    at: datetime | None
    digest: str
    signature: str

    @property
    def _said(self) -> list[Any]:
        return [*self[1:_AT], self.digest]

    def signed(self) -> str:
        """A new signature of what it says, and of its moment where it has one of its own."""
        nonce = secrets.token_hex(_NONCE // 2)
        return nonce + signature(_OF_A_LINE, self._text(nonce, self.at))

    @property
    def is_of_now(self) -> bool:
        """Whether the application wrote it, and the database said when."""
        return self._is_signed(None)

    @property
    def is_of_its_moment(self) -> bool:
        """Whether the application wrote it, and told when it had been."""
        return self._is_signed(self.at)

    def _is_signed(self, at: datetime | None) -> bool:
        nonce, signed = self.signature[:_NONCE], self.signature[_NONCE:]
        return is_signed(_OF_A_LINE, self._text(nonce, at), signed)

    def _text(self, nonce: str, at: datetime | None) -> str:
        return _json([nonce, _moment(at), *self._said])

    @property
    def whole(self) -> bytes:
        """All of it as bytes, for a seal."""
        return _json([self.id, _moment(self.at), *self._said, self.signature]).encode()


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


def _json(values: list[Any]) -> str:
    return json.dumps(values, separators=(",", ":"))


class RunningDigest:
    """The SHA-256 of lines that are handed over one by one, and how many they were."""

    def __init__(self, lines: Iterable[SignedLine] = ()) -> None:
        self.lines = 0
        self.last: int | None = None
        self._hash = hashlib.sha256()
        for line in lines:
            self.add(line)

    def add(self, line: SignedLine) -> None:
        """Take the next line in."""
        self.lines += 1
        self.last = line.id
        self._hash.update(line.whole + b"\n")

    @property
    def text(self) -> str:
        """The digest of the lines so far."""
        return self._hash.hexdigest()


def seal_text(seal: Any, *, before: str) -> str:
    """What the signature of a seal is of; ``before`` is that of the seal before it."""
    return _json(
        [
            seal.number,
            seal.until,
            seal.lines,
            seal.digest,
            seal.takes_over,
            _moment(seal.at),
            before,
        ]
    )


def sign_seal(seal: Any, *, before: str) -> str:
    """The signature of a seal."""
    return signature(_OF_A_SEAL, seal_text(seal, before=before))


def is_sealed(seal: Any, *, before: str) -> bool:
    """Whether this installation made the seal, after the one with that signature."""
    return is_signed(_OF_A_SEAL, seal_text(seal, before=before), seal.signature)
