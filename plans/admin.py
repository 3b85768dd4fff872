"""Fiscal years in the administration; what changes scores is in indicators.admin."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from offices.administration import Admin
from plans.models import FiscalYear


@admin.register(FiscalYear)
class FiscalYearAdmin(Admin):
    """Fiscal years and their calendar."""

    list_display = ("__str__", "monthly_due_day")

    def get_readonly_fields(
        self, request: HttpRequest, obj: FiscalYear | None = None
    ) -> tuple[str, ...]:
        return ("start",) if obj else ()
