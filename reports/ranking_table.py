"""The ranking's columns, each declared once: heading, cell, what it sorts by, what files say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.scoring.precision import RATE_PLACES, rounded
from numerals import Month, score_places
from presentation.figures import digits, month, month_name, sentence
from reports import ranking_html
from reports.dashboard.objectives import BoardColumn
from reports.dashboard.offices import ReturnState
from reports.dashboard.ordering import Order
from reports.dashboard.selection import FiguresShown
from reports.dashboard.shown import Board, BoardRow
from reports.ranking_html import Cell
from spreadsheets.columns import FileColumn, sheet_of
from spreadsheets.xlsx_writer import WrittenSheet

_STATES: Final = tuple(ReturnState)


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of the ranking on paper: ``cell`` is the template of its cells, ``width`` a class of
    the paper's stylesheet; the one without it takes the room that is left.
    """

    heading: str
    cell: str
    width: str = ""
    css: str = ""


@dataclass(frozen=True, slots=True)
class RankingColumn:
    """A column of the page; ``name`` is what an address sorts by, ``sign`` stands for its heading.

    ``cell`` draws its cells; columns beside each other that have the same one are drawn by it
    together. ``files`` and ``papers`` are the columns by which a
    file and the ranking on paper say the same. One of an ``objective`` knows its ``place`` among
    them, from 0.
    """

    name: str
    heading: str
    cell: Cell
    css: str = ""
    sign: str = ""
    order: Order | None = None
    files: tuple[FileColumn[BoardRow], ...] = ()
    papers: tuple[PrintedColumn, ...] = ()
    objective: BoardColumn | None = None
    place: int = 0


def ranking_columns(
    objectives: Sequence[BoardColumn],
    *,
    of: Month,
    is_official: bool,
    gives_grades: bool = False,
) -> tuple[RankingColumn, ...]:
    """Each column once, from left to right."""
    column, file = RankingColumn, FileColumn[BoardRow]
    return (
        column(
            "rank",
            _("Rank"),
            ranking_html.rank,
            css="num col-rank",
            order=Order(lambda place: place.standing.rank),
            files=(file(_("Rank"), lambda row: row.standing.rank),),
            papers=(_paper(_("Rank"), "rank", width="c7", css="num"),),
        ),
        column(
            "movement",
            _("Movement since last month"),
            ranking_html.movement,
            css="col-moved",
            sign="▲▼",
            order=Order(lambda place: place.standing.movement, falls=True),
            files=(file(_("Movement"), lambda row: row.standing.movement),),
        ),
        column(
            "name",
            _("Office"),
            ranking_html.office,
            css="col-office",
            order=Order(lambda place: place.name),
            files=(
                file(_("Office"), lambda row: row.office.name),
                file(_("Rank in its region"), lambda row: row.place.in_region),
                file(_("Others of the same rank"), _equals),
                file(
                    _("Totals that do not match the months"), lambda row: row.contradictions or None
                ),
                file(_("Why an error was let stand"), lambda row: row.office.let_stand),
            ),
            papers=(
                _paper(_("Office"), "office"),
                _paper(_("In its region"), "region", width="c9", css="num"),
            ),
        ),
        column(
            "score",
            _("Score"),
            ranking_html.score,
            css="num",
            order=Order(lambda place: place.standing.composite, falls=True),
            files=(
                file(_("Score of 100"), lambda row: _shown(row.standing.composite)),
                *((file(_("Grade"), _grade),) if gives_grades else ()),
                file(_("Self-assessment score of 100"), _own_score),
                file(_("The score is"), partial(_source, is_official=is_official)),
                file(_("Score of the month"), _month_of_score),
                file(_("Scoring rules"), lambda row: digits(row.rules)),
            ),
            papers=(
                _paper(_("Score"), "score", width="c10", css="num"),
                _paper(_("Change"), "change", width="c12", css="num"),
            ),
        ),
        column(
            "pace",
            _("On pace"),
            ranking_html.pace,
            css="num col-pace",
            files=(
                file(_("Weight that keeps pace, percent"), _pace),
                file(_("Year gone, percent"), _gone),
            ),
            papers=(_paper(_("On pace"), "pace", width="c10", css="num"),),
        ),
        column(
            "line",
            f"{month_name(of.fiscal_year.months[0])}–{month_name(of)}",
            ranking_html.line,
            css="col-line",
        ),
        *(_objective(one, place) for place, one in enumerate(objectives)),
        column(
            "complete",
            pgettext("cells", "Accepted") if is_official else _("Filled"),
            ranking_html.fill,
            css="col-fill",
            order=Order(lambda place: place.fill),
            files=(
                file(
                    _("Cells accepted") if is_official else _("Cells filled"),
                    lambda row: row.office.reported,
                ),
                file(_("Cells"), lambda row: row.office.indicators),
            ),
            papers=(_paper(_("Cells"), "cells", width="c9", css="num"),),
        ),
        column(
            "state",
            _("State"),
            ranking_html.state,
            order=Order(lambda place: _STATES.index(place.state)),
            files=(
                file(_("State"), lambda row: state_label(row.state)),
                file(_("Held by"), _holder),
            ),
            papers=(_paper(_("Return"), "state", width="c20"),),
        ),
    )


def _paper(heading: str, name: str, *, width: str = "", css: str = "") -> PrintedColumn:
    return PrintedColumn(heading, f"paper/briefing/ranking/_{name}.html", width, css)


def _objective(objective: BoardColumn, place: int) -> RankingColumn:
    """An objective's column; the first is ``objective-1``."""
    return RankingColumn(
        f"objective-{place + 1}",
        digits(objective.title.short),
        ranking_html.shares,
        css="col-heat",
        order=Order(lambda office: objective.shares.get(office.office.pk), falls=True),
        files=(
            FileColumn(digits(objective.title.full), lambda row: _shown(row.heat[place].share)),
        ),
        objective=objective,
        place=place,
    )


def orders_of(columns: Sequence[RankingColumn]) -> dict[str, Order]:
    """What can be sorted by, by name."""
    return {one.name: one.order for one in columns if one.order}


def columns_of_board(board: Board) -> tuple[RankingColumn, ...]:
    """The columns that a board's ranking has."""
    return ranking_columns(
        board.columns,
        of=board.month,
        is_official=board.is_official,
        gives_grades=board.gives_grades,
    )


def ranking_table(board: Board) -> WrittenSheet:
    """The rows as they stand on the page: scores to their decimals, missing cells empty."""
    columns = [file for column in columns_of_board(board) for file in column.files]
    return sheet_of(month(board.month), columns, board.rows, kept=3)


def paper_columns(board: Board) -> list[PrintedColumn]:
    """The columns of the board's ranking on paper."""
    return [paper for column in columns_of_board(board) for paper in column.papers]


def state_label(state: ReturnState) -> str:
    """The state in the reader's language."""
    match state:
        case ReturnState.NO_PLAN:
            return _("No plan")
        case ReturnState.NOT_WAITED_FOR:
            return _("Not due")
        case ReturnState.LATE:
            return _("Late")
        case ReturnState.NOT_BEGUN:
            return _("Not started")
        case ReturnState.OPEN:
            return pgettext("return", "Open")
        case ReturnState.SUBMITTED:
            return pgettext("return", "Submitted")
        case ReturnState.RETURNED:
            return pgettext("return", "Returned")
        case ReturnState.ACCEPTED:
            return pgettext("return", "Accepted")


def basis_label(basis: FiguresShown) -> str:
    """Which figures count, in the reader's language."""
    if basis is FiguresShown.ACCEPTED:
        return pgettext("figures", "accepted only")
    return pgettext("figures", "as reported")


def _equals(row: BoardRow) -> int | None:
    return row.place.equals if row.standing.rank is not None else None


def _grade(row: BoardRow) -> str:
    return "" if row.grade is None else sentence(row.grade)


def _pace(row: BoardRow) -> Decimal | None:
    return rounded(row.pace.share, RATE_PLACES) if row.pace else None


def _gone(row: BoardRow) -> Decimal | None:
    return rounded(row.pace.gone, RATE_PLACES) if row.pace else None


def _own_score(row: BoardRow) -> Decimal | None:
    return _shown(row.office.own if row.office.is_final else row.standing.composite)


def _month_of_score(row: BoardRow) -> str | None:
    return str(row.office.scored) if row.standing.composite is not None else None


def _holder(row: BoardRow) -> str:
    return "" if row.state is ReturnState.NO_PLAN else row.return_status.holder


def _source(row: BoardRow, *, is_official: bool) -> str:
    """Whose score it is that is ranked; nothing where there is none."""
    if row.standing.composite is None:
        return ""
    if row.office.is_final:
        return _("of the final evaluation")
    return _("the office's own, accepted") if is_official else _("the office's own, as reported")


def _shown(score: Decimal | None) -> Decimal | None:
    return None if score is None else rounded(score, score_places())
