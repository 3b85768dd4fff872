"""The cells of one indicator → its values, and what in them could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from plans.document.model import (
    Figure,
    Message,
    Method,
    Month,
    Problem,
    Reported,
    TierTargets,
    Value,
)
from plans.document.numerals import (
    Expects,
    Unreadable,
    parse_figure,
    parse_number,
    parse_target,
    says_none,
    words_beside,
)
from plans.document.reader.cells import expected_kind, method_of
from plans.document.reader.columns import MONTH_COLUMNS, TIER_COLUMNS, Column, Layout
from plans.document.reader.findings import unreadable_cell, words_left_out

_Parsed = TypeVar("_Parsed")

_METHODS: Final = Message(
    bn="সমষ্টি, গড়, ক্রমপুঞ্জিভূত বা তারিখ",
    en="one of সমষ্টি (sum), গড় (average), ক্রমপুঞ্জিভূত (cumulative), তারিখ (date)",
)


@dataclass(frozen=True, slots=True)
class Values:
    """All that an indicator's row says besides its place and its name."""

    unit: str = ""
    weight: Decimal | None = None
    method: Method | None = None
    targets: TierTargets = field(default_factory=TierTargets)
    achieved: Mapping[Month, Figure] = field(default_factory=dict)
    reported: Reported = field(default_factory=Reported)
    remarks: str = ""


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one row; what cannot be read becomes ``None`` and a problem.

    ``unread`` are the columns of such cells.
    """

    layout: Layout
    cells: Mapping[Column, str]
    row: str
    problems: list[Problem] = field(default_factory=list)
    unread: set[Column] = field(default_factory=set)

    def number(self, column: Column) -> Decimal | None:
        """A number; blank and ``-`` are none."""
        return self._parsed(column, _number_or_none)

    def values(self, months: Sequence[Month]) -> Values:
        """The indicator's values; ``months`` are those of the month columns, in their order."""
        unit = self._text(Column.UNIT)
        method = self._method(unit)
        kind = expected_kind(unit=unit, method=method)
        return Values(
            unit=unit,
            weight=self.number(Column.WEIGHT),
            method=method,
            targets=TierTargets(*(self._target(column, kind, unit) for column in TIER_COLUMNS)),
            achieved={
                month: self._parsed(
                    column, lambda text: parse_figure(text, expects=kind, unit=unit)
                )
                for month, column in zip(months, MONTH_COLUMNS, strict=False)
            },
            reported=Reported(
                self._target(Column.CUMULATIVE, kind, unit), self.number(Column.RATE)
            ),
            remarks=self._text(Column.REMARKS),
        )

    def _text(self, column: Column) -> str:
        return self.cells.get(column, "")

    def _target(self, column: Column, kind: Expects, unit: str) -> Value | None:
        return self._parsed(column, lambda text: parse_target(text, expects=kind, unit=unit))

    def _method(self, unit: str) -> Method | None:
        text = self._text(Column.METHOD)
        if not text or says_none(text):
            is_date = expected_kind(unit=unit, method=None) is Expects.DATE
            return Method.DATE if is_date else None
        method = method_of(text)
        return self._checked(Column.METHOD, method or Unreadable(text, _METHODS))

    def _parsed(
        self, column: Column, parse: Callable[[str], _Parsed | Unreadable]
    ) -> _Parsed | None:
        text = self._text(column)
        value = self._checked(column, parse(text))
        if isinstance(value, Decimal) and words_beside(text):
            place = self.layout.place(column)
            self.problems.append(words_left_out(self.row, place=place, read=text, value=value))
        return value

    def _checked(self, column: Column, value: _Parsed | Unreadable) -> _Parsed | None:
        if not isinstance(value, Unreadable):
            return value
        self.unread.add(column)
        place = self.layout.place(column)
        self.problems.append(unreadable_cell(self.row, place=place, cell=value))
        return None


def _number_or_none(text: str) -> Decimal | Unreadable | None:
    return None if not text or says_none(text) else parse_number(text)
