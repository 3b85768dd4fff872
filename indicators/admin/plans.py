"""Plans in the administration: their details, their indicators, newer rules tried and used."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from indicators.admin.indicators import IndicatorForm
from indicators.admin.parts import TYPED_FIELDS, ToldAdmin
from indicators.periods.rescoring.preview import DETAILED, preview_rules, years_handed_in
from indicators.periods.rescoring.services import adopt_rules, rescore_plan
from indicators.returns.models import MonthlyReturn
from offices.administration.site import OfAdministrators
from offices.requests import signed_in
from plans import choices
from plans.models import TARGET_FIELDS, Indicator, Plan, RuleSet
from plans.selectors import newest_rule_sets
from presentation.figures import digits


class IndicatorInline(OfAdministrators, admin.TabularInline):
    """A plan's indicators with their targets, changed where they stand."""

    model = Indicator
    form = IndicatorForm
    extra = 0
    fields = ("row", "method", "frequency", "weight", *TARGET_FIELDS)
    readonly_fields = ("row",)
    ordering = ("position",)
    show_change_link = True
    formfield_overrides = TYPED_FIELDS

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
