"""What a period's report said when it was submitted, kept as data and compared with today's.

Decimals and dates stand as canonical text; scores have the ten places of stored ones. A later
version of the rules, a corrected target or a figure of another period changes what is computed
now, never what was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indicators.models import Sheet, State
from indicators.scoring.model import PlanScore
from indicators.scoring.precision import WORKING
from indicators.selectors.figures import PlanFigures
from plans.calendar import Period
from plans.document.model import NIL, Figure, Month, Value
from plans.document.numerals import canonical, canonical_figure, from_canonical

_PLACES = Decimal("1e-10")


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """One indicator as reported: its figures of the period, achievement to date and score."""

    figures: Mapping[Month, Figure]
    achieved: Value | None
    raw: Decimal | None
    weighted: Decimal | None


@dataclass(frozen=True, slots=True)
class Reported:
    """A plan as reported at the end of a period, its indicators by row."""

    rules: str
    weighted: Decimal | None
    weight: Decimal
    normalised: Decimal | None
    lines: Mapping[str, ReportedLine]


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator that is scored otherwise now than when it was reported."""

    row: str
    reported: ReportedLine | None
    now: ReportedLine | None


def reported_of(figures: PlanFigures, period: Period, score: PlanScore) -> Reported:
    """What the report of ``period`` says, given the scores as of its last month."""
    lines = {
        one.key: ReportedLine(
            figures={
                month: figure
                for month in period.months
                if (figure := _figure(figures, month, one.key)) is not None
            },
            achieved=one.achieved,
            raw=_stored(one.raw),
            weighted=_stored(one.weighted),
        )
        for one in score.indicators
    }
    return Reported(
        rules=score.rules,
        weighted=_stored(score.weighted),
        weight=score.weight,
        normalised=_stored(score.normalised),
        lines=lines,
    )


def reported_data(reported: Reported) -> dict[str, Any]:
    """``reported`` as JSON takes it."""
    return {
        "rules": reported.rules,
        "weighted": _text(reported.weighted),
        "weight": canonical(reported.weight),
        "normalised": _text(reported.normalised),
        "lines": {
            row: {
                "figures": {str(month): canonical_figure(f) for month, f in line.figures.items()},
                "achieved": _text(line.achieved),
                "raw": _text(line.raw),
                "weighted": _text(line.weighted),
            }
            for row, line in reported.lines.items()
        },
    }


def reported_from_data(data: Mapping[str, Any]) -> Reported:
    """What ``reported_data`` gave. Raises ``KeyError`` or ``ValueError`` for anything else."""
    lines = {
        row: ReportedLine(
            figures={Month.parse(month): _read(text) for month, text in line["figures"].items()},
            achieved=None if line["achieved"] is None else from_canonical(line["achieved"]),
            raw=_decimal(line["raw"]),
            weighted=_decimal(line["weighted"]),
        )
        for row, line in data["lines"].items()
    }
    # What was kept at first has a sum of no scores as zero; it is never rewritten.
    is_scored = any(line.weighted is not None for line in lines.values())
    return Reported(
        rules=data["rules"],
        weighted=_decimal(data["weighted"]) if is_scored else None,
        weight=Decimal(data["weight"]),
        normalised=_decimal(data["normalised"]) if is_scored else None,
        lines=lines,
    )


def differences(reported: Reported, now: Reported) -> list[Difference]:
    """The indicators that differ, those of the plan as it is now first in its order."""
    rows = [*now.lines, *(row for row in reported.lines if row not in now.lines)]
    pairs = [Difference(row, reported.lines.get(row), now.lines.get(row)) for row in rows]
    return [one for one in pairs if one.reported != one.now]


def unready_months(figures: PlanFigures, period: Period) -> list[tuple[Month, Sheet | None]]:
    """The months of the period that are not accepted yet, with their returns if begun.

    A month before the plan's first return is not owed, nor is one that asks for nothing and
    that nobody handed in; but of a period without any return there is nothing to report.
    """
    if not any(month in figures.sheets for month in period.months):
        return [(month, None) for month in period.months]
    first = min(figures.sheets, default=period.first)
    return [
        (month, sheet)
        for month in period.months
        if month >= first
        and not _is_settled(sheet := figures.sheets.get(month), is_asked=_asks(figures, month))
    ]


def _is_settled(sheet: Sheet | None, *, is_asked: bool) -> bool:
    if sheet is None or sheet.office_state == State.OPEN:
        return not is_asked
    return sheet.state == State.ACCEPTED


def _asks(figures: PlanFigures, month: Month) -> bool:
    return any(indicator.is_asked(month) for indicator in figures.indicators)


def _figure(figures: PlanFigures, month: Month, row: str) -> Figure:
    cell = figures.cells_of(month).get(figures.ids[row])
    return cell.figure if cell else None


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_PLACES, context=WORKING)


def _text(value: Value | None) -> str | None:
    return None if value is None else canonical(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _read(text: str) -> Figure:
    return NIL if text == NIL.value else from_canonical(text)
