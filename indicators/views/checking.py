"""Check and submit: what is missing, what is odd, then the return goes on its way."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.services.sheets import StepRefused, submit_sheet
from indicators.sheet.page import SheetPage
from indicators.views.addressed import month_or_404, plan_or_404
from indicators.views.entry import page_of, writer_or_404
from indicators.workflow import WRITABLE
from offices.requests import signed_in


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """The last look before the return is handed in; a POST hands it in."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    page = page_of(plan, month_or_404(plan, month))
    writer_or_404(request, plan)
    if request.method == "POST":
        return _submit(request, page)
    return _render(request, page)


def _render(
    request: HttpRequest, page: SheetPage, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"page": page, "plan": page.plan, "problem": problem}
    return render(request, "indicators/check.html", context, status=status)


def _submit(request: HttpRequest, page: SheetPage) -> HttpResponse:
    if page.writable:
        problem = _refusal(request, page)
        if problem:
            return _render(request, page, problem=problem, status=422)
    try:
        submit_sheet(page.sheet, by=signed_in(request))
    except StepRefused as refused:
        is_ours = refused.state in WRITABLE
        messages.info(request, _changed() if is_ours else _("This return was submitted already."))
    else:
        messages.success(request, _("The return was submitted. The reviewing office has it now."))
    return redirect(page.entry_url)


def _refusal(request: HttpRequest, page: SheetPage) -> str:
    """Why the return cannot be handed in as it is, or nothing."""
    if not page.filled:
        return _("No figure has been entered yet; an empty return cannot be submitted.")
    if request.POST.get("sheet-version") != str(page.sheet.version):
        return _changed()
    if page.missing and not request.POST.get("accept-missing"):
        return _("Some cells are blank. Fill them, or confirm that they stay “not reported”.")
    return ""


def _changed() -> str:
    return _(
        "The figures have changed since you opened this page. Look through them once more, "
        "then submit."
    )
