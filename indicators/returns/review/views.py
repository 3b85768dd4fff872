"""Review: the queue of submitted returns; one return, accepted or given back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from indicators.returns.comments.views import last_said_context
from indicators.returns.entry.views import page_of
from indicators.returns.evidence.selectors import evidence_by_cell, tallies_of
from indicators.returns.forms import ReopenForm, ReturnForm, read_notes
from indicators.returns.lookup import month_or_404, plan_or_404
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.moves import Frozen
from indicators.returns.page import ReturnPage
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.review.filters import ReviewFilter
from indicators.returns.review.held_against import held_against
from indicators.returns.review.selectors import next_to_decide, returns_to_review
from indicators.returns.review.tables import ReviewTable
from indicators.returns.selectors.steps import name_submitter, shown_steps, steps_of
from indicators.returns.steps import accept_return, reopen_return, return_return
from indicators.returns.workflow import ACCEPT, REOPEN
from offices.lists.listing import Listing, register, show_list
from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.handing_in.moves import note_opened
from plans.handing_in.refusals import SamePerson, StepRefused
from presentation.figures import month as month_words

REVIEW: Final = register(
    Listing(
        "review",
        gettext_lazy("Review"),
        "indicators:review-queue",
        "lokkho-review",
        lambda access: access.reviews,
        frozenset({"office"}),
    )
)


@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponseBase:
    """The submitted returns of the offices that the person oversees: unusual ones on top.

    ``format=csv`` or ``xlsx``: as a file.
    """
    user = signed_in(request)
    if not access_of(user).reviews:
        raise Http404
    chosen = ReviewFilter(request.GET, queryset=returns_to_review(user), user=user)
    table = ReviewTable(chosen.qs)
    return show_list(
        request,
        REVIEW,
        table,
        "indicators/returns/review/review_queue.html",
        form=chosen.form,
        tell=lambda: table.tell_return_status(today=timezone.localdate()),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """One return beside its last months; a reviewer's POST accepts it or gives it back.

    Who reads the office without reviewing it is led to the month's own page.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    may_decide = ACCEPT.is_open_to(access, plan.office)
    at = month_or_404(plan, month)
    if not (may_decide if request.method == "POST" else access.may_follow(plan.office)):
        if request.method == "POST" or not access.may_compare(plan.office):
            raise Http404
        return redirect(plan_url("indicators:entry", plan, at))
    files = evidence_by_cell(plan, at)
    steps = steps_of(plan, at)
    page = page_of(plan, at, evidence=tallies_of(files), steps=steps).seen_by(access)
    if page.monthly_return.pk is None:
        raise Http404
    is_opening = request.method == "GET" and may_decide
    if is_opening and not note_opened(page.monthly_return, by=signed_in(request)):
        return redirect(request.path)
    name_submitter(page.monthly_return, steps)
    held = held_against(page.figures, page.rows, at, peers=peers_of(plan, at))
    page = page.with_rows(
        [replace(row, files=files.get(row.indicator.pk, ())) for row in page.rows]
    )
    forms = ReviewForms(
        giving_back=_form(request),
        reopening=ReopenForm(request.POST if "reopen" in request.POST else None),
        notes=read_notes(request.POST, page.figures.indicators),
    )
    if request.method == "POST":
        answer = _decide(request, page, forms)
        if answer:
            return answer
        page = page.with_rows(
            [replace(row, typed_note=forms.notes.get(row.indicator.pk, "")) for row in page.rows]
        )
    is_own = ACCEPT.is_on_own(page.monthly_return, signed_in(request))
    context = {
        "page": page,
        "held_against": held,
        "a_year_ago": at.plus(-12),
        "plan": plan,
        "form": forms.giving_back,
        "reopen_form": forms.reopening,
        "steps": shown_steps(steps, is_ours=page.return_status.is_ours),
        "is_own": may_decide
        and is_own
        and page.monthly_return.office_state in (*ACCEPT.sources, *REOPEN.sources),
        "may_decide": may_decide and not is_own and page.in_review,
        "may_close_again": may_decide
        and not is_own
        and page.monthly_return.office_state == State.REOPENED,
        "may_reopen": may_decide
        and not is_own
        and page.monthly_return.office_state in REOPEN.sources
        and not page.monthly_return.is_frozen,
        "is_frozen": page.monthly_return.is_frozen,
        "following": next_to_decide(signed_in(request), after=page.monthly_return)
        if may_decide
        else None,
        **last_said_context(request, plan, page.month),
    }
    return render(
        request,
        "indicators/returns/review/review.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


def frozen_sentence() -> str:
    """Why an accepted return cannot be reopened."""
    return _("The quarterly report or annual evaluation has been submitted. Return it first.")


@dataclass(frozen=True)
class ReviewForms:
    """What the reviewer may fill in."""

    giving_back: ReturnForm
    reopening: ReopenForm
    notes: Mapping[int, str]


def _form(request: HttpRequest) -> ReturnForm:
    """Bound where a return is asked for; whatever is asked for, what was typed stays."""
    if "return" in request.POST:
        return ReturnForm(request.POST)
    return ReturnForm(initial={"reason": request.POST.get("reason", "")})


def _decide(request: HttpRequest, page: ReturnPage, forms: ReviewForms) -> HttpResponse | None:
    """Take the step asked for, and go on to the next return; ``None`` if the page needs another
    look.
    """
    is_as_looked_at = request.POST.get("return-version") == str(page.monthly_return.version)
    if page.in_review and not is_as_looked_at:
        messages.warning(
            request,
            _("The figures have changed since you opened this page. Check them again."),
        )
        return None
    try:
        if not is_as_looked_at:
            raise StepRefused(page.state)
        if "accept" in request.POST:
            done = _accept(request, page)
        elif "reopen" in request.POST:
            done = _reopen(request, page, forms.reopening)
        else:
            done = _give_back(request, page, forms)
    except StepRefused:
        messages.warning(
            request,
            _("This return changed after you opened it, so nothing was saved. Reload the page."),
        )
        return redirect(page.review_url)
    except Frozen:
        messages.error(request, frozen_sentence())
        return redirect(page.review_url)
    except SamePerson:
        messages.error(
            request,
            _("You submitted this return yourself; another reviewer decides on it."),
        )
        return redirect(page.review_url)
    if not done:
        return None
    messages.success(request, f"{page.plan.office.name}, {month_words(page.month)}: {done}")
    following = next_to_decide(signed_in(request), after=page.monthly_return)
    return redirect(_review_url(following) if following else reverse("indicators:review-queue"))


def _review_url(monthly_return: MonthlyReturn) -> str:
    """Where the return is decided on."""
    return plan_url("indicators:review", monthly_return.plan, monthly_return.month)


def _accept(request: HttpRequest, page: ReturnPage) -> str:
    is_unsent = page.monthly_return.office_state == State.REOPENED
    accept_return(page.monthly_return, by=signed_in(request))
    if is_unsent:
        return _("The return is closed again, as it was submitted.")
    return _("The return was accepted. Its figures can no longer be changed.")


def _give_back(request: HttpRequest, page: ReturnPage, forms: ReviewForms) -> str:
    if not forms.giving_back.is_valid():
        return ""
    return_return(
        page.monthly_return,
        reason=forms.giving_back.cleaned_data["reason"],
        notes=forms.notes,
        by=signed_in(request),
    )
    return _("The return was returned to the office with your reason.")


def _reopen(request: HttpRequest, page: ReturnPage, form: ReopenForm) -> str:
    if not form.is_valid():
        return ""
    reopen_return(
        page.monthly_return,
        reason=form.cleaned_data["why"],
        until=form.cleaned_data["until"],
        by=signed_in(request),
    )
    return _("The return is reopened until the day you chose.")
