"""What the pages of a quarter and of the year have in common: the steps, and why one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from indicators.periods.models import ReportKind
from indicators.periods.moves import HeldByYear, NotReady, ReportClosed
from indicators.periods.order import LaterStand, QuartersMissing, later_standing
from indicators.periods.page import PeriodPage
from indicators.periods.services import (
    accept_report,
    hand_report_to_head,
    hand_report_to_officer,
    may_write,
    recall_report,
    return_report,
    save_remarks,
    submit_report,
    take_report_back,
)
from indicators.periods.workflow import (
    ACCEPT,
    HAND_DOWN,
    HAND_UP,
    RETURN,
    STEPS,
    TAKE_BACK,
)
from indicators.returns.forms import RemarksForm, ReturnForm
from indicators.returns.locks import report_closed_sentence
from offices.requests import signed_in
from offices.selectors import access_of
from plans.calendar.wording import quarter_name
from plans.handing_in.moves import note_opened
from plans.handing_in.refusals import AlreadyOpened, SamePerson, StepRefused
from plans.handing_in.transitions import Transition, steps_open_to
from presentation.figures import month as month_text
from presentation.lines import lines_typed

LONGEST_WORD = 2000
"""Characters of what the head says to the officer."""


@dataclass(frozen=True)
class ReportForms:
    """What is typed on the page and could not be taken, and why."""

    remarks: RemarksForm | None = None
    giving_back: ReturnForm | None = None
    problem: str = ""


class ShowReport(Protocol):
    """Renders the page of a report, with what could not be taken."""

    def __call__(
        self, request: HttpRequest, page: Any, forms: ReportForms, *, status: int = 200
    ) -> HttpResponse: ...


def is_late_look(request: HttpRequest, page: PeriodPage) -> bool:
    """Note that a reviewer has opened the report; true where it moved on since it was read."""
    by = signed_in(request)
    is_opening = request.method == "GET" and ACCEPT.is_open_to(access_of(by), page.plan.office)
    return is_opening and not note_opened(page.report, by=by)


def context_of(request: HttpRequest, page: PeriodPage, forms: ReportForms) -> dict[str, Any]:
    """What the page of a report is rendered with; ``steps`` are those that the person may take."""
    by, report = signed_in(request), page.report
    access, office = access_of(by), page.plan.office
    open_to = steps_open_to(access, report, office, among=STEPS)
    steps = {one.code.replace("-", "_"): True for one in open_to if not one.is_on_own(report, by)}
    is_quarter = report.kind == ReportKind.QUARTER
    return {
        "page": page,
        "plan": page.plan,
        "remarks_form": forms.remarks or RemarksForm(initial={"remarks": report.remarks}),
        "form": forms.giving_back or ReturnForm(),
        "forms": forms,
        "longest_word": LONGEST_WORD,
        "steps": steps,
        "may_write": may_write(access, report),
        "may_hand_on": not (page.is_closed or page.unready or page.missing_quarters),
        "closed": report_closed_sentence(page.closes) if page.is_closed and page.closes else "",
        "may_accept": "accept" in steps and is_quarter,
        "may_evaluate_now": "accept" in steps and not is_quarter,
        "may_return": "return" in steps,
        "later": later_standing(report) if "return" in steps else (),
        "reopens": access.may_review(office),
    }


def posted(
    request: HttpRequest,
    page: PeriodPage,
    *,
    show: ShowReport,
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
    except AlreadyOpened:
        messages.error(
            request,
            _(
                "A reviewer has opened this report, so it cannot be taken back any more. Ask them "
                "to give it back."
            ),
        )
    except HeldByYear:
        messages.error(
            request,
            _("This quarter is part of the annual evaluation, which has to be returned first."),
        )
    return redirect(page.url)


def _asked_for(request: HttpRequest, page: PeriodPage, show: ShowReport) -> HttpResponse:
    """Take the step whose button was pressed; without one the remarks are saved."""
    access, office = access_of(signed_in(request)), page.plan.office
    asked = next((one for one in STEPS if one.code in request.POST), None)
    if not (asked.is_open_to(access, office) if asked else access.may_prepare(office)):
        raise Http404
    if asked is None or asked.hands_on:
        return _written(request, page, asked, show)
    if asked == RETURN:
        return _returned(request, page, show)
    if asked == HAND_DOWN:
        return _handed_down(request, page, show)
    return _moved(request, page, asked)


def _written(
    request: HttpRequest, page: PeriodPage, step: Transition | None, show: ShowReport
) -> HttpResponse:
    form = RemarksForm(request.POST)
    if not form.is_valid():
        return show(request, page, ReportForms(remarks=form), status=422)
    remarks, by = form.cleaned_data["remarks"], signed_in(request)
    if step is None:
        save_remarks(page.report, remarks=remarks, by=by)
        messages.success(request, _("The remarks are saved."))
        return redirect(page.url)
    # Where the head is gone, the officer submits without a field for remarks.
    said = remarks if "remarks" in request.POST else None
    try:
        if step == HAND_UP:
            hand_report_to_head(page.report, remarks=said, by=by)
        else:
            submit_report(page.report, remarks=said, by=by)
    except (NotReady, QuartersMissing, ReportClosed) as refused:
        status = 423 if isinstance(refused, ReportClosed) else 422
        problem = _why_not(refused)
        return show(request, page, ReportForms(remarks=form, problem=problem), status=status)
    messages.success(request, _handed_on(step))
    return redirect(page.url)


def _why_not(refused: NotReady | QuartersMissing | ReportClosed) -> str:
    if isinstance(refused, ReportClosed):
        return report_closed_sentence(refused.closes)
    if isinstance(refused, NotReady):
        names = ", ".join(month_text(month) for month, _monthly_return in refused.months)
        return _("These months are not accepted yet: %(months)s.") % {"months": names}
    quarters = ", ".join(quarter_name(one.number) for one in refused.reports)
    problem = _("Submit the quarters before the year. Not submitted yet: %(quarters)s.")
    return problem % {"quarters": quarters}


def _handed_on(step: Transition) -> str:
    if step == HAND_UP:
        return _("The report is now with the head of your office, who will submit it.")
    return _("The report was submitted. Its months cannot change now.")


def _handed_down(request: HttpRequest, page: PeriodPage, show: ShowReport) -> HttpResponse:
    word = lines_typed(request.POST, "word", longest=LONGEST_WORD)
    if page.is_with_head and not word:
        problem = _("Tell the officer what to correct.")
        return show(request, page, ReportForms(problem=problem), status=422)
    hand_report_to_officer(page.report, reason=word, by=signed_in(request))
    messages.success(request, _("The report is back with the officer, with your message."))
    return redirect(page.url)


def _moved(request: HttpRequest, page: PeriodPage, step: Transition) -> HttpResponse:
    """Accept the report, or take it back from the head or from review."""
    by = signed_in(request)
    if step == ACCEPT:
        accept_report(page.report, by=by)
        messages.success(request, _("The report was accepted."))
        return redirect(page.url)
    try:
        if step == TAKE_BACK:
            take_report_back(page.report, by=by)
        else:
            recall_report(page.report, by=by)
    except LaterStand:
        messages.error(
            request, _("A later quarter has been submitted. That one has to be returned first.")
        )
    except ReportClosed as refused:
        messages.error(request, report_closed_sentence(refused.closes))
    else:
        messages.success(request, _("The report is back with you. Correct it, then send it again."))
    return redirect(page.url)


def _returned(request: HttpRequest, page: PeriodPage, show: ShowReport) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, page, ReportForms(giving_back=form), status=422)
    known = {int(one) for one in request.POST.getlist("later") if one in ("2", "3", "4")}
    reason, by = form.cleaned_data["reason"], signed_in(request)
    try:
        return_report(page.report, reason=reason, by=by, known=known)
    except LaterStand:
        problem = _("Later quarters stay as they were submitted: confirm that you know.")
        return show(request, page, ReportForms(giving_back=form, problem=problem), status=422)
    messages.success(
        request, _("The report was returned with your reason. Its months can be reopened.")
    )
    return redirect(page.url)
