"""One workbook for the months of many offices, or of a quarter: out, and in again."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from indicators.returns.bringing import carried
from indicators.returns.bringing.carried import NotCarried
from indicators.returns.bringing.forms import BringForm
from indicators.returns.bringing.many import (
    MOST_PLANS,
    CellsChanged,
    OfficeSheet,
    carried_of,
    pages_of,
    sheets_of,
    store_sheet,
)
from indicators.returns.bringing.many_forms import ManyForm
from indicators.returns.bringing.workbook import sheet_of
from indicators.returns.cells.services import ReturnLocked
from indicators.returns.entry.services import NotTheirMonth
from indicators.returns.entry.views import may_type
from indicators.returns.lookup import has_begun, plan_or_404, this_month
from numerals import Message, Month
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.terms import PeriodKind, periods_of
from plans.document.month.values import BroughtForm
from plans.forms.months import month_forms
from plans.models import Plan
from presentation.figures import digits, sentence
from spreadsheets.exchange.download import workbook_response
from spreadsheets.locked_forms import write_forms

_PAGE = "indicators/returns/bringing/months.html"
_PREVIEW = "indicators/returns/bringing/months_preview.html"
_OF = "months"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def months(request: HttpRequest) -> HttpResponse:
    """Choose a workbook to download, or bring one; a POST looks, and ``store`` stores."""
    _let_in(request)
    if request.method != "POST":
        return _ask(request, ManyForm(user=signed_in(request)), BringForm.of_workbook())
    return _store(request) if "carried" in request.POST else _read(request)


@login_required
@require_safe
def months_workbook(request: HttpRequest) -> HttpResponse:
    """The chosen month, a sheet for each office: open where the person may enter, else to read."""
    _let_in(request)
    form = ManyForm(request.GET, user=signed_in(request))
    if not form.is_valid():
        return _ask(request, form, BringForm.of_workbook(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    plans = form.plans(most=MOST_PLANS)
    if not plans or len(plans) > MOST_PLANS:
        said = _("There are more than %(most)s offices. Choose a superior office.") % {
            "most": digits(MOST_PLANS)
        }
        form.add_error("office", said if plans else _("No office here has such a plan."))
        return _ask(request, form, BringForm.of_workbook(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _workbook(request, plans, name=f"{form.cleaned_data['kind']}-{form.chosen_month}")


@login_required
@require_safe
def quarter_workbook(
    request: HttpRequest, *, office: str, year: str, kind: str, number: int
) -> HttpResponse:
    """The months of a quarter that have begun, a sheet each."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    quarters = periods_of(plan.span, PeriodKind.QUARTER)
    if not 1 <= number <= len(quarters) or quarters[number - 1].first > this_month():
        raise Http404
    begun = [one for one in quarters[number - 1].months if has_begun(plan, one)]
    name = f"{plan.office.code}-{plan.kind}-{plan.span}-quarter-{number}"
    return _workbook(request, [(plan, month) for month in begun], name=name)


def _let_in(request: HttpRequest) -> None:
    """Only who works for an office, or looks at several."""
    access = access_of(signed_in(request))
    if not (access.works_for or access.oversees):
        raise Http404


def _workbook(
    request: HttpRequest, months: Sequence[tuple[Plan, Month]], *, name: str
) -> HttpResponse:
    me = signed_in(request)
    access = access_of(me)
    sheets = [sheet_of(one, is_open=may_type(one, access)) for one in pages_of(months, by=me)]
    return workbook_response(write_forms(sheets), name=name)


def _ask(
    request: HttpRequest,
    choice: ManyForm,
    form: BringForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"choice": choice, "form": form, "problem": problem}
    return render(request, _PAGE, context, status=status)


def _refused(request: HttpRequest, form: BringForm, problem: str = "") -> HttpResponse:
    choice = ManyForm(user=signed_in(request))
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _ask(request, choice, form, problem=problem, status=status)


def _read(request: HttpRequest) -> HttpResponse:
    form = BringForm.of_workbook(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, form)
    found = month_forms(form.content, year=this_month().fiscal_year)
    if isinstance(found, Message):
        return _refused(request, BringForm.of_workbook(), sentence(found))
    ours = [carried.shortened(one) for one in found if one.is_ours]
    if not ours:
        problem = _(
            "This workbook was not downloaded here. Download one, fill it in, and bring it."
        )
        return _refused(request, BringForm.of_workbook(), problem)
    text = carried.sealed(list(map(carried_of, ours)), by=signed_in(request), of=_OF)
    if len(text) > carried.MOST_CHARACTERS:
        return _refused(
            request, BringForm.of_workbook(), _("The file has far more rows than a form.")
        )
    return _preview(request, ours, text)


def _preview(
    request: HttpRequest, forms: Sequence[BroughtForm], text: str, *, status: int = 200
) -> HttpResponse:
    sheets = sheets_of(forms, by=signed_in(request))
    context = {
        "sheets": sheets,
        "carried": text,
        "may_store": any(one.may_be_taken for one in sheets),
    }
    return render(request, _PREVIEW, context, status=status)


def _store(request: HttpRequest) -> HttpResponse:
    text = request.POST["carried"]
    try:
        forms = carried.unsealed(text, by=signed_in(request), of=_OF)
    except NotCarried:
        problem = _("This preview is out of date. Bring the file again; nothing was stored.")
        return _refused(request, BringForm.of_workbook(), problem)
    ticked = set(request.POST.getlist("take"))
    sheets = [one for one in sheets_of(forms, by=signed_in(request)) if one.key in ticked]
    if not sheets:
        messages.warning(request, _("No sheet is ticked, so nothing was stored."))
        return _preview(request, forms, text, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    kept = [one for one in sheets if not _is_stored(request, one)]
    if kept:
        return _preview(request, forms, text, status=HTTPStatus.CONFLICT)
    return redirect("indicators:months")


def _is_stored(request: HttpRequest, sheet: OfficeSheet) -> bool:
    """Store one sheet and say so, or say why nothing of it was stored."""
    says_nothing = sheet.proposal is not None and not sheet.proposal.lines and not sheet.errors
    name = sheet.page.plan.office.name if sheet.page else sheet.form.address
    if not sheet.may_be_taken and not says_nothing:
        messages.error(request, _not_stored(name))
        return False
    try:
        count = store_sheet(sheet, by=signed_in(request))
    except (CellsChanged, NotTheirMonth, ReturnLocked, Plan.DoesNotExist):
        messages.error(request, _not_stored(name))
        return False
    messages.success(
        request,
        ngettext(
            "%(office)s: %(count)s cell was stored.",
            "%(office)s: %(count)s cells were stored.",
            count,
        )
        % {"office": name, "count": digits(count)},
    )
    return True


def _not_stored(name: str) -> str:
    return _("%(office)s: nothing was stored, see below.") % {"office": name}
