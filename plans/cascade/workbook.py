"""One workbook for all offices: a line per number of a row, a column per office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _

from numerals import NIL, Expects, Figure, FiscalYearSpan, Value
from plans.cascade.book import (
    FILLED,
    KEY,
    MARK,
    OFFICE,
    OFFICES_PER_SHEET,
    TIERS,
    BookLine,
    key_of,
)
from plans.cascade.selectors import OfficePast, OfficeStanding
from plans.cascade.template import Template, TemplateRow
from plans.document.cascading import Numbers
from presentation.figures import digits
from spreadsheets.locked_forms import CellStyle, FormCell, FormSheet, Takes, write_forms

_WIDTHS: Final = (4.0, 9.0, 46.0, 16.0, 16.0, 12.0)
_NARROW: Final = 12.0
_HEAD_ROWS: Final = 5
_BLANK: Final = FormCell(None, CellStyle.HIDDEN)


def workbook_of(
    template: Template, standings: Sequence[OfficeStanding], past: Mapping[int, OfficePast]
) -> bytes:
    """The workbook, in the reader's language; offices beyond a sheet's columns have the next."""
    parts = [
        standings[at : at + OFFICES_PER_SHEET] for at in range(0, len(standings), OFFICES_PER_SHEET)
    ]
    return write_forms(_sheet(template, part, past) for part in parts)


def _sheet(
    template: Template, standings: Sequence[OfficeStanding], past: Mapping[int, OfficePast]
) -> FormSheet:
    numbers = [one.numbers(template) for one in standings]
    return FormSheet(
        title=_("Targets"),
        rows=[*_head(template, standings), *_body(template, standings, numbers, past)],
        widths=[*_WIDTHS, *[_NARROW] * len(standings)],
        hidden_rows=frozenset({0, 1}),
        hidden_columns=frozenset({0}),
        kept_rows=_HEAD_ROWS,
        kept_columns=len(_WIDTHS),
    )


def _head(template: Template, standings: Sequence[OfficeStanding]) -> Iterator[list[FormCell]]:
    marks = (MARK, str(template.at), str(template.draft.pk), str(template.revision))
    yield [FormCell(one, CellStyle.HIDDEN) for one in marks]
    keys = (KEY, *[""] * (len(_WIDTHS) - 1), *(f"{OFFICE}{one.office.code}" for one in standings))
    yield [FormCell(one, CellStyle.HIDDEN) for one in keys]
    yield [_BLANK, FormCell(template.document.title, CellStyle.TITLE)]
    how = _(
        "Fill in the framed cells only: a number or a date, - for a tier without a target. Write "
        "- as the weight of a row that an office does not have; clear an office's whole column to "
        "leave the office out."
    )
    yield [_BLANK, FormCell(how, CellStyle.NOTE)]
    words = (_("Code"), _("Performance indicator"), _("Unit"), _("What"), _("Template"))
    names = (one.office.short_name for one in standings)
    yield [_BLANK, *(FormCell(one, CellStyle.HEADING) for one in (*words, *names))]


def _body(
    template: Template,
    standings: Sequence[OfficeStanding],
    numbers: Sequence[Mapping[int, Numbers]],
    past: Mapping[int, OfficePast],
) -> Iterator[list[FormCell]]:
    across = len(_WIDTHS) - 1 + len(standings)
    for _home, rows in groupby(template.rows, key=lambda row: row.home[0]):
        group = list(rows)
        objective = group[0].placed.objective
        code = f"[{digits(objective.code)}] " if objective.code else ""
        yield [_BLANK, FormCell(f"{code}{objective.title}", CellStyle.BAND, across=across)]
        for row in group:
            yield list(_past(row, template, standings, past))
            for line in FILLED:
                yield list(_line(row, line, standings, numbers))


def _lead(row: TemplateRow, line: BookLine, said: str, value: object) -> Iterator[FormCell]:
    entry = row.placed.entry
    yield FormCell(key_of(row.key, line), CellStyle.HIDDEN)
    yield FormCell(digits(entry.code) if entry.code else "")
    yield FormCell(entry.title)
    yield FormCell(entry.unit)
    yield FormCell(said)
    yield FormCell(value)


def _past(
    row: TemplateRow,
    template: Template,
    standings: Sequence[OfficeStanding],
    past: Mapping[int, OfficePast],
) -> Iterator[FormCell]:
    year = digits(FiscalYearSpan(template.year.start - 1))
    yield from _lead(row, BookLine.PAST, _("Achieved %(year)s") % {"year": year}, None)
    for one in standings:
        known = past.get(one.office.pk)
        yield FormCell(_value(known.achieved.get(row.key)) if known else None, CellStyle.CLOSED)


def _line(
    row: TemplateRow,
    line: BookLine,
    standings: Sequence[OfficeStanding],
    numbers: Sequence[Mapping[int, Numbers]],
) -> Iterator[FormCell]:
    said = _("Weight") if line is BookLine.WEIGHT else f"{digits(line.value[1:])}%"
    yield from _lead(row, line, said, _value_of(row.numbers, line))
    is_dated = row.expects is Expects.DATE and line is not BookLine.WEIGHT
    takes = Takes.DATE if is_dated else Takes.NUMBER
    for standing, own in zip(standings, numbers, strict=True):
        yield FormCell(
            _filled(row, line, standing, own),
            CellStyle.OPEN,
            takes=takes,
            hint=_hint(line, is_dated),
        )


def _filled(
    row: TemplateRow, line: BookLine, standing: OfficeStanding, own: Mapping[int, Numbers]
) -> Value | str | None:
    """What stands there now; of an office without a plan the template's own."""
    if row.key in own:
        return _value_of(own[row.key], line)
    if standing.plan is None or standing.cascaded is None:
        return _value_of(row.numbers, line)
    # It followed the template and has not the row.
    return NIL.value if line is BookLine.WEIGHT else None


def _value_of(numbers: Numbers, line: BookLine) -> Value | None:
    if line is BookLine.WEIGHT:
        return numbers.weight
    return tuple(numbers.targets)[TIERS.index(line)]


def _value(figure: Figure) -> Value | str | None:
    if figure is NIL:
        return NIL.value
    return figure if isinstance(figure, Decimal | date) else None


def _hint(line: BookLine, is_dated: bool) -> str:
    if line is BookLine.WEIGHT:
        return _("The weight, at most two decimals; - if the office does not have the row")
    if is_dated:
        return _("A date such as 15-02-2025; - for a tier without a target")
    return _("A number of zero or more; - for a tier without a target")
