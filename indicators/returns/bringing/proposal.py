"""A form, its column, and the month as it is stored → what would change, and all that is odd in it.

Nothing is written here: the figures that are looked over are a copy of the stored ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _

from indicators.returns.bringing.columns import choices_of, known_rows
from indicators.returns.bringing.totals import different_totals
from indicators.returns.bringing.values import (
    BroughtLine,
    ChosenColumn,
    Disagreement,
    Proposal,
    Unmatched,
)
from indicators.returns.bringing.warnings import warnings_of
from indicators.returns.cells.writing import prepare, with_writing
from indicators.returns.forms import (
    REMARKS_LIMIT,
    REMARKS_TOO_LONG,
    read_achievement,
)
from indicators.returns.page import ReturnPage
from indicators.returns.plausibility.findings import implausible_in
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.row import ReturnRow
from indicators.returns.selectors.figures import PlanFigures
from numerals import NIL, Figure, FiscalYearSpan, Message, Month
from offices.models import User
from plans.document.month.matching import By, Doubt, Match, matched
from plans.document.month.values import BroughtForm, BroughtRow
from plans.document.values import Problem
from presentation.lines import one_spelling

_MOST_TOLD: Final = 100


@dataclass(frozen=True, slots=True)
class _Read:
    """One matched row with what the chosen column says in it."""

    line: BroughtLine
    is_blank: bool


def proposal_of(
    page: ReturnPage,
    forms: Sequence[BroughtForm],
    chosen: ChosenColumn | None,
    *,
    takes_remarks: bool,
    by: User,
) -> Proposal:
    """What the chosen column would change in the page's month.

    Raises ``ReturnLocked`` when the return may not be written to.
    """
    choices = choices_of(forms, chosen)
    if chosen is None:
        return Proposal(None, choices)
    rows = {row.indicator.row: row for row in page.rows}
    matches = matched(chosen.form.rows, known_rows([row.indicator for row in page.rows]))
    found = [
        _read(rows[one.row], one, chosen, page.month, takes_remarks=takes_remarks)
        for one in matches
        if one.row is not None
    ]
    found.sort(key=lambda one: one.line.row.indicator.position)
    said = [one.line for one in found if not one.is_blank]
    closed = [line for line in said if not line.row.is_asked and _differs(line)]
    asked = [line for line in said if line.row.is_asked]
    wrong = [line for line in asked if line.error]
    lines = [line for line in asked if not line.error and _differs(line)]
    after = _after(page.figures, page.month, lines, by=by)
    odd = implausible_in(after, page.month, peers=peers_of(page.plan, page.month)) if lines else []
    named = {one.row for one in matches}
    return Proposal(
        chosen,
        choices,
        lines=[_with_findings(line, odd) for line in lines],
        wrong=wrong,
        closed=closed,
        blank=[one.line for one in found if one.is_blank and one.line.row.figure is not None],
        same=len(asked) - len(lines) - len(wrong),
        unmatched=[
            Unmatched(
                one.brought,
                one.doubt or Doubt.UNKNOWN,
                one.brought.texts.get(chosen.column.key, ""),
            )
            for one in matches
            if one.row is None and (one.brought.name or any(one.brought.texts.values()))
        ][:_MOST_TOLD],
        absent=[row for key, row in rows.items() if row.is_asked and key not in named],
        earlier=list(_earlier(page, matches, chosen, rows))[:_MOST_TOLD],
        totals=list(different_totals(chosen, matches, rows, after, month=page.month))[:_MOST_TOLD],
        as_a_whole=[one for one in odd if not one.row],
        warnings=warnings_of(page, chosen),
    )


def _read(
    row: ReturnRow, match: Match, chosen: ChosenColumn, month: Month, *, takes_remarks: bool
) -> _Read:
    brought = match.brought
    text = brought.texts.get(chosen.column.key, "").strip()
    read = read_achievement(text, row.indicator, year=month.fiscal_year)
    remarks = _remarks(brought, row, chosen.form, month, takes=takes_remarks)
    too_long = remarks is not None and len(remarks) > REMARKS_LIMIT
    error = read if isinstance(read, Message) else REMARKS_TOO_LONG if too_long else None
    figure = None if isinstance(read, Message) else read
    # Elsewhere a blank cell says nothing; in our own workbook it was cleared.
    keeps = not text and not chosen.form.is_of(month)
    line = BroughtLine(
        row=row,
        brought=brought,
        text=text,
        figure=row.figure if keeps else figure,
        remarks=remarks,
        error=error,
        doubt=match.doubt,
        by_place=match.by is By.PLACE,
        is_stale=_is_stale(row, brought, chosen.form, month),
    )
    return _Read(line, is_blank=keeps and remarks is None)


def _remarks(
    brought: BroughtRow, row: ReturnRow, form: BroughtForm, month: Month, *, takes: bool
) -> str | None:
    """The remarks that come; ``None`` where those that stand there stay."""
    if not takes or not form.has_remarks or (form.is_ours and not form.is_of(month)):
        return None
    said = one_spelling(brought.remarks)
    # Cells of a form are read with their line breaks as blanks.
    is_same = " ".join(said.split()) == " ".join(row.remarks.split())
    if is_same or (not said and not form.is_ours):
        return None
    return said


def _is_stale(row: ReturnRow, brought: BroughtRow, form: BroughtForm, month: Month) -> bool:
    return form.is_of(month) and brought.base not in (None, row.version)


def _differs(line: BroughtLine) -> bool:
    return line.is_other_figure or line.remarks is not None


def _after(
    figures: PlanFigures, month: Month, lines: Sequence[BroughtLine], *, by: User
) -> PlanFigures:
    """The figures as they would be, all lines taken."""
    changes = {line.row.indicator.pk: line.change for line in lines}
    return with_writing(figures, prepare(figures, month, cells=changes, by=by))


def _with_findings(line: BroughtLine, odd: Sequence[Problem]) -> BroughtLine:
    row = line.row.indicator.row
    return replace(line, findings=tuple(one for one in odd if one.row == row))


def _earlier(
    page: ReturnPage, matches: Sequence[Match], chosen: ChosenColumn, rows: Mapping[str, ReturnRow]
) -> Iterator[Disagreement]:
    """The other months of the file that say something else than what was reported."""
    for column in chosen.form.columns:
        month = column.month
        if month is None or month == page.month or month not in page.plan.span:
            continue
        for one in matches:
            if one.row is None or not rows[one.row].indicator.is_asked(month):
                continue
            row = rows[one.row]
            told = _disagreement(
                row,
                one.brought.texts.get(column.key, "").strip(),
                _reported(page.figures, month, row),
                year=page.plan.span,
            )
            if told is not None:
                yield Disagreement(row, month, *told)


def _reported(figures: PlanFigures, month: Month, row: ReturnRow) -> Figure:
    cell = figures.cells_of(month).get(row.indicator.pk)
    return cell.figure if cell else None


def _disagreement(
    row: ReturnRow, text: str, reported: Figure, *, year: FiscalYearSpan
) -> tuple[str, str] | None:
    if not text:
        return None
    read = read_achievement(text, row.indicator, year=year)
    shown = row.shown(reported) or _("nothing")
    if isinstance(read, Message):
        return (shown, text)
    says_nothing = {read, reported} <= {NIL, None}
    return None if read == reported or says_nothing else (shown, row.shown(read))
