"""What the superior office says of a plan's first half-year, and what the office answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.addresses import plan_url
from plans.calendar.terms import PeriodKind
from plans.models import Objective, Plan


class HalfYearFeedback(models.Model):
    """The feedback on July to December, of the whole plan; ``version`` counts its writes.

    It is given to the office as it is written, and stands once it is answered.
    """

    plan = models.OneToOneField(
        Plan, models.CASCADE, related_name="half_year_feedback", verbose_name=_("plan")
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    text = models.TextField(_("feedback"))
    reported = models.JSONField(
        default=dict,
        editable=False,
        help_text="The figures that it speaks of, as indicators.periods.kept.data reads them.",
    )
    given_at = models.DateTimeField(_("given at"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    class Meta:
        app_label = "indicators"
        verbose_name = _("half-yearly feedback")
        verbose_name_plural = _("half-yearly feedback")

    def __str__(self) -> str:
        return f"{self.plan} · {PeriodKind.HALF}"

    @property
    def is_answered(self) -> bool:
        """Whether the office has answered, so that both texts stand."""
        return self.answered_at is not None


def feedback_url(plan: Plan) -> str:
    """Where the feedback on the plan's half-year is given, read and answered."""
    return plan_url("indicators:half-year", plan)


class ObjectiveFeedback(models.Model):
    """What the feedback says of one objective; objectives without a word have no row."""

    feedback = models.ForeignKey(HalfYearFeedback, models.CASCADE, related_name="remarks")
    objective = models.ForeignKey(
        Objective, models.CASCADE, related_name="+", verbose_name=_("objective")
    )
    text = models.TextField(_("feedback"))

    class Meta:
        app_label = "indicators"
        verbose_name = _("feedback on an objective")
        verbose_name_plural = _("feedback on objectives")
        constraints = (
            models.UniqueConstraint(
                fields=("feedback", "objective"), name="objective_feedback_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.feedback_id}: {self.objective_id}"
