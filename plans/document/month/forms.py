"""What a reader found in a form → its columns of figures, word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from numerals import (
    Figure,
    FiscalYearSpan,
    Month,
    Unreadable,
    canonical_figure,
    parse_figure,
)
from plans.document.month.values import MONTHS_OF_A_PART, BroughtForm, BroughtRow, FigureColumn
from plans.document.reader.columns import MONTH_COLUMNS, FormColumn, Matter, PeriodColumn, Place
from plans.document.reader.periods import is_month
from plans.document.reader.reading import ReadColumn, Reading
from plans.document.values import IndicatorEntry

_OTHER: Final = "other:"
_LAST_OF_YEAR: Final = 12
_MOST_COLUMNS: Final = 60
_FIGURES: Final = 0.5


def form_of(reading: Reading, *, name: str = "") -> BroughtForm | None:
    """The form with its columns of figures; ``None`` if the reading has no document."""
    document = reading.document
    if document is None:
        return None
    rows = tuple(_row(reading, entry) for entry in document.indicators)
    columns = tuple(
        column for column in _columns(reading, document.months) if _is_of_figures(column, rows)
    )
    keys = {column.key for column in columns}
    return BroughtForm(
        name=name,
        columns=columns,
        rows=tuple(
            replace(row, texts={key: text for key, text in row.texts.items() if key in keys})
            for row in rows
        ),
        office=document.office,
        title=document.title,
        year=document.fiscal_year,
        kind=reading.kind or "",
        has_remarks=FormColumn.REMARKS not in reading.absent,
    )


def _row(reading: Reading, entry: IndicatorEntry) -> BroughtRow:
    said = reading.said.get(entry.row)
    # A line of targets and one of achievements were brought together by the reader.
    is_one_line = said is not None and FormColumn.LINE in reading.absent
    texts = _said(said.cells) if said and is_one_line else _read(reading, entry)
    others = {f"{_OTHER}{heading}": text for heading, text in entry.others.items()}
    return BroughtRow(
        code=entry.code or "",
        title=entry.title,
        unit=entry.unit,
        texts={**texts, **others},
        remarks=entry.remarks,
    )


def _said(cells: Mapping[Place, str]) -> dict[str, str]:
    return {place.key: text for place, text in cells.items() if _holds_figures(place)}


def _read(reading: Reading, entry: IndicatorEntry) -> dict[str, str]:
    """The figures of an indicator of several lines, as the reader brought them together."""
    months = reading.document.months if reading.document else ()
    found: dict[str, Figure] = {
        place.key: entry.achieved.get(month)
        for month, place in zip(months, MONTH_COLUMNS, strict=False)
    }
    found |= {_key(str(month)): figure for month, figure in entry.achieved.items()}
    found |= {_key(period): figure for period, figure in entry.achieved_in.items()}
    found[FormColumn.CUMULATIVE.key] = entry.reported.cumulative
    unread = {place.key: text for (row, place), text in reading.unread.items() if row == entry.row}
    return {key: canonical_figure(figure) or "" for key, figure in found.items()} | unread


def _key(period: str) -> str:
    return PeriodColumn(Matter.ACHIEVED, period).key


def _holds_figures(place: Place) -> bool:
    if isinstance(place, PeriodColumn):
        return place.matter is Matter.ACHIEVED
    return place in MONTH_COLUMNS or place is FormColumn.CUMULATIVE


def _columns(reading: Reading, months: tuple[Month, ...]) -> Iterator[FigureColumn]:
    by_place = {place.key: month for month, place in zip(months, MONTH_COLUMNS, strict=False)}
    others = Counter(one.heading for one in reading.columns if one.meaning is None)
    for column in reading.columns[:_MOST_COLUMNS]:
        if column.meaning is not None:
            yield from _known(column, by_place)
        elif others[column.heading] == 1:
            # Which of two columns of one heading a kept cell is of cannot be told; and what was
            # left out, such as a target until June, is June's figure where a person says so.
            yield FigureColumn(f"{_OTHER}{column.heading}", column.heading)
    if not others[""]:
        yield FigureColumn(_OTHER, "")


def _known(column: ReadColumn, months: Mapping[str, Month]) -> Iterator[FigureColumn]:
    meaning = column.meaning or ""
    if meaning in {place.key for place in MONTH_COLUMNS}:
        yield FigureColumn(meaning, column.heading, month=months.get(meaning))
    elif meaning == FormColumn.CUMULATIVE.key:
        yield FigureColumn(meaning, column.heading, is_total=True)
    elif meaning.startswith(_key("")):
        period = meaning.removeprefix(_key(""))
        if is_month(period):
            yield FigureColumn(meaning, column.heading, month=Month.parse(period))
        else:
            yield FigureColumn(meaning, column.heading, last=_last_of(period))


def _last_of(period: str) -> Month | None:
    """The last month of ``2021-22-Q3`` or ``2021-22``."""
    year, _, part = period.rpartition("-") if period[-2:] in MONTHS_OF_A_PART else (period, "", "")
    try:
        span = FiscalYearSpan.parse(year)
    except ValueError:
        return None
    return span.months[MONTHS_OF_A_PART.get(part, _LAST_OF_YEAR) - 1]


def _is_of_figures(column: FigureColumn, rows: tuple[BroughtRow, ...]) -> bool:
    """Whether the column can be a month's: by its meaning, else by what stands in it."""
    said = [text for row in rows if (text := row.texts.get(column.key, "").strip())]
    if not column.key.startswith(_OTHER):
        return True
    figures = [text for text in said if not isinstance(parse_figure(text), Unreadable)]
    return bool(said) and len(figures) > _FIGURES * len(said)
