"""Indicators in the administration: what they change in the scores is stored with them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indicators.admin.parts import TYPED_FIELDS, CodedForm, ToldAdmin
from indicators.admin.plan_table import IndicatorResource
from indicators.periods.rescoring.services import rescore_plan
from indicators.returns.models import Achievement
from offices.administration.spreadsheets import SpreadsheetImportExport
from plans import choices
from plans.form_fields import TargetField
from plans.models import TARGET_FIELDS, Indicator
from plans.services.indicators import linkable_kinds
from presentation.figures import digits, number


class IndicatorForm(CodedForm):
    """An indicator of its plan; only an agreement's earns by another plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.data.get(self.add_prefix("unit"), self.instance.unit)
        for field in self.fields.values():
            if isinstance(field, TargetField):
                field.unit = unit

    def clean_linked_kind(self) -> str:
        kind: str = self.cleaned_data["linked_kind"]
        if kind and kind not in linkable_kinds(self.instance.plan.kind):
            raise forms.ValidationError(
                _("Only an agreement's indicators can take their score from an action plan.")
            )
        return kind


class OfKind(admin.SimpleListFilter):
    """The kind of the plan."""

    title = gettext_lazy("kind of plan")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(choices.kinds())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(plan__kind=self.value()) if self.value() else queryset


@admin.register(Indicator)
class IndicatorAdmin(SpreadsheetImportExport, ToldAdmin):
    """Indicators of all plans; the table for head office's corrections."""

    form = IndicatorForm
    resource_classes = [IndicatorResource]
    list_display = ("place", "title", "unit", "method", "worth", "plan")
    list_display_links = ("place", "title")
    list_filter = ("plan__fiscal_year", OfKind, "method", "frequency")
    list_select_related = ("plan__office", "plan__fiscal_year")
    search_fields = (
        "row__says",
        "title__says",
        "plan__office__code__says",
        "plan__office__name_bn__says",
        "plan__office__name_en__says",
    )
    readonly_fields = ("plan", "activity", "row")
    fieldsets = (
        (None, {"fields": ("plan", "activity", "row", "code", "title")}),
        (
            gettext_lazy("Measured"),
            {
                "fields": (
                    "unit",
                    "method",
                    "frequency",
                    "weight",
                    "evidence_required",
                    "linked_kind",
                    "mode",
                    "deduction",
                    "per_days",
                )
            },
        ),
        (
            gettext_lazy("Targets"),
            {"fields": TARGET_FIELDS},
        ),
    )
    formfield_overrides = TYPED_FIELDS
    ordering = ("-plan__fiscal_year", "plan__office__path", "plan__kind", "position")

    @admin.display(description=gettext_lazy("row"), ordering="position")
    def place(self, indicator: Indicator) -> str:
        """The row in the reader's digits."""
        return digits(indicator.row)

    @admin.display(description=gettext_lazy("weight"), ordering="weight")
    def worth(self, indicator: Indicator) -> str:
        """The weight in the reader's digits."""
        return number(indicator.weight)

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        """A new indicator comes with its plan's document or in a table."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None or Achievement.objects.filter(indicator=obj).exists():
            return False
        return super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.has_changed():
            rescore_plan(obj.plan)

    def delete_model(self, request: HttpRequest, obj: Indicator) -> None:
        super().delete_model(request, obj)
        rescore_plan(obj.plan)
