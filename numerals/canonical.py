"""The one stored spelling of a value: ``0.5``, ``-12``, ``2021-02-15``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from numerals.values import NIL, Figure, Nil, Value

_DECIMAL: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def canonical(value: Value) -> str:
    """``value`` as a plain decimal without exponent or idle zeros, or as an ISO date.

    Raises ``ValueError`` for a number that is not finite.
    """
    if isinstance(value, date):
        return value.isoformat()
    if not value.is_finite():
        raise ValueError(f"{value} has no canonical spelling")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def canonical_figure(figure: Figure) -> str | None:
    """The spelling of an achievement cell: a value's, ``-`` for none, ``None`` for blank."""
    if figure is None:
        return None
    return str(figure.value) if isinstance(figure, Nil) else canonical(figure)


def from_canonical(text: str) -> Value:
    """The value that ``canonical`` spelt so. Raises ``ValueError`` for any other spelling."""
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    raise ValueError(f"{text!r} is neither a plain decimal nor an ISO date")


def figure_of(text: str | None) -> Figure:
    """The figure that ``canonical_figure`` spelt so. Raises ``ValueError`` for anything else."""
    if text is None:
        return None
    return NIL if text == NIL.value else from_canonical(text)
