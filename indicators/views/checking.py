"""Check and submit: what is missing, what is odd, then the return goes on its way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms import read_answers
from indicators.locks import locked_sentence
from indicators.services.cells import SheetLocked
from indicators.services.steps import EvidenceLacking, StepRefused, Unanswered, submit_sheet
from indicators.sheet.page import SheetPage
from indicators.views.addressed import month_or_404, plan_or_404
from indicators.views.comments import last_said_context
from indicators.views.entry import page_of
from indicators.workflow import SUBMIT, WITH_OFFICE
from offices.requests import signed_in
from offices.selectors import access_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """The last look before the return is handed in; a POST by who may submit hands it in."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    may_submit = SUBMIT.is_open_to(access, plan.office)
    if not access.may_prepare(plan.office):
        raise Http404
    page = page_of(plan, month_or_404(plan, month))
    if request.method == "POST":
        if not may_submit:
            raise Http404
        return _submit(request, page)
    return _render(request, page)


def _render(
    request: HttpRequest,
    page: SheetPage,
    *,
    problem: str = "",
    answers: Mapping[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    if answers:
        page = page.with_rows(
            [replace(row, typed_note=answers.get(row.indicator.pk, "")) for row in page.rows]
        )
    context = {
        "page": page,
        "plan": page.plan,
        "problem": problem,
        "may_submit": SUBMIT.is_open_to(access_of(signed_in(request)), page.plan.office),
        **last_said_context(request, page.plan, page.month),
    }
    return render(request, "indicators/check.html", context, status=status)


def _submit(request: HttpRequest, page: SheetPage) -> HttpResponse:
    answers = read_answers(request.POST, page.figures.indicators)
    if page.writable:
        problem = _refusal(request, page)
        if problem:
            return _render(request, page, problem=problem, answers=answers, status=422)
    try:
        submit_sheet(page.sheet, by=signed_in(request), answers=answers)
    except EvidenceLacking:
        return _render(request, page, problem=_unproved(), answers=answers, status=422)
    except SheetLocked as locked:
        problem = locked_sentence(locked)
        return _render(request, page, problem=problem, answers=answers, status=423)
    except Unanswered:
        return _render(request, page, problem=_unanswered(), answers=answers, status=422)
    except StepRefused as refused:
        is_ours = refused.state in WITH_OFFICE
        messages.info(request, _changed() if is_ours else _("This return was submitted already."))
    else:
        messages.success(request, _("The return was submitted. The reviewing office has it now."))
    return redirect(page.entry_url)


def _refusal(request: HttpRequest, page: SheetPage) -> str:
    """Why the return cannot be handed in as it is, or nothing."""
    if not page.asked:
        return _("No indicator is asked for this month; there is nothing to submit.")
    if not page.filled:
        return _("No figure has been entered yet; an empty return cannot be submitted.")
    if request.POST.get("sheet-version") != str(page.sheet.version):
        return _changed()
    if page.missing and not request.POST.get("accept-missing"):
        return _("Some cells are blank. Fill them, or confirm that they stay “not reported”.")
    return ""


def _unproved() -> str:
    return _("Some figures need evidence that is not there yet. Add a file to each of them.")


def _unanswered() -> str:
    return _(
        "The reviewer noted cells that are still as they were. Correct each of them, or say "
        "in a few words why it stays."
    )


def _changed() -> str:
    return _(
        "The figures have changed since you opened this page. Look through them once more, "
        "then submit."
    )
