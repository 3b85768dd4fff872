"""Where an agreement stands, how it came there, and every version of it that both sides signed."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.guards import AppendOnly
from plans.handing_in.models import Step, Submission
from plans.kept.models import KeptPlan
from plans.models import Plan, RuleSet

GUARDS: Final = (
    AppendOnly(
        table="plans_agreementstep", name="agreement_steps", refusal="steps are only added to"
    ),
    AppendOnly(
        table="plans_agreementnote",
        name="agreement_notes",
        refusal="what was noted at a row stays",
        unique=("step_id", "row"),
    ),
    AppendOnly(
        table="plans_agreedversion",
        name="agreed_versions",
        refusal="what was signed stays",
        unique=("plan_id", "number"),
    ),
    AppendOnly(
        table="plans_findingoverride",
        name="finding_overrides",
        refusal="overrides are only added to",
    ),
)


class Agreement(Submission):
    """The way of a plan to both signatures: open (a draft), submitted (proposed), returned,
    submitted again, accepted (agreed). ``closed_at`` is when its year was closed.

    ``submitted_by`` is who proposed it last, ``decided_by`` who signed or returned it for the
    superior side.
    """

    plan = models.OneToOneField(
        Plan, models.CASCADE, related_name="agreement", verbose_name=_("plan")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    class Meta:
        app_label = "plans"
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        indexes = (models.Index(fields=("state", "submitted_at"), name="agreement_waiting"),)

    def __str__(self) -> str:
        return f"{self.plan} · {self.state}"

    @property
    def is_closed(self) -> bool:
        """Whether its year is closed."""
        return self.closed_at is not None


class AgreementStep(Step):
    """One step of its way: who moved it from which state to which, when and why.

    ``plan_version`` is the version that the step was taken of; ``plan_as`` what the plan said,
    where somebody signed; ``signed`` how they signed, as ``plans.handing_in.signing`` reads it.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="steps")
    code = models.CharField(
        max_length=12, help_text="Of its transition in plans.agreements.workflow."
    )
    reason = models.TextField(_("reason"), blank=True)
    version = models.PositiveIntegerField(_("version"))
    plan_version = models.PositiveSmallIntegerField()
    plan_as = models.ForeignKey(
        KeptPlan, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        app_label = "plans"
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("agreement", "at", "id")
        constraints = (
            models.CheckConstraint(condition=Q(id__gt=0), name="agreement_step_id_is_positive"),
        )


class AgreementNote(models.Model):
    """What the superior side wrote at one row when returning the agreement.

    The row is named as it was named then; ``indicator`` is its number, of a row that may be gone.
    """

    step = models.ForeignKey(AgreementStep, models.PROTECT, related_name="notes")
    row = models.CharField(_("row"), max_length=48)
    title = models.TextField(_("title"), blank=True)
    indicator = models.PositiveBigIntegerField(null=True, editable=False)
    text = models.TextField(_("note"))

    class Meta:
        app_label = "plans"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("step", "row"), name="agreement_note_once"),
            models.CheckConstraint(condition=Q(id__gt=0), name="agreement_note_id_is_positive"),
        )

    def __str__(self) -> str:
        return self.text


class FindingOverride(models.Model):
    """A planner lets an error stand, with a reason; it holds while the finding says the same.

    ``rule`` and ``row`` name the finding, ``digest`` is that of all it says.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="overrides")
    rule = models.CharField(max_length=60)
    row = models.CharField(_("row"), max_length=48, blank=True)
    message = models.JSONField(help_text="What it says, in Bengali and in English.")
    digest = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        app_label = "plans"
        ordering = ("id",)
        indexes = (models.Index(fields=("plan", "digest"), name="override_of_finding"),)
        constraints = (
            models.CheckConstraint(condition=Q(id__gt=0), name="override_id_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.row} {self.rule}"


class AgreedVersion(models.Model):
    """A version that both sides signed: what the plan said, under which rules, who signed as what.

    ``by_office`` and ``by_superior`` are signatures as ``plans.handing_in.signing`` reads them;
    ``overrides`` the errors that a planner let stand, as ``plans.agreements.values`` reads them.
    ``sha256`` is that of all of it (``plans.agreements.sealing``), and stands in the ledger, too.
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="agreed_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    kept = models.ForeignKey(KeptPlan, models.PROTECT, related_name="+")
    rule_set = models.ForeignKey(RuleSet, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed at"))
    by_office = models.JSONField()
    by_superior = models.JSONField()
    overrides = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)

    class Meta:
        app_label = "plans"
        verbose_name = _("agreed version")
        verbose_name_plural = _("agreed versions")
        ordering = ("plan", "number")
        constraints = (
            models.UniqueConstraint(fields=("plan", "number"), name="agreed_version_once"),
            models.CheckConstraint(condition=Q(id__gt=0), name="agreed_version_id_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}@{self.number}"
