"""The cells of plans in spreadsheets: numbers, dates, months, plans' addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from numerals import (
    NIL,
    canonical_figure,
    parse_month,
    parse_number,
    parse_whole,
    to_latin_digits,
)
from numerals import Unreadable as UnreadableValue
from plans.addresses import PlanAddress
from presentation.figures import digits, figure, month
from spreadsheets.cells import CellKind, UnreadableCell, read_but_expected, said

_MOST_DAYS: Final = 366
_PLAN_EXAMPLE: Final = _("a plan such as khulna/2023-24/apa")


class TargetCell(CellKind):
    """A target as text: which words may stand beside it depends on the indicator's unit."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        return value

    def shown(self, value: Any) -> str:
        return figure(value)


class FigureCell(CellKind):
    """An achievement as text: what may stand there depends on the indicator."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        return value

    def render(self, value: Any, obj: object = None, **_kwargs: object) -> Any:
        return canonical_figure(value) if value is NIL else value

    def shown(self, value: Any) -> str:
        return figure(value)


class WeightCell(CellKind):
    """A weight: zero or more, two decimals, or blank."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        return read_weight(value)

    def shown(self, value: Any) -> str:
        return figure(value)


def read_weight(text: str) -> Decimal | None:
    """The weight that ``text`` says, ``None`` for blank. Raises ``UnreadableCell``."""
    if not text.strip():
        return None
    read = parse_number(text)
    if isinstance(read, UnreadableValue):
        raise said(read)
    if not 0 <= read < 100_000 or read != round(read, 2):
        raise UnreadableCell(
            read_but_expected(text, _("a weight of zero or more with at most two decimals"))
        )
    return read


class DaysCell(CellKind):
    """A number of days, 1 to 366, or blank."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        if not value.strip():
            return None
        days = parse_whole(to_latin_digits(value.strip()), most_digits=3)
        if days is None or not 1 <= days <= _MOST_DAYS:
            raise UnreadableCell(read_but_expected(value, _("a whole number from 1 to 366")))
        return days

    def shown(self, value: Any) -> str:
        return "" if value is None else digits(str(value))


class MonthCell(CellKind):
    """A month, ``2024-06``, in the spellings that people use; or its first day, as which
    spreadsheet programs like to keep it.
    """

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        read = parse_month(value)
        if isinstance(read, UnreadableValue):
            raise said(read)
        return read

    def render(self, value: Any, obj: object = None, **_kwargs: object) -> Any:
        return str(value)

    def shown(self, value: Any) -> str:
        return month(value)


class PlanCell(CellKind):
    """The address of a plan; its year may be written out, in either digits."""

    def clean(self, value: str, row: object = None, **_kwargs: object) -> Any:
        try:
            return str(PlanAddress.parse(value))
        except ValueError:
            raise UnreadableCell(read_but_expected(value, _PLAN_EXAMPLE)) from None
