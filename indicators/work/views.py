"""My work: what I owe, by when, in what state, one click to it."""

from typing import Final

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.exceptions.inbox import open_alerts
from indicators.periods.feedback.owed import feedback_owed
from indicators.periods.owed import reports_owed
from indicators.periods.selectors import reports_to_open, reports_to_review
from indicators.returns.evidence.selectors import disproved_evidence
from indicators.returns.models import MonthlyReturn
from indicators.returns.review.selectors import returns_to_review
from indicators.returns.selectors.owed import return_statuses
from indicators.returns.selectors.work import work_of
from indicators.returns.status import ReturnStatus
from indicators.work.plans_to_make import plans_to_make
from indicators.work.setup_progress import setup_progress
from indicators.work.signing import signing_of
from offices.models import User
from offices.requests import signed_in
from offices.selectors import access_of

_SHOWN: Final = 12


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The home page: own returns for an entry officer, the queue for a reviewer."""
    user = signed_in(request)
    access = access_of(user)
    today = timezone.localdate()
    work = work_of(user, today=today)
    reports = reports_owed(work.every, today=today)
    feedback = feedback_owed(user, work.every, today=today)
    context = {
        "work": work,
        "setup_progress": setup_progress(access),
        "disproved": disproved_evidence(access.works_for),
        "owed_feedback": feedback[:_SHOWN],
        "more_feedback": max(len(feedback) - _SHOWN, 0),
        "owed_reports": [one for one in reports if one.is_for(access)],
        "reports_with_others": [one for one in reports if not one.is_for(access)],
        "waiting_reports": reports_to_review(user)[:_SHOWN] if access.reviews else (),
        "reports_to_open": reports_to_open(user)[:_SHOWN] if access.reviews else (),
        "plans_to_make": plans_to_make(user, access, today=today),
        "to_sign": signing_of(user, access, today=today),
        "open_alerts": open_alerts(user, today=today) if access.oversees else 0,
        "waiting": _waiting(user) if access.reviews else None,
    }
    return render(request, "indicators/work/my_work.html", context)


def _waiting(user: User) -> list[tuple[MonthlyReturn, ReturnStatus]]:
    """The oldest returns that wait for the person, each with where it is."""
    waiting = list(returns_to_review(user)[:_SHOWN])
    return_status = return_statuses(waiting, today=timezone.localdate())
    return [(monthly_return, return_status[monthly_return.pk]) for monthly_return in waiting]
