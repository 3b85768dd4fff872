"""A month's return as a workbook to be filled in on the desk and brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from indicators.returns.forms import REMARKS_LIMIT
from indicators.returns.page import ReturnPage
from indicators.returns.row import ReturnRow
from numerals import NIL, Figure, Month, Value
from plans.document.month import template
from plans.document.values import TIERS
from presentation.figures import digits
from presentation.figures import month as month_shown
from spreadsheets.locked_forms import CellStyle, FormCell, FormSheet, Takes

_WIDTHS: Final = {"code": 9.0, "title": 44.0, "unit": 18.0, "remarks": 36.0}
_NARROW: Final = 11.0
_HEAD_ROWS: Final = 6
_KEPT_COLUMNS: Final = 4


def sheet_of(page: ReturnPage, *, is_open: bool) -> FormSheet:
    """The month's sheet; ``is_open`` is whether the person may fill it in."""
    months = _months(page)
    keys = _keys(months)
    return FormSheet(
        title=f"{page.plan.office.short_name} {page.month}",
        rows=[*_head(page, keys, months, is_open=is_open), *_body(page, months, is_open=is_open)],
        widths=[_WIDTHS.get(key, _NARROW) for key in keys],
        hidden_rows=frozenset({0, 1}),
        hidden_columns=frozenset({0, 1}),
        kept_rows=_HEAD_ROWS,
        kept_columns=_KEPT_COLUMNS,
    )


def _months(page: ReturnPage) -> list[Month]:
    """The earlier months of which anything was written, and the month itself."""
    earlier = [
        one for one in page.plan.span.months if one < page.month and page.figures.cells_of(one)
    ]
    return [*earlier, page.month]


def _keys(months: Sequence[Month]) -> list[str]:
    targets = [f"target:{tier}" for tier in TIERS]
    figures = [f"{template.FIGURE}{month}" for month in months]
    named = (template.ROW, template.BASE, template.CODE, template.TITLE, template.UNIT)
    return [*named, "weight", *targets, *figures, template.REMARKS]


def _head(
    page: ReturnPage, keys: Sequence[str], months: Sequence[Month], *, is_open: bool
) -> Iterator[list[FormCell]]:
    """What the sheet is of, for the machine and then for people; and the headings."""
    plan, version = page.plan, page.monthly_return.version
    marks = (template.MARK, plan.address, str(plan.pk), str(page.month), str(version))
    yield [FormCell(one, CellStyle.HIDDEN) for one in marks]
    yield [FormCell(one, CellStyle.HIDDEN) for one in keys]
    unseen = [FormCell(None, CellStyle.HIDDEN)] * 2
    title = _("%(month)s: monthly achievement") % {"month": month_shown(page.month)}
    yield [*unseen, FormCell(title, CellStyle.TITLE)]
    kind = f"{plan.get_kind_display()} {digits(plan.span)}"
    yield [*unseen, FormCell(f"{plan.office.name} · {kind}", CellStyle.NOTE)]
    how = (
        _(
            "Fill in the framed cells only: a number or a date, - for none, blank for not "
            "reported. Then bring the file back on the month's page."
        )
        if is_open
        else _("To read only: these figures are entered by the office itself.")
    )
    yield [*unseen, FormCell(how, CellStyle.NOTE)]
    tiers = [f"{digits(tier)}%" for tier in TIERS]
    words = [
        _("Code"),
        _("Performance indicator"),
        _("Unit"),
        _("Weight"),
        *tiers,
        *map(month_shown, months),
        _("Remarks"),
    ]
    yield [*unseen, *(FormCell(one, CellStyle.HEADING) for one in words)]


def _body(page: ReturnPage, months: Sequence[Month], *, is_open: bool) -> Iterator[list[FormCell]]:
    unseen = [FormCell(None, CellStyle.HIDDEN)] * 2
    across = len(_keys(months)) - len(unseen)
    for objective in page.objectives:
        one = objective.objective
        code = f"[{digits(one.code)}] " if one.code else ""
        yield [*unseen, FormCell(f"{code}{one.title}", CellStyle.BAND, across=across)]
        for row in objective.rows:
            yield list(_cells(page, row, months, is_open=is_open and row.is_asked))


def _cells(
    page: ReturnPage, row: ReturnRow, months: Sequence[Month], *, is_open: bool
) -> Iterator[FormCell]:
    indicator = row.indicator
    yield FormCell(indicator.row, CellStyle.HIDDEN)
    yield FormCell(str(row.version), CellStyle.HIDDEN)
    yield FormCell(row.code)
    yield FormCell(indicator.title)
    yield FormCell(row.measured)
    yield FormCell(indicator.weight)
    yield from (FormCell(target) for target in indicator.targets)
    for month in months[:-1]:
        cell = page.figures.cells_of(month).get(indicator.pk)
        yield FormCell(_value(cell.figure if cell else None))
    figure, remarks = _value(row.figure), row.cell.remarks if row.cell else ""
    if not is_open:
        yield FormCell(figure, CellStyle.CLOSED)
        yield FormCell(remarks, CellStyle.CLOSED)
        return
    takes, hint = (Takes.DATE, _day_hint()) if row.is_dated else (Takes.NUMBER, _number_hint())
    yield FormCell(figure, CellStyle.OPEN, takes=takes, hint=hint)
    yield FormCell(
        remarks,
        CellStyle.OPEN,
        takes=Takes.TEXT,
        longest=REMARKS_LIMIT,
        hint=_("At most 1,000 characters"),
    )


def _value(figure: Figure) -> Value | str | None:
    """A number as a number, a day as a day, ``-`` as text."""
    if figure is NIL:
        return NIL.value
    return figure if isinstance(figure, Decimal | date) else None


def _number_hint() -> str:
    return _("A number of zero or more; - for none, blank for not reported")


def _day_hint() -> str:
    return _("A date such as 15-02-2024; - for none, blank for not reported")
