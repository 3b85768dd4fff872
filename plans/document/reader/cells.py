"""What one cell can hold, and so whether a row's cells stand under their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final

from numerals import Expects, Unreadable, parse_number, parse_target, says_none, words_beside
from plans.document.methods import Method
from plans.document.reader.codes import split_code
from plans.document.reader.columns import (
    MONTH_COLUMNS,
    TIER_COLUMNS,
    VALUE_COLUMNS,
    FormColumn,
    FormLayout,
)
from plans.document.reader.text import comparable, wording

_METHODS: Final = tuple((wording(method.rule.spelt), method) for method in Method)
_DATE_UNIT: Final = wording(r"(^|[\s(])(তারিখ|date)")
_NUMBER_UNIT: Final = wording(r"%|(^|[\s(])(সংখ্যা|টাকা|শতকরা|হার(\s|\)|$)|number|taka|percent)")
_REGULAR_UNIT: Final = wording(r"নিয়মিত")
_BRACKETED: Final = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_LONGEST_WORDS: Final = 24
_CACHED: Final = 8192


def method_of(text: str) -> Method | None:
    """The calculation method that ``text`` names, ``None`` for any other wording."""
    spelt = comparable(text)
    return next((method for pattern, method in _METHODS if pattern.fullmatch(spelt)), None)


def method_in_brackets(unit: str) -> Method | None:
    """The method that a unit names behind itself: ``সংখ্যা (লক্ষ) [ক্রমপুঞ্জিভূত]``."""
    named = (method_of(text) for text in _BRACKETED.findall(unit))
    return next((method for method in named if method is not None), None)


def expected_kind(*, unit: str, method: Method | None) -> Expects:
    """Whether an indicator's targets and figures are numbers or dates, as far as it says."""
    spelt = comparable(unit)
    if method is None and _DATE_UNIT.search(spelt) and _NUMBER_UNIT.search(spelt):
        return Expects.EITHER
    takes = method.rule.takes if method else Expects.EITHER
    if takes is Expects.DATE or _DATE_UNIT.search(spelt):
        return Expects.DATE
    if takes is Expects.NUMBER or _NUMBER_UNIT.search(spelt):
        return Expects.NUMBER
    return Expects.EITHER


def is_known_unit(text: str) -> bool:
    """Whether ``text`` begins as the usual units do."""
    spelt = comparable(text)
    usual = (_DATE_UNIT, _NUMBER_UNIT, _REGULAR_UNIT)
    return any(pattern.match(spelt) is not None for pattern in usual)


def is_unit(cell: str) -> bool:
    """Whether the cell can be a unit: no figure and none at its end, no code, no method.

    “Date” is both.
    """
    *_, last = cell.split() or [""]
    figure = any(isinstance(one, Decimal | date) for one in map(parse_target, (cell, last)))
    method = method_of(cell)
    is_method = method is not None and method.rule.takes is not Expects.DATE
    return not figure and not is_method and not _depth(cell)


def is_number(cell: str) -> bool:
    """Whether the cell holds a number, with or without ``%``."""
    return not isinstance(parse_number(cell), Unreadable)


def is_value(cell: str) -> bool:
    """Whether the cell holds what figures and targets are: a number, a date, ``-`` or nothing."""
    return not isinstance(parse_target(cell), Unreadable)


def has_values(layout: FormLayout, cells: Sequence[str]) -> bool:
    """Whether the row says more of an indicator than its name."""
    return any(layout.at(column, cells) for column in VALUE_COLUMNS)


def misfits(layout: FormLayout, cells: Sequence[str]) -> int:
    """How many cells cannot belong to the column that they stand under."""
    named = layout.by_column(cells)
    count = sum(not _fits(column, cell) for column, cell in named.items())
    count += sum(bool(cell) for cell in cells[layout.width :])
    count += bool(named[FormColumn.OBJECTIVE_WEIGHT]) and not named[FormColumn.OBJECTIVE]
    if any(named.get(column) for column in VALUE_COLUMNS):
        count += not named[FormColumn.UNIT]
        count += not named[FormColumn.WEIGHT]
    return count + underflows(layout, cells)


def overflows(layout: FormLayout, cells: Sequence[str]) -> bool:
    """Whether figures stand beyond the last column for them: the row slid to the right."""
    beyond = any(cells[layout.width :])
    return beyond or not _fits(FormColumn.REMARKS, layout.at(FormColumn.REMARKS, cells))


def underflows(layout: FormLayout, cells: Sequence[str]) -> bool:
    """Whether the rate stands under the cumulative achievement: the row slid to the left."""
    cumulative = layout.at(FormColumn.CUMULATIVE, cells)
    return cumulative.endswith("%") and not layout.at(FormColumn.RATE, cells)


@lru_cache(maxsize=_CACHED)
def _fits(column: FormColumn, cell: str) -> bool:
    if not cell:
        return True
    if column in (
        FormColumn.SERIAL,
        FormColumn.OBJECTIVE_WEIGHT,
        FormColumn.WEIGHT,
        FormColumn.RATE,
    ):
        return is_number(cell) or says_none(cell)
    if column in TIER_COLUMNS or column in MONTH_COLUMNS or column is FormColumn.CUMULATIVE:
        return is_value(cell) or _is_worded(cell)
    if column is FormColumn.METHOD:
        return method_of(cell) is not None
    if column is FormColumn.UNIT:
        return is_unit(cell)
    if column is FormColumn.REMARKS:
        return not is_number(cell)
    deepest = {FormColumn.OBJECTIVE: 1, FormColumn.ACTIVITY: 2}.get(column, 5)
    return not is_value(cell) and _depth(cell) <= deepest


def _is_worded(cell: str) -> bool:
    """Whether the cell is a figure with a word or two beside it: ``২.৫০ কোটি টাকা``."""
    words = words_beside(cell)
    return bool(words) and len(words) <= _LONGEST_WORDS and is_value(cell.removesuffix(words))


def _depth(cell: str) -> int:
    return split_code(cell).depth
