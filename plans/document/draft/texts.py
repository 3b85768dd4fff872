"""What the texts of a draft's cells name: columns, codes, words, kinds of plans."""

from __future__ import annotations

from typing import Final, TypeVar

from numerals import Message, says_none, to_latin_digits
from plans.document.bilingual import Word
from plans.document.defaults import Kind
from plans.document.draft.fields import field_of, period_of
from plans.document.draft.values import DraftPlan, DraftRow, RowLevel
from plans.document.reader.columns import TIER_COLUMNS, FormColumn, FormLayout, Place
from plans.document.reader.text import clean, comparable

_USUAL: Final = (
    FormColumn.METHOD,
    FormColumn.UNIT,
    FormColumn.WEIGHT,
    *TIER_COLUMNS,
    FormColumn.CUMULATIVE,
    FormColumn.RATE,
    FormColumn.REMARKS,
    FormColumn.RESPONSIBLE,
    FormColumn.EVIDENCE,
)
_Said = TypeVar("_Said", bound=Word)
_WORDED: Final = frozenset({FormColumn.UNIT})


class DraftLayout(FormLayout):
    """The columns of a draft's row; they have names and no numbers."""

    def place(self, column: Place, *, as_in: Place | None = None) -> Message:
        """The column's name."""
        return (as_in or column).value


def layout_of(draft: DraftPlan, row: DraftRow) -> FormLayout:
    """The columns that the cells of a row are read under."""
    named = (period_of(key) for key in (*draft.columns, *row.cells))
    periods = dict.fromkeys(place for place in named if place is not None)
    return DraftLayout(draft.form, (*_USUAL, *periods), prescribed=False)


def cells_of(row: DraftRow) -> dict[Place, str]:
    """The clean texts of a row by the columns that a form has for them."""
    cells: dict[Place, str] = {}
    for key, cell in row.cells.items():
        known = field_of(row.level, key)
        if known is not None and known.place is not None:
            text = clean(cell.text)
            blank = known.place in _WORDED and says_none(text)
            cells[known.place] = "" if blank else text
    return cells


def code_in(text: str) -> str | None:
    """The code that a cell says: Latin digits, without brackets and blanks."""
    code = "".join(to_latin_digits(clean(text)).split()).strip("[](){}।.:")
    return None if not code or says_none(code) else code


def word_in(text: str, words: type[_Said]) -> _Said | None:
    """The stored word that ``text`` names in either language, or by itself."""
    spelt = comparable(text)
    return next((one for one in words if spelt in (one.value, *map(comparable, _names(one)))), None)


def kind_named(text: str) -> Kind | None:
    """The kind of plan that ``text`` names, by its word or its name."""
    spelt = comparable(text)
    names = ((one, (one.value, one.label.bn, one.label.en)) for one in Kind)
    return next((one for one, said in names if spelt in map(comparable, said)), None)


def _names(word: Word) -> tuple[str, str]:
    return word.label.bn, word.label.en


FIELD_OF: Final[dict[Place, str]] = {
    known.place: known.key
    for key in (
        *("unit", "method", "weight", "t100", "t90", "t80", "t70", "t60"),
        *("evidence", "responsible", "remarks", "cumulative", "rate"),
    )
    if (known := field_of(RowLevel.INDICATOR, key)) is not None and known.place is not None
}
"""The fields of the usual columns of an indicator; those of times have their own names."""
