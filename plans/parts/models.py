"""The parts of stored agreements: one row for each that says something."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.document.parts.kinds import Part
from plans.document.parts.values import Content, canonical_rows
from plans.models import Plan


class AgreementPart(models.Model):
    """One part of one agreement: its text, or its rows. The words are free, so is the language.

    ``version`` counts its changes, so that nobody writes over what somebody else wrote meanwhile.
    """

    plan = models.ForeignKey(
        Plan, models.CASCADE, related_name="agreement_parts", verbose_name=_("plan")
    )
    part = models.CharField(_("part"), max_length=20)
    text = models.TextField(_("text"), blank=True)
    rows = models.JSONField(_("rows"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        app_label = "plans"
        verbose_name = _("part of an agreement")
        verbose_name_plural = _("parts of agreements")
        ordering = ("plan", "id")
        constraints = (
            models.UniqueConstraint(fields=("plan", "part"), name="agreement_part_once"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.part}"

    @property
    def content(self) -> Content:
        """What it says."""
        part = Part(self.part)
        return canonical_rows(part, self.rows) if part.is_table else self.text
