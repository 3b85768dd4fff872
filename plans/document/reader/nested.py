"""One column for objectives, activities and indicators: which of them a row is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from plans.document.reader.codes import split_code
from plans.document.reader.columns import (
    TEXT_COLUMNS,
    VALUE_COLUMNS,
    FormColumn,
    FormLayout,
    PeriodColumn,
    Place,
)

_OF_INDICATORS: Final = frozenset(VALUE_COLUMNS) - {FormColumn.WEIGHT}
_DEPTHS: Final = {
    1: FormColumn.OBJECTIVE,
    2: FormColumn.ACTIVITY,
    3: FormColumn.INDICATOR,
}


def told_apart(layout: FormLayout, cells: dict[Place, str]) -> dict[Place, str]:
    """The row's cells with the text of such a column under the level that it is of.

    A row with a unit or a figure is an indicator; of the others the code tells, else the weight,
    which activities do not have.
    """
    text = cells.get(FormColumn.NESTED, "")
    if not layout.nested or not text:
        return cells
    level = _level(layout, cells, text)
    told = {**cells, FormColumn.NESTED: "", level: text}
    if level is FormColumn.OBJECTIVE and FormColumn.OBJECTIVE_WEIGHT in layout.nested:
        told[FormColumn.OBJECTIVE_WEIGHT] = cells.get(FormColumn.WEIGHT, "")
        told[FormColumn.WEIGHT] = ""
    return told


def _level(layout: FormLayout, cells: Mapping[Place, str], text: str) -> FormColumn:
    levels = [one for one in TEXT_COLUMNS if one in layout.nested]
    if FormColumn.INDICATOR in levels and any(
        cell and (place in _OF_INDICATORS or isinstance(place, PeriodColumn))
        for place, cell in cells.items()
    ):
        return FormColumn.INDICATOR
    by_code = _DEPTHS.get(split_code(text, bare_depths=frozenset(_DEPTHS)).depth)
    if by_code in levels:
        return by_code
    above = [one for one in levels if one is not FormColumn.INDICATOR]
    weighed = bool(cells.get(FormColumn.WEIGHT) or cells.get(FormColumn.OBJECTIVE_WEIGHT))
    return above[0 if weighed else -1] if above else levels[-1]
