"""The head-office dashboard: who stands where, who has reported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offices.models import User
from offices.selectors import access_of
from plans.document.defaults import Kind
from plans.models import FiscalYear
from presentation.figures import digits, month, sentence
from reports.dashboard.heat import heat_scale
from reports.dashboard.ordering import DEFAULT, UnknownOrder
from reports.dashboard.selection import FiguresShown, Selection, read_selection
from reports.dashboard.shown import Board
from reports.dashboard.trend import CountedScores
from reports.districts.drawing import map_of
from reports.ranking_html import Shown
from reports.ranking_table import RankingColumn, basis_label, columns_of_board, ranking_table
from reports.selectors.alerts import weightiest_of
from reports.selectors.beside import plans_beside
from reports.selectors.board import SIDE_BY_SIDE, board_of_field
from reports.selectors.dashboard import OfficeScope, Planned, UnknownRegion, field_of, planned_by
from reports.selectors.trend import trend_of
from spreadsheets.downloads import download


@dataclass(frozen=True, slots=True)
class SortHeading:
    """A column's heading: the address that sorts by it, if it can be, and how it is sorted now."""

    column: RankingColumn
    query: str
    direction: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which figures of which offices; ``planned``: years and kinds to choose."""

    by: User
    planned: Planned
    selection: Selection
    field: OfficeScope

    @property
    def year(self) -> FiscalYear:
        """The year that is asked for, whether anything is planned in it or not."""
        return self.planned.year(self.selection.year.start)


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponseBase:
    """The offices that the user oversees, by rank; ``format=csv`` or ``xlsx`` as a file."""
    asked = asked_or_404(request)
    board = _board_or_404(request, asked)
    if "format" in request.GET:
        return _file(board, asked.selection, request.GET["format"], by=str(asked.by))
    headings = _headings(board, asked.selection)
    return render(
        request,
        "reports/dashboard.html",
        {
            "board": board,
            "selection": asked.selection,
            **_choices(asked),
            "headings": headings,
            "shown": Shown(asked.selection, names_rules=board.is_under_different_rules),
            "cells": tuple(dict.fromkeys(heading.column.cell for heading in headings)),
            "heat_scale": heat_scale(),
            "by_state": asked.selection.query(sort="state"),
            "beside": _beside(asked),
            "alerts": weightiest_of(
                asked.by, asked.field, asked.selection, today=timezone.localdate()
            ),
        },
    )


@login_required
@require_safe
def district_map(request: HttpRequest) -> HttpResponse:
    """The same offices on the map of the districts, with the figures in a table."""
    asked = asked_or_404(request)
    board = _board_or_404(request, asked, rows=SIDE_BY_SIDE)
    context = {
        "name": _("Map of the districts, %(month)s") % {"month": month(board.month)},
        "board": board,
        "drawn": map_of(board.rows) if board.pages == 1 else None,
        "selection": asked.selection,
        "heat_scale": heat_scale(),
        **_choices(asked),
    }
    return render(request, "reports/map.html", context)


@login_required
@require_safe
def trend(request: HttpRequest) -> HttpResponse:
    """The averages of the same offices month by month, of regions and objectives, and by year."""
    asked = asked_or_404(request)
    selection = asked.selection
    context = {
        "name": _("Trend, %(year)s") % {"year": digits(selection.year)},
        "trend": trend_of(asked.field, selection, asked.planned, today=timezone.localdate()),
        "selection": selection,
        **_choices(asked),
    }
    return render(request, "reports/trend.html", context)


def asked_or_404(request: HttpRequest) -> Asked:
    """What the address asks for, of the offices that the person oversees."""
    user = request.user
    if not isinstance(user, User) or not access_of(user).oversees:
        raise Http404
    planned = planned_by(user)
    selection = _selection_or_404(request, planned)
    return Asked(user, planned, selection, _field_or_404(user, selection))


def _beside(asked: Asked) -> list[tuple[str, str, CountedScores, bool]]:
    """The plans of the year: what they are called, where they are shown, their scores."""
    selection, year = asked.selection, asked.year
    kinds = {kind for start, kind in asked.planned.starts if start == year.start}
    return [
        (
            sentence(year.scheme(kind).name),
            selection.query(kind=kind.value, sort=DEFAULT),
            scores,
            kind == selection.kind,
        )
        for kind, scores in plans_beside(asked.field, selection, kinds)
    ]


def _choices(asked: Asked) -> dict[str, Any]:
    """What can be chosen above the page."""
    selection = asked.selection
    known = [one for one, _ in asked.planned.pairs]
    year = asked.year
    years = {one.start: one for one in (year, *known)}
    return {
        "years": [years[start] for start in sorted(years, reverse=True)],
        "months": selection.year.months,
        "kinds": [(one.value, sentence(year.scheme(one).name)) for one in Kind],
        "bases": [(one, basis_label(one)) for one in FiguresShown],
        "other_basis": selection.query(basis=selection.other_basis),
        "kind_label": sentence(year.scheme(selection.kind).name),
        "regions": asked.field.regions,
    }


def _selection_or_404(request: HttpRequest, planned: Planned) -> Selection:
    try:
        return read_selection(
            request.GET,
            planned=planned.starts,
            kinds=list(Kind),
            today=timezone.localdate(),
        )
    except ValueError as error:
        raise Http404(str(error)) from error


def _field_or_404(user: User, selection: Selection) -> OfficeScope:
    try:
        return field_of(user, region=selection.region, month=selection.month)
    except UnknownRegion as error:
        raise Http404(selection.region) from error


def _board_or_404(request: HttpRequest, asked: Asked, *, rows: int | None = None) -> Board:
    with known_order_or_404(asked.selection):
        return board_of_field(
            asked.field,
            asked.selection,
            rules=asked.planned.rules_of(asked.selection),
            today=timezone.localdate(),
            page=request.GET.get("page", "1"),
            is_whole="format" in request.GET,
            rows=rows,
        )


@contextmanager
def known_order_or_404(selection: Selection) -> Iterator[None]:
    """Within it a column to sort by that there is not is a page that there is not."""
    try:
        yield
    except UnknownOrder as error:
        raise Http404(selection.sort) from error


def _headings(board: Board, selection: Selection) -> list[SortHeading]:
    """The columns; a second click on one that is sorted by turns it round."""
    sort = selection.sort
    headings = []
    for column in columns_of_board(board):
        order, name = column.order, column.name
        query = selection.query(sort=f"-{name}" if sort == name else name) if order else ""
        direction = ""
        if order and sort.removeprefix("-") == name:
            direction = order.direction(is_reversed=sort.startswith("-"))
        headings.append(SortHeading(column, query, direction))
    return headings


def _file(board: Board, selection: Selection, file_format: str, *, by: str) -> HttpResponseBase:
    parts = "lokkho", selection.kind, str(selection.month), selection.region, selection.basis
    name = "-".join(filter(None, parts))
    return download(ranking_table(board), name=name, file_format=file_format, by=by)
