"""A quarter's report: written and handed in by the office, decided on by the reviewer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.forms import RemarksForm, ReturnForm
from indicators.locks import report_closed_sentence
from indicators.periods.models import ReportKind
from indicators.periods.order import LaterStand, QuartersMissing, later_standing
from indicators.periods.page import PeriodPage
from indicators.periods.selectors import report_with_steps
from indicators.periods.services import (
    HeldByYear,
    NotReady,
    ReportClosed,
    accept_report,
    return_report,
    save_remarks,
    submit_report,
)
from indicators.selectors.figures import figures_of
from indicators.selectors.owed import reviewing_name
from indicators.services.scores import rules_of, score_figures
from indicators.services.steps import SamePerson, StepRefused
from indicators.views.addressed import plan_or_404, this_month
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar import Period, PeriodKind, periods_of
from plans.models import Plan
from plans.presentation import quarter_name
from presentation.figures import month as month_text


@dataclass(frozen=True)
class Rights:
    """What the person may do with the report as it stands."""

    write: bool
    submit: bool
    decide: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def quarter(
    request: HttpRequest, *, office: str, year: str, kind: str, number: int
) -> HttpResponse:
    """The quarter's figures, remarks and state; a POST writes, hands in or decides."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    page = page_of_period(plan, _quarter_or_404(plan, number))
    if request.method == "POST":
        return posted(request, page, show=_render)
    return _render(request, page, Forms())


def page_of_period(plan: Plan, period: Period) -> PeriodPage:
    """The page of the plan's report of a period."""
    figures = figures_of(plan).counted
    report, steps = report_with_steps(plan, period)
    return PeriodPage(
        report,
        figures,
        score_figures(figures, month=period.last, rules=rules_of(plan.rule_set)),
        tuple(steps),
        timezone.localdate(),
        reviewing=reviewing_name(plan),
    )


def _quarter_or_404(plan: Plan, number: int) -> Period:
    """The quarter, if there is one of that number and it has begun."""
    quarters = periods_of(plan.span, PeriodKind.QUARTER)
    if not 1 <= number <= len(quarters) or quarters[number - 1].first > this_month():
        raise Http404
    return quarters[number - 1]


def rights_of(request: HttpRequest, page: PeriodPage) -> Rights:
    """What the person may do now."""
    access, office = access_of(signed_in(request)), page.plan.office
    return Rights(
        write=access.may_enter(office) or access.may_submit(office),
        submit=access.may_submit(office),
        decide=access.may_review(office),
    )


@dataclass(frozen=True)
class Forms:
    """What is typed on the page and could not be taken, and why."""

    remarks: RemarksForm | None = None
    giving_back: ReturnForm | None = None
    problem: str = ""


class Show(Protocol):
    """Renders the page of a report, with what could not be taken."""

    def __call__(
        self, request: HttpRequest, page: Any, forms: Forms, *, status: int = 200
    ) -> HttpResponse: ...


def _render(
    request: HttpRequest, page: PeriodPage, forms: Forms, *, status: int = 200
) -> HttpResponse:
    context = context_of(request, page, forms)
    return render(request, "indicators/quarter.html", context, status=status)


def context_of(request: HttpRequest, page: PeriodPage, forms: Forms) -> dict[str, Any]:
    """What the page of a report is rendered with."""
    rights = rights_of(request, page)
    is_own = page.report.submitted_by_id == signed_in(request).pk
    may_decide = rights.decide and page.in_review and not is_own
    may_return = rights.decide and page.is_frozen and not is_own
    return {
        "page": page,
        "plan": page.plan,
        "remarks_form": forms.remarks or RemarksForm(initial={"remarks": page.report.remarks}),
        "form": forms.giving_back or ReturnForm(),
        "forms": forms,
        "may_write": rights.write and page.is_with_office,
        "may_submit": rights.submit and page.is_with_office and not page.is_closed,
        "closed": report_closed_sentence(page.closes) if page.is_closed and page.closes else "",
        "may_accept": may_decide and page.report.kind == ReportKind.QUARTER,
        "may_evaluate_now": may_decide and page.report.kind == ReportKind.YEAR,
        "may_return": may_return,
        "later": later_standing(page.report) if may_return else (),
        "reopens": rights.decide,
    }


def posted(
    request: HttpRequest,
    page: PeriodPage,
    *,
    show: Show,
    take: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Do what was asked for, ``take`` if given; say why where it is not done."""
    try:
        if str(page.report.version) != request.POST.get("version", str(page.report.version)):
            raise StepRefused(page.state)
        return take() if take else _asked_for(request, page, show)
    except StepRefused:
        messages.warning(
            request, _("Nothing was done: the report has changed since you opened this page.")
        )
    except SamePerson:
        messages.error(
            request, _("You submitted this report yourself; another reviewer decides on it.")
        )
    except HeldByYear:
        messages.error(
            request,
            _("The annual evaluation has this quarter in it; return that one first."),
        )
    return redirect(page.url)


def _asked_for(request: HttpRequest, page: PeriodPage, show: Show) -> HttpResponse:
    rights = rights_of(request, page)
    if "accept" in request.POST or "return" in request.POST:
        if not rights.decide:
            raise Http404
        return _decided(request, page, show)
    if not (rights.submit if "submit" in request.POST else rights.write):
        raise Http404
    return _written(request, page, show)


def _written(request: HttpRequest, page: PeriodPage, show: Show) -> HttpResponse:
    form = RemarksForm(request.POST)
    if not form.is_valid():
        return show(request, page, Forms(remarks=form), status=422)
    remarks, by = form.cleaned_data["remarks"], signed_in(request)
    if "submit" not in request.POST:
        save_remarks(page.report, remarks=remarks, by=by)
        messages.success(request, _("The remarks are saved."))
        return redirect(page.url)
    try:
        submit_report(page.report, remarks=remarks, by=by)
    except NotReady as refused:
        names = ", ".join(month_text(month) for month, _sheet in refused.months)
        problem = _("These months are not accepted yet: %(months)s.") % {"months": names}
        return show(request, page, Forms(remarks=form, problem=problem), status=422)
    except QuartersMissing as refused:
        problem = _("The year is submitted after its quarters; these are not yet: %(quarters)s.")
        problem %= {"quarters": ", ".join(quarter_name(one.number) for one in refused.reports)}
        return show(request, page, Forms(remarks=form, problem=problem), status=422)
    except ReportClosed as refused:
        problem = report_closed_sentence(refused.closes)
        return show(request, page, Forms(remarks=form, problem=problem), status=423)
    messages.success(request, _("The report was submitted. Its months stay as they are now."))
    return redirect(page.url)


def _decided(request: HttpRequest, page: PeriodPage, show: Show) -> HttpResponse:
    by = signed_in(request)
    if "accept" in request.POST:
        accept_report(page.report, by=by)
        messages.success(request, _("The report was accepted."))
        return redirect(page.url)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, page, Forms(giving_back=form), status=422)
    known = {int(one) for one in request.POST.getlist("later") if one in ("2", "3", "4")}
    try:
        return_report(page.report, reason=form.cleaned_data["reason"], by=by, known=known)
    except LaterStand:
        problem = _("Later quarters stand as they were handed in: confirm that you know.")
        return show(request, page, Forms(giving_back=form, problem=problem), status=422)
    messages.success(
        request, _("The report went back with your reason. Its months can be reopened.")
    )
    return redirect(page.url)
