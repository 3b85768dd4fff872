"""Months of many plans as one workbook: out as a sheet each, in again all or nothing per sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.returns.bringing.proposal import proposal_of
from indicators.returns.bringing.services import store_brought
from indicators.returns.bringing.values import BroughtLine, ChosenColumn, Proposal
from indicators.returns.cells.services import CellChange, ReturnLocked
from indicators.returns.entry.services import NotTheirMonth
from indicators.returns.entry.views import may_type
from indicators.returns.locks import lock_sentence, locked_sentence
from indicators.returns.lookup import has_begun
from indicators.returns.page import ReturnPage
from indicators.returns.rows import by_objective, rows_of
from indicators.returns.scores.reckoning import rules_of
from indicators.returns.selectors.figures import PlanFigures, figures_of_plans
from indicators.returns.status import ReturnStatus
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore, Rules
from numerals import Month
from offices.models import User
from offices.selectors import access_of
from plans.calendar.selectors import calendar_of
from plans.document.month.values import BroughtForm
from plans.forms.limits import MOST_SHEETS
from plans.models import Plan
from plans.selectors import plans_at, plans_visible_to

MOST_PLANS: Final = MOST_SHEETS


def pages_of(months: Sequence[tuple[Plan, Month]], *, by: User) -> list[ReturnPage]:
    """The pages of months of plans that come with their calendar, as the person sees them.

    The queries do not grow with the plans, but by one for each other set of rules.
    """
    access, today = access_of(by), timezone.localdate()
    plans = list({plan.pk: plan for plan, _month in months}.values())
    figures = {one.plan.pk: one for one in figures_of_plans(plans)}
    rules: dict[int, Rules] = {}
    pages = []
    for plan, month in months:
        if plan.rule_set_id not in rules:
            rules[plan.rule_set_id] = rules_of(plan.rule_set)
        own = figures[plan.pk]
        # What other plans lend to a score is left out: no score is shown here.
        known = plan_input(own.document(until=month), linked={})
        score = score_plan(known, rules=rules[plan.rule_set_id])
        pages.append(_page(own, month, score, today=today).seen_by(access))
    return pages


def _page(figures: PlanFigures, month: Month, score: PlanScore, *, today: date) -> ReturnPage:
    """The month without what its own page says beside the figures."""
    plan = figures.plan
    term = calendar_of(plan).of_month(month)
    return ReturnPage(
        figures=figures,
        month=month,
        score=score,
        objectives=tuple(by_objective(rows_of(figures, month, score), score)),
        implausible=(),
        return_status=ReturnStatus(
            figures.monthly_returns.get(month), term, today, office=plan.office.name
        ),
    )


@dataclass(frozen=True)
class OfficeSheet:
    """One sheet of a workbook that came back: whose it is, what it would change, or why nothing."""

    form: BroughtForm
    page: ReturnPage | None = None
    proposal: Proposal | None = None
    problem: str = ""

    @property
    def key(self) -> str:
        """What its checkbox is called."""
        return f"{self.form.address}/{self.form.month}"

    @property
    def errors(self) -> list[tuple[str, BroughtLine]]:
        """The cells for which nothing of the sheet is taken, each with its name in the sheet."""
        if self.proposal is None or self.proposal.chosen is None:
            return []
        letters = self.proposal.chosen.column.letters
        unsure = [line for line in self.proposal.lines if line.is_stale or line.by_place]
        lines = [*self.proposal.wrong, *self.proposal.closed, *unsure]
        return [(f"{letters}{line.brought.number}", line) for line in lines]

    @property
    def may_be_taken(self) -> bool:
        """Whether all that it says can be stored, and it says anything."""
        sound = self.proposal is not None and not self.proposal.unmatched and not self.errors
        return sound and bool(self.proposal and self.proposal.lines)

    @property
    def changes(self) -> Mapping[int, CellChange]:
        """What is to be stored, over the versions that the workbook was made from."""
        lines = self.proposal.lines if self.proposal else ()
        return {
            line.row.indicator.pk: replace(line.change, base_version=line.brought.base or 0)
            for line in lines
        }


def sheets_of(forms: Sequence[BroughtForm], *, by: User) -> list[OfficeSheet]:
    """What each sheet of the workbook would change, or why it changes nothing, in its order."""
    plans = plans_at(plans_visible_to(by), {form.address for form in forms})
    known = [
        (plans[form.address], form.month)
        for form in forms
        if form.month is not None
        and form.address in plans
        and has_begun(plans[form.address], form.month)
    ]
    pages = {(one.plan.address, one.month): one for one in pages_of(known, by=by)}
    return list(_sheets(forms, pages, by=by))


def _sheets(
    forms: Sequence[BroughtForm], pages: Mapping[tuple[str, Month], ReturnPage], *, by: User
) -> Iterator[OfficeSheet]:
    seen: set[tuple[str, Month]] = set()
    for form in forms:
        page = pages.get((form.address, form.month)) if form.month else None
        if page is None:
            yield OfficeSheet(form, problem=_("You have no such plan, or its month has not begun."))
        elif (page.plan.address, page.month) in seen:
            yield OfficeSheet(
                form, page, problem=_("The workbook has this office and month twice.")
            )
        else:
            seen.add((page.plan.address, page.month))
            yield _sheet(form, page, by=by)


def _sheet(form: BroughtForm, page: ReturnPage, *, by: User) -> OfficeSheet:
    if not may_type(page, access_of(by)):
        return OfficeSheet(form, page, problem=_not_to_be_typed(page, by))
    column = form.column_of(page.month)
    if column is None:
        return OfficeSheet(form, page, problem=_("The sheet has lost the column of its month."))
    chosen = ChosenColumn(form, column, column.key)
    try:
        proposal = proposal_of(page, [form], chosen, takes_remarks=True, by=by)
    except ReturnLocked as locked:
        return OfficeSheet(form, page, problem=locked_sentence(locked))
    return OfficeSheet(form, page, proposal)


def _not_to_be_typed(page: ReturnPage, by: User) -> str:
    lock = page.return_status.lock
    if lock is not None and access_of(by).may_prepare(page.plan.office):
        return lock_sentence(lock, page.return_status.term)
    return _("Only the office's own entry officer may enter its figures.")


class CellsChanged(Exception):
    """Cells of the sheet were changed meanwhile: nothing of it is stored."""


def store_sheet(sheet: OfficeSheet, *, by: User) -> int:
    """Store a sheet whole, and say how many cells that changed; 0 for what is stored already.

    Raises ``CellsChanged``, and what ``store_brought`` raises; nothing of the sheet is stored then.
    """
    if sheet.page is None:
        raise NotTheirMonth
    address = sheet.page.plan.at.named()
    with transaction.atomic():
        saved = store_brought(address, sheet.page.month, sheet.changes, by=by).saved
        if saved.conflicts:
            raise CellsChanged
    return len(saved.written)


def carried_of(form: BroughtForm) -> BroughtForm:
    """As much of a sheet as is needed to store it: its rows by their names, its own month."""
    columns = tuple(one for one in form.columns if one.month == form.month)
    keys = {one.key for one in columns}
    rows = tuple(
        replace(
            row,
            title="",
            unit="",
            texts={key: text for key, text in row.texts.items() if key in keys},
        )
        for row in form.rows
    )
    return replace(form, columns=columns, rows=rows)
