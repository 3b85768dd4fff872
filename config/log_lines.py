"""One record, one line: what people type cannot forge an entry of the log."""

from __future__ import annotations

import logging
from typing import Final

from ledger.requests import current_request

_ESCAPES: Final = {
    code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code != 0x09
} | {0x0A: "\\n", 0x0D: "\\r", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# Marks that turn the reading direction make a line read as another.
_ESCAPES.update(
    {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
)


def one_line(text: str) -> str:
    r"""The text with every control character shown as an escape, ``\n`` as ``\\n``."""
    return text.translate(_ESCAPES)


class OneLineFormatter(logging.Formatter):
    """``2024-06-30 23:59:59 WARNING plans: text``; tracebacks are folded into the line.

    In a request its id stands before the name: ``… WARNING 9f2c64d01b7ae358 plans: text``.
    ``folds=False`` leaves tracebacks as they are, for reading them at one's desk.
    """

    def __init__(self, *, folds: bool = True) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(request_id)s%(name)s: %(message)s", "%Y-%m-%d %H:%M:%S"
        )
        self.folds = folds

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """The head of the entry and its message."""
        name = current_request()
        # ``request`` itself is what Django's own records carry.
        record.request_id = f"{name} " if name else ""
        return one_line(super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        """The whole entry."""
        entry = super().format(record)
        return one_line(entry) if self.folds else entry
