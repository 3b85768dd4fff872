"""Scoring rules are looked at here; they are set on the pages of the year's rules."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy

from offices.administration.site import ReadOnly, ReadOnlyAdmin
from plans.models import RuleSet, SectionRule


class SectionRuleInline(ReadOnly, admin.TabularInline):
    """The sections of the rules."""

    model = SectionRule
    extra = 0


@admin.register(RuleSet)
class RuleSetAdmin(ReadOnlyAdmin):
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
    inlines = (SectionRuleInline,)
