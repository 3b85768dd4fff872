"""A plan's words, weights and targets as they once stood, stored once while they stay the same."""

from __future__ import annotations

from typing import Final

from django.db import models

from ledger.digests import digest_of
from ledger.guards import AppendOnly

GUARDS: Final = (
    AppendOnly(
        table="plans_keptplan",
        name="kept_plans",
        refusal="a plan as it was kept stays",
        unique=("plan_id", "digest"),
    ),
)


class KeptPlan(models.Model):
    """All that a plan said, as plans.kept.words reads it; never changed.

    ``digest`` is that of ``said``: a plan that nobody changes is kept once, however many returns
    are accepted by it.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="kept")
    digest = models.CharField(max_length=64)
    said = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "plans"
        verbose_name = "plan as it once stood"
        verbose_name_plural = "plans as they once stood"
        constraints = (models.UniqueConstraint(fields=("plan", "digest"), name="kept_plan_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.digest[:12]}"

    def is_as_kept(self, plan: int) -> bool:
        """Whether it is of the plan of that id, and says what its digest is of."""
        return self.plan_id == plan and digest_of(self.said) == self.digest
