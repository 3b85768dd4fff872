"""Who may do what."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.work.roles.matrix import role_matrix
from offices.requests import signed_in
from offices.selectors import held_today


@login_required
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Every role and what it may do where, with the person's own marked."""
    held = held_today(signed_in(request))
    lines = role_matrix(held)
    context = {
        "lines": lines,
        "holders": lines[0].cells,
        "postings": [one.posting for one in held],
        "is_superuser": signed_in(request).is_superuser,
    }
    return render(request, "indicators/work/roles.html", context)
