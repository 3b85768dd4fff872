"""Bring a month's filled form: choose it, look at what would change, take it, put it back."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from indicators.returns.bringing import carried
from indicators.returns.bringing.carried import NotCarried
from indicators.returns.bringing.columns import chosen_by, chosen_for, likeliest
from indicators.returns.bringing.forms import BringForm
from indicators.returns.bringing.proposal import proposal_of
from indicators.returns.bringing.services import put_back_brought, store_brought
from indicators.returns.bringing.values import Proposal
from indicators.returns.bringing.workbook import sheet_of
from indicators.returns.cells.services import CellChange, ReturnLocked, Saved
from indicators.returns.entry import putting_back
from indicators.returns.entry.services import NotTheirMonth
from indicators.returns.entry.views import may_type, page_of
from indicators.returns.forms import read_version
from indicators.returns.locks import locked_sentence
from indicators.returns.lookup import month_or_404, plan_or_404
from indicators.returns.page import ReturnPage
from numerals import Message
from offices.requests import signed_in
from offices.selectors import access_of
from plans.document.month.values import BroughtForm
from plans.forms.months import month_forms
from plans.models import Plan
from plans.workshop.source import source_of
from presentation.figures import digits, sentence
from spreadsheets.exchange.download import workbook_response
from spreadsheets.locked_forms import write_forms

_PAGE = "indicators/returns/bringing/bring.html"
_PREVIEW = "indicators/returns/bringing/preview.html"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """The form to choose a file; a POST shows what it would change, stores it, or puts it back.

    By the button that was pressed: ``store`` takes the rows ticked, ``put-back`` undoes the last
    file, anything else only looks.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    if not access.may_prepare(plan.office):
        raise Http404
    page = page_of(plan, month_or_404(plan, month)).seen_by(access)
    if not may_type(page, access):
        lock = page.return_status.lock
        if lock is None:
            raise Http404
        # The form says why it is closed.
        return redirect(page.entry_url)
    if request.method != "POST":
        return _ask(request, page, BringForm())
    try:
        if "put-back" in request.POST:
            return _put_back(request, page)
        return _look_or_store(request, page) if "carried" in request.POST else _read(request, page)
    except ReturnLocked as locked:
        messages.error(request, locked_sentence(locked))
        return redirect(page.entry_url)


@login_required
@require_safe
def workbook(
    request: HttpRequest, *, office: str, year: str, kind: str, month: str
) -> HttpResponse:
    """The month as a workbook: open to be filled in by who may, else to read."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    page = page_of(plan, month_or_404(plan, month)).seen_by(access)
    content = write_forms([sheet_of(page, is_open=may_type(page, access))])
    return workbook_response(content, name=f"{plan.office.code}-{plan.kind}-{page.month}")


def _ask(
    request: HttpRequest, page: ReturnPage, form: BringForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "plan": page.plan,
        "form": form,
        "source": source_of(page.plan),
        "problem": problem,
    }
    return render(request, _PAGE, context, status=status)


def _read(request: HttpRequest, page: ReturnPage) -> HttpResponse:
    source = source_of(page.plan) if "source" in request.POST else None
    form = BringForm(request.POST, request.FILES)
    if source is None and not form.is_valid():
        return _ask(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    content = form.content if source is None else bytes(source.content)
    found = month_forms(content, year=page.plan.span)
    if isinstance(found, Message):
        return _refused(request, page, sentence(found))
    foreign = [one for one in found if one.is_ours and one.address != page.plan.address]
    forms = [carried.shortened(one) for one in found if one not in foreign]
    if not forms:
        return _refused(request, page, _made_for_another(foreign[0]))
    forms = list(likeliest(forms, page.figures.indicators))
    text = carried.sealed(forms, by=signed_in(request), of=page.bring_url)
    if len(text) > carried.MOST_CHARACTERS:
        return _refused(request, page, _("The file has far more rows than a form."))
    return _preview(request, page, forms, text)


def _refused(request: HttpRequest, page: ReturnPage, problem: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _ask(request, page, BringForm(), problem=problem, status=status)


def _look_or_store(request: HttpRequest, page: ReturnPage) -> HttpResponse:
    text = request.POST["carried"]
    try:
        forms = carried.unsealed(text, by=signed_in(request), of=page.bring_url)
    except NotCarried:
        problem = _("This preview is out of date. Bring the file again; nothing was stored.")
        return _refused(request, page, problem)
    if "store" not in request.POST:
        return _preview(request, page, forms, text)
    proposal = _proposal(request, page, forms)
    changes = _taken(request.POST, proposal)
    if not changes:
        problem = _("No row is ticked, so nothing was stored.")
        return _preview(request, page, forms, text, problem=problem)
    stored = _in_address(
        request,
        page.plan,
        lambda address: store_brought(address, page.month, changes, by=signed_in(request)),
    )
    saved = stored.saved
    if saved.written:
        putting_back.keep(request, saved, stored.before)
        messages.success(request, _stored(len(saved.written)))
    if not saved.conflicts:
        if not saved.written:
            messages.info(request, _("These figures were stored already."))
        return redirect(page.entry_url)
    page = page_of(saved.figures.plan, page.month, figures=saved.figures)
    return _preview(
        request,
        page.seen_by(access_of(signed_in(request))),
        forms,
        text,
        problem=_changed_meanwhile(saved, page),
        status=HTTPStatus.CONFLICT,
    )


def _preview(
    request: HttpRequest,
    page: ReturnPage,
    forms: list[BroughtForm] | tuple[BroughtForm, ...],
    text: str,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": page,
        "plan": page.plan,
        "proposal": _proposal(request, page, forms),
        "carried": text,
        "takes_remarks": _takes_remarks(request),
        "has_remarks": any(form.has_remarks for form in forms),
        "problem": problem,
    }
    return render(request, _PREVIEW, context, status=status)


def _proposal(
    request: HttpRequest, page: ReturnPage, forms: list[BroughtForm] | tuple[BroughtForm, ...]
) -> Proposal:
    """What the chosen column would change; that of the month, as long as nobody chose."""
    key = request.POST.get("column")
    indicators = page.figures.indicators
    chosen = chosen_for(page.month, forms, indicators) if key is None else chosen_by(key, forms)
    takes_remarks = _takes_remarks(request)
    return proposal_of(page, forms, chosen, takes_remarks=takes_remarks, by=signed_in(request))


def _takes_remarks(request: HttpRequest) -> bool:
    """Remarks come with the figures, unless they were left out on the preview."""
    return "column" not in request.POST or "remarks" in request.POST


def _taken(data: Mapping[str, str], proposal: Proposal) -> dict[int, CellChange]:
    """The lines that are ticked, over the versions of the cells that the preview showed."""
    found = {}
    for pk, change in proposal.changes.items():
        base = read_version(data.get(f"base-{pk}", ""))
        if f"take-{pk}" in data and base is not None:
            found[pk] = CellChange(change.figure, base, change.remarks)
    return found


def _put_back(request: HttpRequest, page: ReturnPage) -> HttpResponse:
    undoable = putting_back.kept(request, page.plan, page.month)
    if undoable is None:
        messages.info(request, _("There is nothing to put back."))
        return redirect(page.entry_url)
    saved = _in_address(
        request,
        page.plan,
        lambda address: put_back_brought(
            address, page.month, undoable.before, version=undoable.version, by=signed_in(request)
        ),
    )
    putting_back.forget(request)
    if saved.written:
        count = len(saved.written)
        messages.success(
            request,
            ngettext(
                "%(count)s cell is as it was before the file.",
                "%(count)s cells are as they were before the file.",
                count,
            )
            % {"count": digits(count)},
        )
    if saved.conflicts:
        messages.warning(request, _changed_meanwhile(saved, page))
    return redirect(page.entry_url)


def _in_address(request: HttpRequest, plan: Plan, act: Any) -> Any:
    """What ``act`` gives for the plan's address, 404 if it is not the person's to write to."""
    try:
        return act(plan.at.named())
    except (Plan.DoesNotExist, NotTheirMonth) as error:
        raise Http404 from error


def _stored(count: int) -> str:
    return ngettext(
        "%(count)s cell was stored from the file.",
        "%(count)s cells were stored from the file.",
        count,
    ) % {"count": digits(count)}


def _changed_meanwhile(saved: Saved, page: ReturnPage) -> str:
    codes = {row.indicator.pk: row.code for row in page.rows}
    rows = ", ".join(codes[one.indicator] for one in saved.conflicts)
    return _("Changed since by somebody, so left as they are: %(rows)s.") % {"rows": rows}


def _made_for_another(form: BroughtForm) -> str:
    return _("This workbook was made for another plan: %(plan)s. Nothing was stored.") % {
        "plan": digits(form.address)
    }
