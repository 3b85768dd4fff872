"""A file's bytes → the forms in it with their columns of figures, for a month's return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from numerals import FiscalYearSpan, Message
from plans.document.grid import Grid
from plans.document.month.forms import form_of
from plans.document.month.plain import plain_form
from plans.document.month.template import template_form
from plans.document.month.values import BroughtForm
from plans.document.reader import read_grid
from plans.document.reader.reading import Reading
from plans.forms import bijoy
from plans.forms.apart import grids_of
from plans.forms.going_on import joined_sheets
from plans.forms.limits import FormRefused
from plans.forms.reading import best_refusal


def month_forms(content: bytes, *, year: FiscalYearSpan) -> tuple[BroughtForm, ...] | Message:
    """Our own workbook's months, else all forms in a file, else tables of figures; or why none.

    ``year`` is that of the plan to which the figures go. Text in Bijoy is converted and said to be:
    whoever brought the file sees what comes of it before anything is stored.
    """
    try:
        grids = grids_of(content, bijoy.by_font)
    except FormRefused as refused:
        return refused.message
    is_converted = bijoy.shows_bijoy(grids)
    if is_converted:
        grids = tuple(map(bijoy.by_look, grids))
    ours = tuple(form for grid in grids if (form := template_form(grid)) is not None)
    if ours:
        return ours
    sheets = joined_sheets(grids, read_grid)
    readings = [(grid, reading) for grid, found in sheets for reading in found]
    forms = tuple(_forms(readings)) or tuple(_plain(grids, year))
    if not forms:
        return best_refusal([reading for _grid, reading in readings])
    return tuple(replace(form, is_converted=is_converted) for form in forms)


def _forms(readings: Iterable[tuple[Grid, Reading]]) -> Iterator[BroughtForm]:
    for grid, reading in readings:
        form = form_of(reading, name=grid.name)
        if form is not None and form.columns:
            yield form


def _plain(grids: Iterable[Grid], year: FiscalYearSpan) -> Iterator[BroughtForm]:
    for grid in grids:
        form = plain_form(grid, year=year)
        if form is not None:
            yield form
