"""Several lines of one indicator: targets under one another, or a line of targets and one of
achievements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeVar

from numerals import NIL, Figure
from plans.document.reader.columns import TEXT_COLUMNS, FormColumn, Matter
from plans.document.reader.named_lines import says_targets
from plans.document.reader.rows import FormRow
from plans.document.reader.text import joined
from plans.document.reader.values import Values
from plans.document.values import PartEntry, Reported, TierTargets

_Key = TypeVar("_Key")

_COUNTED: Final = frozenset(
    {FormColumn.SERIAL, FormColumn.ACTIVITY_CODE, FormColumn.INDICATOR_CODE, FormColumn.SECTION}
)
_NAMES: Final = (
    *TEXT_COLUMNS,
    FormColumn.UNIT,
    FormColumn.WEIGHT,
    FormColumn.OBJECTIVE_WEIGHT,
    FormColumn.METHOD,
)


def goes_on(row: FormRow) -> bool:
    """Whether the row has cells and none of them names what it is of."""
    said = {place for place, cell in row.cells.items() if cell}
    return bool(said - _COUNTED) and not said.intersection(_NAMES)


def parts_of(first: Values, lines: Sequence[Values]) -> tuple[PartEntry, ...]:
    """The targets that stand under one another; none where there is but one."""
    below = [line for line in lines if not line.says and _has_figures(line)]
    if not below:
        return ()
    return tuple(
        PartEntry(line.targets.t100, {**_months(line), **line.of(Matter.ACHIEVED)})
        for line in (first, *below)
    )


def together(first: Values, lines: Sequence[Values]) -> Values:
    """What all lines of one indicator say: by their names, else texts only."""
    whole = _line(first) if first.says else first
    for line in lines:
        if line.says:
            whole = _joined(whole, _line(line))
        whole = replace(
            whole,
            remarks=joined(whole.remarks, line.remarks),
            responsible=joined(whole.responsible, line.responsible),
            evidence=joined(whole.evidence, line.evidence),
        )
    return whole


def _line(values: Values) -> Values:
    """The figures of one named line under what its name says."""
    if not says_targets(values.says):
        return values
    given = {**_months(values), **values.of(Matter.ACHIEVED)}
    targets, reported = values.targets, values.reported
    if reported.cumulative is not None and not targets.defined:
        targets, reported = TierTargets(reported.cumulative), Reported()
    elif reported.cumulative in (targets.t100, _sum(given)):
        # The total of the targets; another one is the achievement's, merged over both lines.
        reported = Reported()
    return replace(
        values,
        targets=targets,
        achieved={},
        reported=reported,
        periods={
            **values.periods,
            Matter.ACHIEVED: {},
            Matter.TARGET: {**values.of(Matter.TARGET), **given},
        },
    )


def _joined(whole: Values, line: Values) -> Values:
    return replace(
        whole,
        targets=whole.targets if whole.targets.defined else line.targets,
        achieved={**line.achieved, **_given(whole.achieved)},
        reported=line.reported if line.reported != Reported() else whole.reported,
        periods={
            # A blank period stays one that the form has, unless the other line says its figure.
            matter: {**whole.of(matter), **line.of(matter), **_given(whole.of(matter))}
            for matter in Matter
        },
    )


def _given(figures: Mapping[_Key, Figure]) -> dict[_Key, Figure]:
    return {key: figure for key, figure in figures.items() if figure is not None}


def _sum(figures: Mapping[str, Figure]) -> Decimal:
    return sum((one for one in figures.values() if isinstance(one, Decimal)), Decimal(0))


def _has_figures(values: Values) -> bool:
    figures = (*values.achieved.values(), *values.of(Matter.ACHIEVED).values())
    return bool(values.targets.defined) or any(f is not None and f is not NIL for f in figures)


def _months(values: Values) -> dict[str, Figure]:
    return {str(month): figure for month, figure in values.achieved.items()}
