"""What the integrity checks said, for auditors and administrators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.audit.models import KEPT, Check, CheckResult
from offices.requests import auditors_only


@auditors_only
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """The newest result of each check with its findings, and how the ones before ended."""
    results = list(CheckResult.objects.all()[: KEPT * len(Check)])
    kinds = [(check, [one for one in results if one.check_name == check]) for check in Check]
    return render(request, "indicators/audit/checks.html", {"kinds": kinds})
