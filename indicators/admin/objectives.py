"""Objectives and their activities in the administration."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from indicators.admin.parts import TYPED_FIELDS, CodedForm, ToldAdmin
from indicators.periods.rescoring.services import rescore_plan
from offices.administration.site import OfAdministrators
from plans.models import Activity, Objective
from presentation.figures import digits, number


class ActivityInline(OfAdministrators, admin.TabularInline):
    """The activities of an objective."""

    model = Activity
    form = CodedForm
    extra = 0
    fields = ("code", "title")
    ordering = ("position",)

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Objective)
class ObjectiveAdmin(ToldAdmin):
    """Objectives with their weights and activities."""

    form = CodedForm
    list_display = ("place", "title", "worth", "plan")
    list_display_links = ("place", "title")
    list_filter = ("plan__fiscal_year", "plan__kind", "section")
    list_select_related = ("plan__office", "plan__fiscal_year")
    search_fields = (
        "code__says",
        "title__says",
        "plan__office__code__says",
        "plan__office__name_bn__says",
        "plan__office__name_en__says",
    )
    fields = ("plan", "section", "code", "title", "weight")
    readonly_fields = ("plan", "section")
    inlines = (ActivityInline,)
    formfield_overrides = TYPED_FIELDS

    @admin.display(description=gettext_lazy("code"), ordering="position")
    def place(self, objective: Objective) -> str:
        """The code in the reader's digits."""
        return digits(objective.code)

    @admin.display(description=gettext_lazy("weight"), ordering="weight")
    def worth(self, objective: Objective) -> str:
        """The weight in the reader's digits."""
        return number(objective.weight)

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.has_changed():
            rescore_plan(form.instance.plan)
