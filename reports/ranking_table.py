"""The ranking as a table for a spreadsheet."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.scoring.precision import SCORE_PLACES, rounded
from presentation.figures import digits, month
from reports.dashboard.values import Board, BoardRow, ReturnState
from spreadsheets.xlsx_writer import WrittenSheet


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


def ranking_table(board: Board) -> WrittenSheet:
    """The rows as they stand on the page: scores to two decimals, missing cells empty."""
    return WrittenSheet(
        title=month(board.month),
        headers=[
            _("Rank"),
            _("Office"),
            _("Movement"),
            _("Score of 100"),
            _("Self-assessment score of 100"),
            _("The score is"),
            _("Score of the month"),
            *(digits(column.title.full) for column in board.columns),
            _("Cells filled"),
            _("Cells"),
            _("State"),
            _("Held by"),
            _("Scoring rules"),
        ],
        rows=[_cells(row) for row in board.rows],
        kept=2,
    )


def _cells(row: BoardRow) -> list[object]:
    return [
        row.standing.rank,
        row.office.name,
        row.standing.movement,
        _shown(row.standing.composite),
        _shown(row.office.own if row.office.is_final else row.standing.composite),
        _source(row),
        str(row.office.scored) if row.standing.composite is not None else None,
        *(_shown(cell.share) for cell in row.heat),
        row.office.reported,
        row.office.indicators,
        state_label(row.state),
        "" if row.state is ReturnState.NO_PLAN else row.whereabouts.holder,
        digits(row.rules),
    ]


def _source(row: BoardRow) -> str:
    """Whose score it is that is ranked; nothing where there is none."""
    if row.standing.composite is None:
        return ""
    return _("of the final evaluation") if row.office.is_final else _("the office's own")


def _shown(score: Decimal | None) -> Decimal | None:
    return None if score is None else rounded(score, SCORE_PLACES)
