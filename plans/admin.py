"""Fiscal years in the administration; what changes scores is in indicators.admin."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from offices.administration.site import Admin
from plans.models import FiscalYear


@admin.register(FiscalYear)
class FiscalYearAdmin(Admin):
    """Fiscal years; their calendar is set on a page of its own."""

    list_display = ("__str__",)

    def get_readonly_fields(
        self, request: HttpRequest, obj: FiscalYear | None = None
    ) -> tuple[str, ...]:
        return ("start",) if obj else ()
