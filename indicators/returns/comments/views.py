"""The talk about a return or one cell of it: read by all who see it, written by both sides."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indicators.returns.comments.forms import CommentForm
from indicators.returns.comments.selectors import (
    CommentTally,
    Subject,
    comment_counts,
    comments_and_last_said,
    notes_on,
    returns_of,
    thread_of,
)
from indicators.returns.comments.services import (
    CommentRefused,
    ThreadMoved,
    add_comment,
    reopen,
    resolve_thread,
)
from indicators.returns.lookup import month_or_404, plan_or_404
from indicators.returns.models import Achievement, MonthlyReturn
from indicators.returns.seeing import mark_seen
from numerals import Month, parse_whole
from offices.requests import signed_in
from offices.selectors import access_of
from plans.addresses import plan_url
from plans.models import Indicator, Plan

_LAST_LINE_DIGITS: Final = 18


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread(
    request: HttpRequest,
    *,
    office: str,
    year: str,
    kind: str,
    month: str,
    indicator: int | None = None,
) -> HttpResponse:
    """One thread; a POST says something, settles it, or opens it again.

    ``?part=thread`` gives and takes the thread alone, for a page that shows it beside a form.
    """
    plan = plan_or_404(request, office=office, year=year, kind=kind)
    row = None
    if indicator is not None:
        rows = Indicator.objects.select_related("activity")
        row = get_object_or_404(rows, pk=indicator, plan=plan)
    subject = Subject(plan, month_or_404(plan, month), row)
    form = CommentForm()
    problem = ""
    if request.method == "POST":
        if not access_of(signed_in(request)).may_comment(plan.office):
            raise Http404
        form, problem = _write(request, subject)
        if not problem:
            return redirect(f"{request.get_full_path()}#last")
    return _page(request, subject, form=form, problem=problem)


def comments_context(request: HttpRequest, plan: Plan, month: Month) -> dict[str, Any]:
    """What a page needs to show how much was said of the month: one query."""
    may_comment = access_of(signed_in(request)).may_comment(plan.office)
    return {"talk": comment_counts(plan, month), "may_comment": may_comment}


def last_said_context(request: HttpRequest, plan: Plan, month: Month) -> dict[str, Any]:
    """The same with what was said last of the return as a whole: one query, too."""
    may_comment = access_of(signed_in(request)).may_comment(plan.office)
    talk, said_last = comments_and_last_said(plan, month)
    return {"talk": talk, "said_last": said_last, "may_comment": may_comment}


def _write(request: HttpRequest, subject: Subject) -> tuple[CommentForm, str]:
    """Do what the POST asks for; the form with what was typed and why it could not be done."""
    by = signed_in(request)
    after = _last_seen(request.POST.get("after", ""))
    form = CommentForm(request.POST)
    try:
        if "settle" in request.POST:
            resolve_thread(subject, after=after, by=by)
        elif "reopen" in request.POST:
            reopen(subject, after=after, by=by)
        elif form.is_valid():
            add_comment(subject, text=form.cleaned_data["text"], after=after, by=by)
        else:
            return form, str(form.errors["text"][0])
    except ThreadMoved:
        unsent = CommentForm(initial={"text": request.POST.get("text", "")})
        return unsent, _("Something new has been written here. Read it, then decide again.")
    except CommentRefused:
        return form, _("There is no more room here. Settle the matter by phone or letter.")
    return CommentForm(), ""


def _last_seen(text: str) -> int:
    """The id of the last line that the page showed; 0 for garbage."""
    return parse_whole(text, most_digits=_LAST_LINE_DIGITS) or 0


def _page(
    request: HttpRequest, subject: Subject, *, form: CommentForm, problem: str
) -> HttpResponse:
    plan = subject.plan
    access = access_of(signed_in(request))
    lines = thread_of(subject)
    context: dict[str, Any] = {
        "plan": plan,
        "month": subject.month,
        "indicator": subject.indicator,
        "thread_url": request.path,
        "entry_url": plan_url("indicators:entry", plan, subject.month),
        "lines": lines,
        "last": lines[-1].pk if lines else 0,
        "tally": CommentTally.of(lines),
        "notes": notes_on(subject),
        "returns": returns_of(subject),
        "form": form,
        "problem": problem,
        "may_comment": access.may_comment(plan.office),
    }
    status = 422 if problem else 200
    if request.GET.get("part") == "thread":
        # The part has no head of the page, which marks as read what a whole page tells.
        page = "comments" if subject.indicator is None else "cell-comments"
        pk = subject.indicator and subject.indicator.pk
        named = {**plan.at.named(subject.month), "indicator": pk}
        mark_seen(signed_in(request), page, named)
        return render(request, "indicators/returns/comments/_thread.html", context, status=status)
    monthly_return = MonthlyReturn.objects.filter(plan=plan, month=subject.month).first()
    context |= {
        "state": monthly_return.state if monthly_return else "open",
        "cell": _cell(subject, monthly_return),
        "may_review": access.may_review(plan.office) and monthly_return is not None,
        "is_own": plan.office_id in access.works_for,
    }
    return render(request, "indicators/returns/comments/page.html", context, status=status)


def _cell(subject: Subject, monthly_return: MonthlyReturn | None) -> Achievement | None:
    """The figure that the thread is about."""
    if monthly_return is None or subject.indicator is None:
        return None
    return Achievement.objects.filter(
        monthly_return=monthly_return, indicator=subject.indicator
    ).first()
