"""Rules of a year under which months are entered before agreement: not the product's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from plans.models import RuleSet

_ALLOWED: Final[Any] = RuleSet._meta.get_field("entry_before_agreed")


@contextmanager
def entered_before_agreed() -> Iterator[None]:
    """New rules made within allow it, as a year's rules may; by the product's own they do not."""
    before = _ALLOWED.default
    _set(True)
    try:
        yield
    finally:
        _set(before)


def _set(default: object) -> None:
    _ALLOWED.default = default
    _ALLOWED.__dict__.pop("_get_default", None)
