"""What stands in a cell of a plan: a number, a date, ``-``, or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Final, TypeAlias

Value: TypeAlias = Decimal | date
"""A target or a figure: a number (of whatever unit) or a date."""


class Nil(Enum):
    """``-`` in a cell: the office says that there is none, which is not "not reported"."""

    NIL = "-"


NIL: Final = Nil.NIL

Figure: TypeAlias = Value | Nil | None
"""What stands in an achievement cell: a value, ``-`` (none) or nothing (not reported)."""
