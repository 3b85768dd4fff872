"""Plans and indicators: what they change in the scores is stored with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.admin.plan_table import IndicatorResource
from indicators.periods.rescoring.preview import DETAILED, preview_rules, years_handed_in
from indicators.periods.rescoring.services import adopt_rules, rescore_plan
from indicators.returns.history import plan_history
from indicators.returns.models import Achievement, MonthlyReturn
from numerals import bare, to_latin_digits
from offices.administration import TYPED_NUMBERS, Admin, OfAdministrators
from offices.requests import signed_in
from offices.table_admin import SpreadsheetImportExport
from plans import choices
from plans.fields import ValueField
from plans.form_fields import TargetField, WeightField
from plans.models import TARGET_FIELDS, Activity, Indicator, Objective, Plan, RuleSet
from plans.selectors import newest_rule_sets
from plans.services.frozen import FrozenPlan, require_thawed
from plans.services.indicators import linkable_kinds
from presentation.figures import digits, number, sentence

_TYPED_FIELDS: dict[type[models.Field[Any, Any]], dict[str, Any]] = {
    ValueField: {"form_class": TargetField},
    models.DecimalField: {"form_class": WeightField},
    **TYPED_NUMBERS,
}


@contextmanager
def _refusing_frozen() -> Iterator[None]:
    try:
        yield
    except FrozenPlan as error:
        raise PermissionDenied(sentence(error.message)) from error


class ToldAdmin(Admin):
    """The admin of a part of a plan: what is changed in it enters the plan's history."""

    def plan_of(self, obj: Any) -> Plan:
        """The plan that the object is a part of."""
        plan: Plan = obj.plan
        return plan

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What an agreed plan promises is looked at, not changed."""
        is_frozen = obj is not None and self.plan_of(obj).is_frozen
        return not is_frozen and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor taken away."""
        is_frozen = obj is not None and self.plan_of(obj).is_frozen
        return not is_frozen and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        # Agreed at this very moment: the page that shows it so comes with the next look.
        with plan_history([self.plan_of(obj)], by=signed_in(request)), _refusing_frozen():
            require_thawed([self.plan_of(obj).pk])
            super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        with plan_history([self.plan_of(form.instance)], by=signed_in(request)):
            super().save_related(request, form, formsets, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with plan_history([self.plan_of(obj)], by=signed_in(request)):
            super().delete_model(request, obj)


class CodedForm(forms.ModelForm):
    """A part of a plan with its code, which may be typed in either digits."""

    def clean_code(self) -> str:
        return to_latin_digits(bare(self.cleaned_data["code"]))


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


class IndicatorInline(OfAdministrators, admin.TabularInline):
    """A plan's indicators with their targets, changed where they stand."""

    model = Indicator
    form = IndicatorForm
    extra = 0
    fields = ("row", "method", "frequency", "weight", *TARGET_FIELDS)
    readonly_fields = ("row",)
    ordering = ("position",)
    show_change_link = True
    formfield_overrides = _TYPED_FIELDS

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_frozen = isinstance(obj, Plan) and obj.is_frozen
        return not is_frozen and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Plan)
class PlanAdmin(ToldAdmin):
    """Stored plans. They come in as documents; here their details are corrected."""

    list_display = ("office", "kind", "fiscal_year", "version", "rules", "is_demo")
    list_filter = ("fiscal_year", "kind", "is_demo", "office__level")
    list_select_related = ("office", "fiscal_year", "rule_set")
    search_fields = (
        "office__code__says",
        "office__name_bn__says",
        "office__name_en__says",
        "title__says",
    )
    fields = ("office", "fiscal_year", "kind", "version", "rules", "title", "heading", "is_demo")
    # Other rules are looked at first: the action of the list shows what they would change.
    readonly_fields = ("office", "fiscal_year", "kind", "version", "rules")
    ordering = ("-fiscal_year__start", "office__path", "kind", "-version")
    inlines = (IndicatorInline,)
    actions = ("use_newest_rules",)

    def plan_of(self, obj: Plan) -> Plan:
        return obj

    def delete_model(self, request: HttpRequest, obj: Plan) -> None:
        """With a plan that has no history yet, nothing is left to tell of."""
        obj.delete()

    @admin.display(description=gettext_lazy("scoring rules"))
    def rules(self, plan: Plan) -> str:
        """The version of the rules: APA 2023-24, version 1."""
        return choices.rules_words(plan.rule_set.name)

    def has_add_permission(self, request: HttpRequest, *_args: Any) -> bool:
        """A plan is made in the workshop."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """No page that adds: it would be refused to everybody."""
        return [one for one in super().get_urls() if not str(one.name).endswith("_add")]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What an office reported is not thrown away with its plan."""
        if obj is not None and (obj.is_agreed or MonthlyReturn.objects.filter(plan=obj).exists()):
            return False
        return super().has_delete_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if any(one.has_changed() for one in formsets):
            rescore_plan(form.instance)

    @admin.action(description=gettext_lazy("Score with the newest rules"))
    def use_newest_rules(
        self, request: HttpRequest, queryset: QuerySet[Plan]
    ) -> TemplateResponse | None:
        """First what it would change, then, confirmed, the change itself."""
        behind: dict[RuleSet, list[Plan]] = {}
        newest = newest_rule_sets()
        for plan in queryset.select_related("rule_set", "office", "fiscal_year"):
            rules = newest[plan.fiscal_year_id, plan.kind]
            if rules.pk != plan.rule_set_id:
                behind.setdefault(rules, []).append(plan)
        if behind and "confirmed" not in request.POST:
            return self._preview(request, behind)
        with transaction.atomic():
            moved = sum(
                len(adopt_rules(plans, rule_set=rules, by=signed_in(request)))
                for rules, plans in behind.items()
            )
        messages.success(
            request,
            ngettext(
                "%(number)s plan is now scored with newer rules.",
                "%(number)s plans are now scored with newer rules.",
                moved,
            )
            % {"number": digits(moved)},
        )
        return None

    def _preview(self, request: HttpRequest, behind: dict[RuleSet, list[Plan]]) -> TemplateResponse:
        """Which offices and which marks would change, from what to what."""
        plans = [plan for chosen in behind.values() for plan in chosen]
        staying = years_handed_in(plans)
        moving = {
            rules: [plan for plan in chosen if plan.pk not in staying]
            for rules, chosen in behind.items()
        }
        previews = [
            (rules, preview_rules(chosen[:DETAILED], rule_set=rules), len(chosen[DETAILED:]))
            for rules, chosen in moving.items()
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Score with the newest rules"),
            "opts": self.model._meta,
            "previews": previews,
            "staying": [plan for plan in plans if plan.pk in staying],
            "moving": sum(map(len, moving.values())),
            "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "checkbox": ACTION_CHECKBOX_NAME,
            "across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/rules_preview.html", context)


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
    formfield_overrides = _TYPED_FIELDS

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
    formfield_overrides = _TYPED_FIELDS
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
