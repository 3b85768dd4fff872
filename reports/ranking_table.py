"""The ranking as a table for a spreadsheet."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from indicators.scoring.precision import RATE_PLACES, rounded
from numerals import score_places
from presentation.figures import digits, month, sentence
from reports.dashboard.selection import FiguresShown
from reports.dashboard.values import Board, BoardRow, ReturnState
from spreadsheets.columns import FileColumn, sheet_of
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


def basis_label(basis: FiguresShown) -> str:
    """Which figures count, in the reader's language."""
    if basis is FiguresShown.ACCEPTED:
        return pgettext("figures", "accepted only")
    return pgettext("figures", "as reported")


def ranking_table(board: Board) -> WrittenSheet:
    """The rows as they stand on the page: scores to their decimals, missing cells empty."""
    return sheet_of(month(board.month), _columns(board), board.rows, kept=2)


def _columns(board: Board) -> list[FileColumn[BoardRow]]:
    """Each column once: its heading, and what it says of an office."""
    column = FileColumn[BoardRow]
    return [
        column(_("Rank"), lambda row: row.standing.rank),
        column(_("Office"), lambda row: row.office.name),
        column(_("Movement"), lambda row: row.standing.movement),
        column(_("Score of 100"), lambda row: _shown(row.standing.composite)),
        *(
            [column(_("Grade"), lambda row: "" if row.grade is None else sentence(row.grade))]
            if board.gives_grades
            else []
        ),
        column(_("Self-assessment score of 100"), _own_score),
        column(_("The score is"), partial(_source, is_official=board.is_official)),
        column(_("Score of the month"), _month_of_score),
        *(
            column(digits(objective.title.full), partial(_share, place=place))
            for place, objective in enumerate(board.columns)
        ),
        column(
            _("Cells accepted") if board.is_official else _("Cells filled"),
            lambda row: row.office.reported,
        ),
        column(_("Cells"), lambda row: row.office.indicators),
        column(_("State"), lambda row: state_label(row.state)),
        column(_("Held by"), _holder),
        column(_("Rank in its region"), lambda row: row.place.in_region),
        column(_("Others of the same rank"), _equals),
        column(_("Weight that keeps pace, percent"), _pace),
        column(_("Year gone, percent"), _gone),
        column(_("Totals that do not match the months"), lambda row: row.contradictions or None),
        column(_("Why an error was let stand"), lambda row: row.office.let_stand),
        column(_("Scoring rules"), lambda row: digits(row.rules)),
    ]


def _equals(row: BoardRow) -> int | None:
    return row.place.equals if row.standing.rank is not None else None


def _pace(row: BoardRow) -> Decimal | None:
    return rounded(row.pace.share, RATE_PLACES) if row.pace else None


def _gone(row: BoardRow) -> Decimal | None:
    return rounded(row.pace.gone, RATE_PLACES) if row.pace else None


def _own_score(row: BoardRow) -> Decimal | None:
    return _shown(row.office.own if row.office.is_final else row.standing.composite)


def _month_of_score(row: BoardRow) -> str | None:
    return str(row.office.scored) if row.standing.composite is not None else None


def _share(row: BoardRow, *, place: int) -> Decimal | None:
    return _shown(row.heat[place].share)


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
