"""Which request a piece of work belongs to: one id in the answer, the log and the history.

Why it is carried aside instead of as a parameter: docs/decisions/history-of-our-own.md.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

LONGEST: Final = 48
"""Characters of an id; the history has no room for more."""

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request() -> str:
    """The id of the request that is being answered; empty outside of one."""
    return _current.get()


@contextmanager
def tracing(origin: str = "") -> Iterator[str]:
    """Give what happens inside an id of its own, such as ``9f2c64d01b7ae358``.

    ``origin`` stands before it, where it is no request of the web: ``import_form:9f2c…``.
    """
    fresh = secrets.token_hex(8)
    name = f"{origin[: LONGEST - len(fresh) - 1]}:{fresh}" if origin else fresh
    token = _current.set(name)
    try:
        yield name
    finally:
        _current.reset(token)
