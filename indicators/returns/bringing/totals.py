"""What the file itself adds up in its column of totals, against the months that it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from indicators.returns.bringing.values import ChosenColumn, DifferentTotal
from indicators.returns.forms import read_achievement
from indicators.returns.row import ReturnRow
from indicators.returns.selectors.figures import PlanFigures
from numerals import Figure, FiscalYearSpan, Message, Month, Value, round_half_up
from plans.document.checks.figures import agrees, printed_decimals
from plans.document.methods import Method, WrongKind, achievement_to_date
from plans.document.month.matching import Match
from plans.document.month.values import BroughtForm, BroughtRow


def different_totals(
    chosen: ChosenColumn,
    matches: Sequence[Match],
    rows: Mapping[str, ReturnRow],
    after: PlanFigures,
    *,
    month: Month,
) -> Iterator[DifferentTotal]:
    """The rows whose total in the file is made neither of the year's months, with those that would
    be taken, nor of the file's own: offices add up either.
    """
    totals = [column.key for column in chosen.form.columns if column.is_total]
    if len(totals) != 1 or chosen.column.is_total:
        return
    for one in matches:
        if one.row is None:
            continue
        row = rows[one.row]
        said = _read(one.brought.texts.get(totals[0], ""), row, month.fiscal_year)
        figures = after.achieved(row.indicator.pk, until=month)
        made = _made(row, figures)
        if said is None or made is None or agrees(made, said):
            continue
        of_file = _made(row, _in_file(chosen.form, one.brought, row, month=month))
        if of_file is None or not agrees(of_file, said):
            yield DifferentTotal(row, row.shown(said), row.shown(_as_written(made, said)))


def _in_file(
    form: BroughtForm, brought: BroughtRow, row: ReturnRow, *, month: Month
) -> dict[Month, Figure]:
    return {
        column.month: _read(brought.texts.get(column.key, ""), row, month.fiscal_year)
        for column in form.columns
        if column.month is not None and column.month <= month
    }


def _read(text: str, row: ReturnRow, year: FiscalYearSpan) -> Value | None:
    """The number or day in a cell of the file; what is none, or cannot be read, says nothing."""
    read = read_achievement(text.strip(), row.indicator, year=year)
    return None if isinstance(read, Message) or not isinstance(read, Decimal | date) else read


def _made(row: ReturnRow, figures: Mapping[Month, Figure]) -> Value | None:
    method = row.indicator.method
    made = achievement_to_date(Method(method), figures.items()) if method else None
    return None if isinstance(made, WrongKind) else made


def _as_written(made: Value, said: Value) -> Value:
    if isinstance(made, Decimal) and isinstance(said, Decimal):
        return round_half_up(made, decimals=printed_decimals(said))
    return made
