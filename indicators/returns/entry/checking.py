"""Check and submit: what is missing, what is odd, then the return goes on its way.

An officer hands it to the head of the office here, who submits it or gives it back; and here a
submission that nobody has opened is recalled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.returns.comments.views import last_said_context
from indicators.returns.entry.views import page_of, steps_context
from indicators.returns.forms import read_answers
from indicators.returns.locks import locked_sentence
from indicators.returns.lookup import month_or_404, plan_or_404
from indicators.returns.models import State
from indicators.returns.page import ReturnPage
from indicators.returns.selectors.steps import last_step
from indicators.returns.steps import (
    hand_to_head,
    hand_to_officer,
    recall_return,
    submit_return,
    take_back_from_head,
)
from indicators.returns.submission import (
    BlanksUnconfirmed,
    EmptyReturn,
    EvidenceLacking,
    Unanswered,
)
from indicators.returns.workflow import (
    HAND_DOWN,
    HAND_UP,
    IN_OFFICE,
    RECALL,
    SUBMIT,
    TAKE_BACK,
    ReturnLocked,
)
from offices.requests import signed_in
from offices.selectors import access_of
from plans.handing_in.refusals import AlreadyOpened, StepRefused
from plans.handing_in.transitions import Transition
from presentation.lines import lines_typed

LONGEST_WORD = 2000
"""Characters of what the head says to the officer."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, *, office: str, year: str, kind: str, month: str) -> HttpResponse:
    """The last look before the return goes on; a POST takes the step that it names."""
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    access = access_of(signed_in(request))
    if not access.may_prepare(plan.office):
        raise Http404
    step = _asked_for(request.POST)
    if request.method == "POST" and not step.is_open_to(access, plan.office):
        raise Http404
    page = page_of(plan, month_or_404(plan, month)).seen_by(access)
    if request.method != "POST":
        return _render(request, page)
    if step in (SUBMIT, HAND_UP):
        return _hand_on(request, page, step)
    return _bring_back(request, page, step)


def _asked_for(data: QueryDict) -> Transition:
    """The step whose button was pressed; the form's own is the submission."""
    return next(
        (one for one in (HAND_UP, TAKE_BACK, HAND_DOWN, RECALL) if one.code in data), SUBMIT
    )


def _render(
    request: HttpRequest,
    page: ReturnPage,
    *,
    problem: str = "",
    answers: Mapping[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    known = answers or {row.indicator.pk: row.note.answer for row in page.rows if row.note}
    page = page.with_rows(
        [replace(row, typed_note=known.get(row.indicator.pk, "")) for row in page.rows]
    )
    context = {
        "page": page,
        "plan": page.plan,
        "problem": problem,
        "handed_up": last_step(page.monthly_return, HAND_UP) if page.is_with_head else None,
        "word": request.POST.get("word", ""),
        "longest_word": LONGEST_WORD,
        **steps_context(request, page),
        "may_write": page.writable and access_of(signed_in(request)).may_enter(page.plan.office),
        **last_said_context(request, page.plan, page.month),
    }
    return render(request, "indicators/returns/entry/check.html", context, status=status)


def _hand_on(request: HttpRequest, page: ReturnPage, step: Transition) -> HttpResponse:
    """Submit the return, or hand it to the head: both need the same of it."""
    answers = read_answers(request.POST, page.figures.indicators)
    is_ours = page.writable or (page.is_with_head and step is SUBMIT)
    is_stale = request.POST.get("return-version") != str(page.monthly_return.version)
    if is_ours and page.filled and is_stale:
        return _render(request, page, problem=_changed(), answers=answers, status=422)
    hand_on = hand_to_head if step is HAND_UP else submit_return
    try:
        hand_on(
            page.monthly_return,
            by=signed_in(request),
            answers=answers,
            blanks_confirmed="accept-missing" in request.POST,
        )
    except EmptyReturn:
        return _render(request, page, problem=_empty(page), answers=answers, status=422)
    except BlanksUnconfirmed:
        return _render(request, page, problem=_blank(), answers=answers, status=422)
    except EvidenceLacking:
        return _render(request, page, problem=_unproved(), answers=answers, status=422)
    except ReturnLocked as locked:
        problem = locked_sentence(locked)
        return _render(request, page, problem=problem, answers=answers, status=423)
    except Unanswered:
        return _render(request, page, problem=_unanswered(), answers=answers, status=422)
    except StepRefused as refused:
        messages.info(request, _stands(refused))
    else:
        messages.success(request, _handed_on(step))
    return redirect(page.entry_url)


def _bring_back(request: HttpRequest, page: ReturnPage, step: Transition) -> HttpResponse:
    """Take the return back from the head or from review, or give it back to the officer."""
    monthly_return, by = page.monthly_return, signed_in(request)
    word = lines_typed(request.POST, "word", longest=LONGEST_WORD)
    try:
        if request.POST.get("return-version") != str(monthly_return.version):
            raise StepRefused(page.state)
        if step is TAKE_BACK:
            take_back_from_head(monthly_return, by=by)
        elif step is RECALL:
            recall_return(monthly_return, by=by)
        elif page.is_with_head and not word:
            problem = _("Tell the officer what to correct.")
            return _render(request, page, problem=problem, status=422)
        else:
            hand_to_officer(monthly_return, reason=word, by=by)
    except AlreadyOpened:
        messages.error(request, opened_sentence())
    except ReturnLocked as locked:
        messages.error(request, locked_sentence(locked))
    except StepRefused:
        messages.warning(
            request,
            _("This return changed after you opened it, so nothing was saved. Reload the page."),
        )
    else:
        messages.success(request, _brought_back(step))
    return redirect(page.entry_url)


def opened_sentence() -> str:
    """Why a submission is not recalled."""
    return _(
        "A reviewer has opened this return, so it cannot be taken back any more. Ask them to "
        "give it back."
    )


def _handed_on(step: Transition) -> str:
    if step is HAND_UP:
        return _("The return is now with the head of your office, who will submit it.")
    return _("The return was submitted. The superior office has it now.")


def _brought_back(step: Transition) -> str:
    if step is HAND_DOWN:
        return _("The return is back with the officer, with your message.")
    return _("The return is back with you. Correct it, then send it again.")


def _stands(refused: StepRefused) -> str:
    """Why the return did not go on: it was changed, or has gone already."""
    if refused.state == State.WITH_HEAD:
        return _("This return is with the head of the office already.")
    is_ours = refused.state in IN_OFFICE
    return _changed() if is_ours else _("This return was submitted already.")


def _empty(page: ReturnPage) -> str:
    if not page.asked:
        return _("No indicator is due this month. There is nothing to submit.")
    return _("No figure has been entered yet; an empty return cannot be submitted.")


def _blank() -> str:
    return _("Some cells are blank. Fill them, or confirm that they stay “not reported”.")


def _unproved() -> str:
    return _("Some figures need evidence. Add a file to each of them.")


def _unanswered() -> str:
    return _(
        "The reviewer noted cells that are still as they were. Correct each of them, or say "
        "in a few words why it stays."
    )


def _changed() -> str:
    return _("The figures have changed since you opened this page. Check them again, then submit.")
