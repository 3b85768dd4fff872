"""The half-yearly feedback: written by the superior office, answered once by the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.periods.available_reports import available_reports
from indicators.periods.feedback.page import FeedbackPage
from indicators.periods.feedback.selectors import find_feedback
from indicators.periods.feedback.services import (
    FeedbackChanged,
    FeedbackClosed,
    FeedbackStands,
    FeedbackWords,
    NoFeedback,
    answer_feedback,
    give_feedback,
)
from indicators.returns.forms import AnswerForm, FeedbackForm, read_version
from indicators.returns.locks import feedback_closed_sentence
from indicators.returns.lookup import plan_or_404
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.returns.selectors.owed import reviewing_name
from offices.requests import signed_in
from offices.selectors import access_of
from plans.handing_in.refusals import SamePerson
from plans.models import Plan


@dataclass(frozen=True)
class FeedbackForms:
    """What is typed on the page and could not be taken, and why."""

    giving: FeedbackForm | None = None
    answering: AnswerForm | None = None
    problem: str = ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def half_year(request: HttpRequest, *, office: str, year: str, kind: str) -> HttpResponse:
    """The half-year's scores with the feedback on them; a POST gives or answers it."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    page = _page_or_404(plan)
    if request.method != "POST":
        return _render(request, page, FeedbackForms())
    if "answer" in request.POST:
        if not (access.may_enter(plan.office) or access.may_submit(plan.office)):
            raise Http404
        return _answered(request, page)
    if not access.may_review(plan.office):
        raise Http404
    return _given(request, page)


def _page_or_404(plan: Plan) -> FeedbackPage:
    """The page of the plan's half-year, if its last month has begun."""
    today = timezone.localdate()
    period = available_reports(plan.span, today=today).half
    if period is None:
        raise Http404
    figures = figures_of(plan).counted
    score = score_figures(figures, month=period.last, rules=rules_of(plan.rule_set))
    feedback = find_feedback(plan)
    return FeedbackPage(period, figures, score, feedback, today, reviewing=reviewing_name(plan))


def _render(
    request: HttpRequest, page: FeedbackPage, forms: FeedbackForms, *, status: int = 200
) -> HttpResponse:
    access, office, user = access_of(signed_in(request)), page.plan.office, signed_in(request)
    may_give = access.may_review(office) and not page.is_answered
    # What was typed until it closed is shown once more, to be kept elsewhere.
    giving = forms.giving if page.is_closed else forms.giving or _stored_form(page)
    works_there = access.may_enter(office) or access.may_submit(office)
    is_own = page.feedback is not None and page.feedback.given_by_id == user.pk
    context: dict[str, Any] = {
        "page": page,
        "plan": page.plan,
        "form": giving if may_give else None,
        "objectives": page.remarked(giving if may_give else None),
        "answer_form": forms.answering or AnswerForm(),
        "may_answer": works_there and page.feedback and not page.is_answered and not is_own,
        "problem": forms.problem,
        "closed": _closed(page),
    }
    return render(request, "indicators/periods/half_year.html", context, status=status)


def _closed(page: FeedbackPage) -> str:
    """That it is too late to write the feedback, until it is answered."""
    is_news = page.is_closed and not page.is_answered
    return feedback_closed_sentence(page.closes) if is_news and page.closes else ""


def _stored_form(page: FeedbackPage) -> FeedbackForm:
    text = page.feedback.text if page.feedback else ""
    initial = FeedbackForm.initial_of(text, page.said)
    return FeedbackForm(objectives=page.objective_models, initial=initial)


def _given(request: HttpRequest, page: FeedbackPage) -> HttpResponse:
    form = FeedbackForm(request.POST, objectives=page.objective_models)
    if not form.is_valid():
        problem = _("Not saved: look at the marked fields. What you typed is still here.")
        return _render(request, page, FeedbackForms(giving=form, problem=problem), status=422)
    words = FeedbackWords(form.cleaned_data["text"], form.remarks)
    by = signed_in(request)
    try:
        give_feedback(page.plan, words=words, version=_seen(request, page), by=by)
    except FeedbackStands:
        messages.warning(
            request, _("Nothing was changed: the office has answered, so the feedback is final.")
        )
    except FeedbackChanged:
        problem = _("Someone else has written this. Compare it with yours and send again.")
        return _render(request, page, FeedbackForms(giving=form, problem=problem), status=409)
    except FeedbackClosed as refused:
        problem = feedback_closed_sentence(refused.closes)
        return _render(request, page, FeedbackForms(giving=form, problem=problem), status=423)
    else:
        messages.success(request, _("The office sees your feedback now."))
    return redirect(page.url)


def _answered(request: HttpRequest, page: FeedbackPage) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _render(request, page, FeedbackForms(answering=form), status=422)
    answer, by = form.cleaned_data["answer"], signed_in(request)
    try:
        answer_feedback(page.plan, answer=answer, version=_seen(request, page), by=by)
    except NoFeedback:
        messages.warning(request, _("There is no feedback to answer yet."))
    except FeedbackStands:
        messages.warning(request, _("Nothing was changed: the feedback has already been answered."))
    except SamePerson:
        messages.error(
            request, _("You gave this feedback. Someone else from the office has to answer it.")
        )
    except FeedbackChanged:
        problem = _("The feedback has changed. Read it again, then send your answer.")
        return _render(request, page, FeedbackForms(answering=form, problem=problem), status=409)
    else:
        messages.success(request, _("Your answer has been saved."))
    return redirect(page.url)


def _seen(request: HttpRequest, page: FeedbackPage) -> int:
    """The version that the sent page carried; a form without one speaks of what is stored."""
    seen = read_version(request.POST.get("version", str(page.version)))
    return -1 if seen is None else seen
