"""My work: what I owe, by when, in what state, one click to it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from indicators.selectors.returns import returns_to_review
from indicators.selectors.work import work_of
from offices.requests import signed_in
from offices.selectors import access_of


@login_required
@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """The home page: own returns for an entry officer, the queue for a reviewer."""
    user = signed_in(request)
    context = {
        "work": work_of(user, today=timezone.localdate()),
        "waiting": returns_to_review(user)[:12] if access_of(user).reviews else None,
    }
    return render(request, "indicators/my_work.html", context)
