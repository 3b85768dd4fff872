"""Which plan was made by which template, and which of its rows is which row of the template."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from plans.fields import ValueField
from plans.models import Indicator, Plan
from plans.workshop.models import Draft


class CascadedPlan(models.Model):
    """An office's plan that follows a template; ``revision`` is the template's it took last."""

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="cascaded", verbose_name="plan")
    template = models.ForeignKey(
        Draft, models.PROTECT, related_name="cascaded", verbose_name="template"
    )
    revision = models.PositiveIntegerField("revision of the template")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("taken over at")

    class Meta:
        app_label = "plans"
        verbose_name = "plan that follows a template"
        verbose_name_plural = "plans that follow a template"

    def __str__(self) -> str:
        return f"{self.plan_id} ← {self.template_id}"


class LinkedRow(models.Model):
    """A row of an office's plan that is a row of the template, by the ``key`` of that row.

    ``given`` is what the template and its workbook last gave it, field by field as canonical
    text: what the row says otherwise today, the office has changed itself. Rows of the plan
    without a link are the office's own.
    """

    cascaded = models.ForeignKey(CascadedPlan, models.CASCADE, related_name="rows")
    indicator = models.OneToOneField(
        Indicator, models.CASCADE, related_name="linked_row", verbose_name="indicator"
    )
    key = models.PositiveIntegerField("row of the template")
    given = models.JSONField("as it was given", default=dict)

    class Meta:
        app_label = "plans"
        verbose_name = "row that follows a template"
        verbose_name_plural = "rows that follow a template"
        constraints = (
            models.UniqueConstraint(fields=("cascaded", "key"), name="template_row_once"),
        )

    def __str__(self) -> str:
        return f"{self.indicator_id} ← {self.key}"


class DividedTotal(models.Model):
    """What the targets of one row are to make over all offices, as a planner said it."""

    template = models.ForeignKey(Draft, models.CASCADE, related_name="totals")
    key = models.PositiveIntegerField("row of the template")
    total = ValueField("total")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("set at", auto_now=True)

    class Meta:
        app_label = "plans"
        verbose_name = "total that is divided"
        verbose_name_plural = "totals that are divided"
        constraints = (
            models.UniqueConstraint(fields=("template", "key"), name="divided_total_once"),
        )

    def __str__(self) -> str:
        return f"{self.template_id}/{self.key}: {self.total}"
