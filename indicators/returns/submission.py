"""What a monthly return needs before it is handed on, to the head or to the superior office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import timezone

from indicators.returns.evidence.selectors import asks_for_evidence, evidence_tallies
from indicators.returns.history import answer_change
from indicators.returns.models import CellNote, MonthlyReturn
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.selectors.steps import last_return
from ledger.services import record
from numerals import Month, canonical_figure
from offices.models import User
from plans.models import Indicator


class EmptyReturn(Exception):
    """A return without a single figure, or of a month that asks for none."""


class _Cells(Exception):
    """Something about the cells of these ``indicators``."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        super().__init__(", ".join(one.row for one in indicators))
        self.indicators = indicators


class BlanksUnconfirmed(_Cells):
    """Cells that are asked for are blank, and nobody said that they stay so."""


class EvidenceLacking(_Cells):
    """Figures without the evidence that they need."""


class Unanswered(Exception):
    """A resubmission that leaves notes of the reviewer without answer; ``notes`` are they."""

    def __init__(self, notes: list[CellNote]) -> None:
        super().__init__(notes)
        self.notes = notes


def require_figures(figures: PlanFigures, month: Month, *, blanks_confirmed: bool) -> None:
    """Raise ``EmptyReturn``, or ``BlanksUnconfirmed`` where blank cells were not confirmed."""
    cells = figures.cells_of(month)
    asked = [one for one in figures.indicators if one.is_asked(month)]
    blank = [one for one in asked if one.pk not in cells or cells[one.pk].figure is None]
    if len(blank) == len(asked):
        raise EmptyReturn
    if blank and not blanks_confirmed:
        raise BlanksUnconfirmed(blank)


def require_evidence(figures: PlanFigures, month: Month) -> None:
    """Raise ``EvidenceLacking``: asked while the return is ours, for a file may be removed."""
    cells = figures.cells_of(month)
    asking = [
        one
        for one in figures.indicators
        if one.pk in cells and asks_for_evidence(one, month, figure=cells[one.pk].figure)
    ]
    proved = evidence_tallies(figures.plan, month) if asking else {}
    if lacking := [one for one in asking if one.pk not in proved]:
        raise EvidenceLacking(lacking)


def answer_notes(
    monthly_return: MonthlyReturn, answers: Mapping[int, str], *, figures: PlanFigures, by: User
) -> None:
    """Keep the answers to the reviewer's notes, by indicator id.

    Raises ``Unanswered`` where a noted cell is as it was and no answer says why.
    """
    returned = last_return(monthly_return)
    if returned is None:
        return
    notes = list(returned.notes.select_related("indicator").order_by("indicator__position"))
    changes = []
    for note in notes:
        answer, before = answers.get(note.indicator_id, "").strip(), note.answer
        if answer != before:
            note.answered_by, note.answered_at = by, timezone.now()
            note.answer = answer
            changes.append(answer_change(note, before=before, monthly_return=monthly_return, by=by))
    cells = figures.cells_of(monthly_return.month)
    now = {pk: canonical_figure(cell.figure) for pk, cell in cells.items()}
    silent = [
        note
        for note in notes
        if not note.answer
        and now.get(note.indicator_id) == returned.figures.get(str(note.indicator_id))
    ]
    if silent:
        raise Unanswered(silent)
    CellNote.objects.bulk_update(notes, ["answer", "answered_by", "answered_at"])
    if changes:
        record(changes)
