"""Which column of the file is the month's: by its heading, else by the person's choice."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from indicators.returns.bringing.values import Choice, ChosenColumn
from numerals import Month, parse_whole
from plans.document.frequencies import Frequency
from plans.document.month.matching import KnownRow, matched
from plans.document.month.values import BroughtForm, FigureColumn
from plans.models import Indicator
from presentation.figures import digits
from presentation.figures import month as month_shown

MOST_FORMS = 8
_LONGEST_HEADING = 80


def known_rows(indicators: Sequence[Indicator]) -> list[KnownRow]:
    """The plan's rows as the matching takes them."""
    return [KnownRow(one.row, one.code or "", one.title) for one in indicators]


def likeliest(
    forms: Sequence[BroughtForm], indicators: Sequence[Indicator]
) -> tuple[BroughtForm, ...]:
    """The forms of a file that speak of the plan's rows, those that know most of them first."""
    known = known_rows(indicators)
    counted = [
        (sum(one.row is not None for one in matched(form.rows, known)), -at, form)
        for at, form in enumerate(forms)
    ]
    counted.sort(key=lambda one: one[:2], reverse=True)
    kept = [form for count, _at, form in counted if count] or [form for *_rest, form in counted]
    return tuple(kept[:MOST_FORMS])


def chosen_by(key: str, forms: Sequence[BroughtForm]) -> ChosenColumn | None:
    """The form and column that ``key`` names: ``0:this-month``."""
    number, _colon, column_key = key.partition(":")
    at = parse_whole(number, most_digits=1)
    if at is None or at >= len(forms):
        return None
    column = forms[at].column(column_key)
    return None if column is None else ChosenColumn(forms[at], column, key)


def chosen_for(
    month: Month, forms: Sequence[BroughtForm], indicators: Sequence[Indicator]
) -> ChosenColumn | None:
    """The one column that says that it is the month's, or the only one there is.

    Where all that the month asks for is reported by quarter, half-year or year, the column of the
    period that ends with it is the month's. ``None`` where the person has to choose.
    """
    sums = all(Frequency(one.frequency).months > 1 for one in indicators if one.is_asked(month))
    named = [
        ChosenColumn(form, column, f"{at}:{column.key}")
        for at, form in enumerate(forms)
        if (column := form.column_of(month, sums=sums)) is not None
    ]
    if len(named) == 1:
        return named[0]
    if named:
        return None
    every = [(at, form, column) for at, form in enumerate(forms) for column in form.columns]
    if len(every) != 1:
        return None
    at, form, column = every[0]
    untold = column.month is None and column.last is None and not column.is_total
    return ChosenColumn(form, column, f"{at}:{column.key}") if untold else None


def choices_of(forms: Sequence[BroughtForm], chosen: ChosenColumn | None) -> list[Choice]:
    """All columns of figures in the file, each under what it says of itself."""
    return [
        Choice(
            key,
            _label(form, column, several=len(forms) > 1),
            chosen is not None and key == chosen.key,
        )
        for at, form in enumerate(forms)
        for column in form.columns
        if (key := f"{at}:{column.key}")
    ]


def _label(form: BroughtForm, column: FigureColumn, *, several: bool) -> str:
    heading = digits(column.heading[-_LONGEST_HEADING:].strip())
    named = [heading] if heading else []
    if column.month is not None:
        named.append(month_shown(column.month))
    said = " · ".join(named) or _("column without a heading")
    where = form.name or form.title[:_LONGEST_HEADING]
    return f"{where}: {said}" if several and where else said
