"""Monthly entry: the prescribed form as the editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from indicators.returns.as_kept import kept_month
from indicators.returns.cells.services import ReturnLocked, Saved
from indicators.returns.comments.views import comments_context
from indicators.returns.entry.pieces import shared_pieces
from indicators.returns.entry.putting_back import kept
from indicators.returns.entry.services import NotTheirMonth, save_typed_cells
from indicators.returns.evidence.selectors import EvidenceTally, evidence_tallies
from indicators.returns.forms import TypedCells, read_cells, read_version
from indicators.returns.locks import locked_sentence
from indicators.returns.lookup import month_of, month_or_404, plan_or_404
from indicators.returns.models import ReturnStep
from indicators.returns.page import ReturnPage, monthly_return_page
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.row import ReturnRow
from indicators.returns.scores.selectors import by_newest_version, shown_score
from indicators.returns.selectors.earning import earning_of
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.returns.selectors.owed import reviewing_name
from indicators.returns.selectors.steps import last_return, notes_of
from indicators.returns.shifts import shifts_since
from indicators.returns.workflow import ACCEPT, STEPS
from indicators.scoring.values import PlanScore
from numerals import Month
from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.addresses import plan_url
from plans.handing_in.transitions import steps_open_to
from plans.models import Plan
from presentation.figures import digits, sentence


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """The month's form; a POST saves all of it for browsers without our script.

    With ``check`` it goes on to the check when nothing was refused.
    """
    if request.method == "POST":
        return _save_whole_form(request, {"office": office, "year": year, "kind": kind}, month)
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    return render_page(request, page_of(plan, month_or_404(plan, month)))


def save_typed(
    request: HttpRequest, address: Mapping[str, str], month: str
) -> tuple[TypedCells, Saved]:
    """Store what was typed. 404 for an address that is not the person's to write to.

    Raises ``ReturnLocked`` when the return may not be written to.
    """
    me = signed_in(request)
    try:
        return save_typed_cells(address, month_of(month), request.POST, by=me)
    except (Plan.DoesNotExist, NotTheirMonth) as error:
        raise Http404 from error


def page_of(
    plan: Plan,
    month: Month,
    *,
    figures: PlanFigures | None = None,
    score: PlanScore | None = None,
    evidence: Mapping[int, EvidenceTally] | None = None,
    steps: Sequence[ReturnStep] | None = None,
) -> ReturnPage:
    """The month's page, with the reviewer's notes where it was returned.

    What is at hand already is not read again: figures, their score, tallies of evidence, the
    return's way so far.
    """
    live = figures or figures_of(plan)
    figures = kept_month(live, month)
    monthly_return = figures.monthly_returns.get(month)
    returned = last_return(monthly_return, among=steps) if monthly_return else None
    return monthly_return_page(
        figures,
        month,
        score or shown_score(figures, month),
        today=timezone.localdate(),
        reviewing=reviewing_name(plan),
        returned=returned,
        notes=notes_of(returned),
        evidence=evidence_tallies(plan, month) if evidence is None else evidence,
        peers=peers_of(plan, month),
        earning=earning_of(plan, month),
        other_version=None if figures is live else by_newest_version(live, month),
        promised_since=() if figures is live else shifts_since(figures, live),
    )


def render_page(request: HttpRequest, page: ReturnPage, *, status: int = 200) -> HttpResponse:
    """The entry page: an editor for the office's own, the same form to read for others."""
    access, office = access_of(signed_in(request)), page.plan.office
    page = page.seen_by(access)
    may_write = may_type(page, access)
    undoable = kept(request, page.plan, page.month) if may_write else None
    context = {
        "page": page,
        "pieces": shared_pieces(page, may_write=may_write),
        "plan": page.plan,
        "may_write": may_write,
        "may_check": (page.writable or page.is_with_head) and access.may_prepare(office),
        "may_review": ACCEPT.is_open_to(access, office),
        "undoable": undoable.still(page.figures, page.month) if undoable else 0,
        **steps_context(request, page),
        **comments_context(request, page.plan, page.month),
    }
    return render(request, "indicators/returns/entry/entry.html", context, status=status)


def may_type(page: ReturnPage, access: Access) -> bool:
    """Whether the person may write the month's figures today: its officer, or who heads the office
    and has the return to submit.
    """
    office = page.plan.office
    return (page.writable and access.may_enter(office)) or (
        page.is_with_head and access.heads_office(office)
    )


def steps_context(request: HttpRequest, page: ReturnPage) -> dict[str, Any]:
    """The steps that the person may take, by their codes (``hand_up``), and whose office it is."""
    access, office = access_of(signed_in(request)), page.plan.office
    steps = steps_open_to(access, page.monthly_return, office, among=STEPS)
    return {
        "steps": {one.code.replace("-", "_"): True for one in steps},
        "may_hand_on": (page.writable or page.is_with_head) and any(one.hands_on for one in steps),
        "is_ours": access.may_prepare(office),
    }


def _save_whole_form(
    request: HttpRequest, address: Mapping[str, str], month_text: str
) -> HttpResponse:
    try:
        typed, saved = save_typed(request, address, month_text)
    except ReturnLocked as locked:
        plan = plan_or_404(request, **address)
        return _kept_beside(request, page_of(plan, month_or_404(plan, month_text)), locked)
    plan, month = saved.figures.plan, saved.monthly_return.month
    if saved.written:
        count = len(saved.written)
        messages.success(
            request,
            ngettext("%(count)s cell was saved.", "%(count)s cells were saved.", count)
            % {"count": digits(count)},
        )
    refused = len(typed.errors) + len(saved.conflicts)
    if not refused:
        return redirect(_check_url(plan, month) if "check" in request.POST else request.path)
    messages.error(
        request,
        ngettext(
            "%(count)s cell was not saved. The reason is beside it.",
            "%(count)s cells were not saved. The reason is beside each.",
            refused,
        )
        % {"count": digits(refused)},
    )
    page = page_of(plan, month, figures=saved.figures)
    rows = [_with_trouble(row, request.POST, typed, saved) for row in page.rows]
    return render_page(request, page.with_rows(rows), status=409 if saved.conflicts else 422)


def _check_url(plan: Plan, month: Month) -> str:
    return plan_url("indicators:check", plan, month)


def _kept_beside(request: HttpRequest, page: ReturnPage, locked: ReturnLocked) -> HttpResponse:
    """The locked return with what was typed beside what is stored, to be sent again later."""
    typed = read_cells(request.POST, page.figures.indicators, month=page.month)
    rows = [_with_unsaved(row, request.POST, typed) for row in page.rows]
    page = page.with_rows(rows)
    if page.has_unsaved:
        return render_page(request, page, status=HTTPStatus.LOCKED)
    messages.error(request, locked_sentence(locked))
    return redirect(request.path)


def _with_unsaved(row: ReturnRow, data: Mapping[str, str], typed: TypedCells) -> ReturnRow:
    pk = row.indicator.pk
    change, error = typed.changes.get(pk), typed.errors.get(pk)
    remarks = row.remarks if change is None or change.remarks is None else change.remarks
    if error is None and (change is None or (change.figure, remarks) == (row.figure, row.remarks)):
        return row
    return replace(
        row,
        typed=data.get(f"cell-{pk}", ""),
        typed_remarks=data.get(f"remarks-{pk}"),
        typed_base=read_version(data.get(f"base-{pk}", "")),
        error=sentence(error) if error else "",
        is_unsaved=True,
    )


def _with_trouble(
    row: ReturnRow, data: Mapping[str, str], typed: TypedCells, saved: Saved
) -> ReturnRow:
    """The row as the person left it and what is wrong with it; others as they are stored."""
    pk = row.indicator.pk
    conflicts = {conflict.indicator: conflict for conflict in saved.conflicts}
    if pk not in typed.errors and pk not in conflicts:
        return row
    error = typed.errors.get(pk)
    base = data.get(f"base-{pk}", "")
    return replace(
        row,
        typed=data.get(f"cell-{pk}", ""),
        typed_remarks=data.get(f"remarks-{pk}"),
        error=sentence(error) if error else "",
        typed_base=read_version(base) if error else None,
        conflict=conflicts.get(pk),
    )
