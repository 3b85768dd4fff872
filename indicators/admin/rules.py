"""Scoring rules: they stay as they are once a stored score names them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from indicators.periods.rescoring.services import is_in_use
from offices.administration import TYPED_NUMBERS, Admin, OfAdministrators
from plans.form_fields import WeightField
from plans.models import RuleSet, SectionRule
from plans.services.rules import add_version


class SectionRuleInline(OfAdministrators, admin.TabularInline):
    """The sections of the rules."""

    model = SectionRule
    extra = 0
    formfield_overrides = TYPED_NUMBERS

    def has_add_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return _is_open(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return _is_open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return _is_open(obj) and super().has_delete_permission(request, obj)


def _is_open(rule_set: RuleSet | None) -> bool:
    """Rules stay as they are once a stored score names them."""
    return rule_set is None or not is_in_use(rule_set)


@admin.register(RuleSet)
class RuleSetAdmin(Admin):
    """Scoring rules by year, kind and version."""

    list_display = ("__str__", "fiscal_year", "kind", "version", "interpolation")
    list_filter = ("fiscal_year", "kind")
    list_select_related = ("fiscal_year",)
    fieldsets = (
        (
            None,
            {"fields": ("fiscal_year", "kind", "version", "interpolation", "cut_off")},
        ),
        (
            gettext_lazy("Unusual figures in a month"),
            {"fields": RuleSet.threshold_names()},
        ),
    )
    formfield_overrides: ClassVar = {
        models.DecimalField: {"form_class": WeightField},
        **TYPED_NUMBERS,
    }
    inlines = (SectionRuleInline,)
    actions = ("add_versions",)
    change_form_template = "admin/rule_set_change_form.html"

    def has_change_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return _is_open(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: RuleSet | None = None) -> bool:
        return _is_open(obj) and super().has_delete_permission(request, obj)

    @admin.action(description=gettext_lazy("Add a new version, copied from these rules"))
    def add_versions(self, request: HttpRequest, queryset: QuerySet[RuleSet]) -> HttpResponse:
        added = [add_version(rule_set) for rule_set in queryset]
        if len(added) == 1:
            return redirect("admin:plans_ruleset_change", added[0].pk)
        return redirect("admin:plans_ruleset_changelist")
