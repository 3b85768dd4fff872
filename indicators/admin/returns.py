"""Returns, achievements and scores: looked at here, changed by their own pages and by tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from indicators.returns.models import Achievement, MonthlyReturn, ReturnStep, Score, ScoreLine
from indicators.returns.resources.achievements import AchievementResource
from numerals import Month
from offices.administration.site import ReadOnly, ReadOnlyAdmin
from offices.administration.spreadsheets import SpreadsheetImportExport
from plans.choices import rules_words
from presentation.figures import clock, day, figure, month, number, points


class MonthFilter(admin.SimpleListFilter):
    """The months that there is anything of, latest first."""

    title = gettext_lazy("month")
    parameter_name = "month"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        months = MonthlyReturn.objects.order_by("-month").values_list("month", flat=True).distinct()
        return [(str(one), month(one)) for one in months]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not self.value():
            return queryset
        try:
            chosen = Month.parse(self.value() or "")
        except ValueError:
            return queryset.none()
        return queryset.filter(**{self._lookup(queryset): chosen})

    @staticmethod
    def _lookup(queryset: QuerySet[Any]) -> str:
        return "monthly_return__month" if queryset.model is Achievement else "month"


class StepInline(ReadOnly, admin.TabularInline):
    """The way that a return has gone."""

    model = ReturnStep
    fields = ("at", "by", "from_state", "to_state", "reason")
    readonly_fields = fields
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReturnStep]:
        return super().get_queryset(request).select_related("by")


@admin.register(MonthlyReturn)
class MonthlyReturnAdmin(ReadOnlyAdmin):
    """Monthly returns and their states."""

    list_display = ("plan", "in_month", "state", "submitted", "decided")
    list_filter = ("state", MonthFilter, "plan__kind", "plan__is_demo")
    list_select_related = ("plan__office", "plan__fiscal_year")
    search_fields = (
        "plan__office__code__says",
        "plan__office__name_bn__says",
        "plan__office__name_en__says",
    )
    fields = (
        "plan",
        "in_month",
        "state",
        "submitted",
        "submitted_by",
        "decided",
        "decided_by",
    )
    ordering = ("-month", "plan__office__path")
    inlines = (StepInline,)

    @admin.display(description=gettext_lazy("month"), ordering="month")
    def in_month(self, monthly_return: MonthlyReturn) -> str:
        """The month in the reader's language."""
        return month(monthly_return.month)

    @admin.display(description=gettext_lazy("submitted at"), ordering="submitted_at")
    def submitted(self, monthly_return: MonthlyReturn) -> str:
        """When the office handed it in."""
        return _moment(monthly_return.submitted_at)

    @admin.display(description=gettext_lazy("returned or accepted at"), ordering="decided_at")
    def decided(self, monthly_return: MonthlyReturn) -> str:
        """When the superior office decided."""
        return _moment(monthly_return.decided_at)


@admin.register(Achievement)
class AchievementAdmin(SpreadsheetImportExport, ReadOnlyAdmin):
    """Cells of all returns. A table is the one way to change many of them."""

    resource_classes = [AchievementResource]
    list_display = ("indicator", "shown", "in_month", "plan", "changed")
    list_filter = (MonthFilter, "monthly_return__state", "monthly_return__plan__kind")
    list_select_related = (
        "indicator",
        "monthly_return__plan__office",
        "monthly_return__plan__fiscal_year",
    )
    search_fields = (
        "indicator__row__says",
        "indicator__title__says",
        "monthly_return__plan__office__code__says",
        "monthly_return__plan__office__name_bn__says",
        "monthly_return__plan__office__name_en__says",
    )
    fields = (
        "plan",
        "in_month",
        "indicator",
        "shown",
        "remarks",
        "changed",
        "changed_by",
    )
    ordering = (
        "-monthly_return__month",
        "monthly_return__plan__office__path",
        "indicator__position",
    )

    @admin.display(description=gettext_lazy("achievement"))
    def shown(self, cell: Achievement) -> str:
        """The figure in the reader's digits."""
        return figure(cell.figure)

    @admin.display(description=gettext_lazy("month"), ordering="monthly_return__month")
    def in_month(self, cell: Achievement) -> str:
        """The month in the reader's language."""
        return month(cell.monthly_return.month)

    @admin.display(description=gettext_lazy("changed at"), ordering="changed_at")
    def changed(self, cell: Achievement) -> str:
        """When the cell was last written."""
        return _moment(cell.changed_at)

    @admin.display(description=gettext_lazy("plan"))
    def plan(self, cell: Achievement) -> str:
        """The plan that is reported on."""
        return str(cell.monthly_return.plan)


class ScoreLineInline(ReadOnly, admin.TabularInline):
    """A score's indicators."""

    model = ScoreLine
    fields = ("shown", "points", "part", "problem")
    readonly_fields = fields
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[ScoreLine]:
        return (
            super()
            .get_queryset(request)
            .select_related("indicator")
            .order_by("indicator__position")
        )

    @admin.display(description=gettext_lazy("achievement to date"))
    def shown(self, line: ScoreLine) -> str:
        """The achievement in the reader's digits."""
        return figure(line.achieved)

    @admin.display(description=gettext_lazy("raw score"))
    def points(self, line: ScoreLine) -> str:
        """0 to 100, to the decimals of its rules."""
        return points(line.raw, line.score.rule_set.score_places)

    @admin.display(description=gettext_lazy("weighted score"))
    def part(self, line: ScoreLine) -> str:
        """The raw score's part of the weight, to the decimals of its rules."""
        return points(line.weighted, line.score.rule_set.score_places)


def _moment(value: datetime | None) -> str:
    """A day and a time in the reader's digits."""
    return "–" if value is None else f"{day(value)}, {clock(value)}"


@admin.register(Score)
class ScoreAdmin(ReadOnlyAdmin):
    """Stored scores by plan and month; they follow from the figures."""

    list_display = ("plan", "in_month", "composite", "out_of", "normal", "rules", "computed")
    list_filter = (MonthFilter, "plan__kind", "plan__is_demo")
    list_select_related = ("plan__office", "plan__fiscal_year", "rule_set")
    search_fields = (
        "plan__office__code__says",
        "plan__office__name_bn__says",
        "plan__office__name_en__says",
    )
    fields = ("plan", "in_month", "composite", "out_of", "normal", "rules", "computed")
    ordering = ("-month", "plan__office__path")
    inlines = (ScoreLineInline,)

    @admin.display(description=gettext_lazy("month"), ordering="month")
    def in_month(self, score: Score) -> str:
        """The month in the reader's language."""
        return month(score.month)

    @admin.display(description=gettext_lazy("composite score"), ordering="weighted")
    def composite(self, score: Score) -> str:
        """The sum of the weighted scores."""
        return points(score.weighted, score.rule_set.score_places)

    @admin.display(description=gettext_lazy("out of"))
    def out_of(self, score: Score) -> str:
        """The weight that the composite is out of."""
        return number(score.weight)

    @admin.display(description=gettext_lazy("of 100"), ordering="normalised")
    def normal(self, score: Score) -> str:
        """The composite as a share of 100."""
        return points(score.normalised, score.rule_set.score_places)

    @admin.display(description=gettext_lazy("scoring rules"))
    def rules(self, score: Score) -> str:
        """The version of the rules that the score comes from."""
        return rules_words(score.rule_set.name)

    @admin.display(description=gettext_lazy("computed at"), ordering="computed_at")
    def computed(self, score: Score) -> str:
        """When the score was stored."""
        return _moment(score.computed_at)
