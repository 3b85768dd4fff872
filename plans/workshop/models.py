"""Files that were brought, plans on their way, who changed what in them, and what came of them."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.guards import AppendOnly
from numerals import FiscalYearSpan, Message
from offices.models import Office
from plans import choices
from plans.document.defaults import Kind
from plans.document.draft.serial import draft_as_json, draft_from_json
from plans.document.draft.values import DraftPlan
from plans.models import Plan

GUARDS: Final = (
    AppendOnly(
        table="plans_draftedit",
        name="draft_edits",
        refusal="edits of drafts are only added to",
        unique=("draft_id", "revision"),
    ),
    AppendOnly(
        table="plans_plansource",
        name="plan_sources",
        refusal="where a plan came from stays",
    ),
)
LONGEST_TITLE: Final = 400
LONGEST_HEADING: Final = 255
"""Characters of a column's heading by which its meaning is remembered."""


class Bringing(models.Model):
    """Files that somebody brought at once: a worker reads them, the page shows how far."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "plans"
        verbose_name = "files brought at once"
        verbose_name_plural = "files brought at once"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_finished(self) -> bool:
        """Whether every file has been read."""
        return self.finished_at is not None


class BroughtFile(models.Model):
    """An office's file as it came; the same content by the same person is one row.

    The content stands in the table: so it is in the transaction and in the backup.
    ``refusal`` says why no form was read from it, in both languages.
    """

    name = models.CharField("name", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("size")
    content = models.BinaryField()
    bijoy = models.BooleanField("converted from Bijoy", default=False)
    refusal = models.JSONField(null=True)
    is_read = models.BooleanField(default=False)
    bringing = models.ForeignKey(
        Bringing, models.SET_NULL, null=True, related_name="files", verbose_name="brought with"
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="brought by"
    )
    brought_at = models.DateTimeField("brought at", auto_now_add=True)

    class Meta:
        app_label = "plans"
        verbose_name = "brought file"
        verbose_name_plural = "brought files"
        constraints = (
            models.UniqueConstraint(fields=("brought_by", "sha256"), name="file_brought_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def refused(self) -> Message | None:
        """Why no form was read from it."""
        return None if self.refusal is None else Message(*self.refusal)


class DraftState(models.TextChoices):
    """What became of a draft."""

    OPEN = "open", _("Being worked on")
    KEPT = "kept", _("Kept as a plan")
    DISCARDED = "discarded", _("Discarded")
    PROPOSED = "proposed", _("Proposed as an amendment")


class Draft(models.Model):
    """A plan on its way; office, year and kind may all be unknown at first.

    ``document`` is the draft's value as JSON. Year, kind, title and the number of findings are
    repeated beside it for lists; only the services write them. ``table`` is which of the forms
    in ``file`` it was read from, counted from 1. An open draft that has a ``plan`` was made of it
    to change it: ``identities`` are the ids of the plan's rows by the keys of the draft's. One that
    ``is_template`` is never kept as a plan: other offices' plans are made by it (plans.cascade).
    """

    office = models.ForeignKey(
        Office, models.PROTECT, null=True, related_name="drafts", verbose_name="office"
    )
    fiscal_year = models.PositiveSmallIntegerField("fiscal year", null=True)
    kind = models.CharField("kind of plan", max_length=16, choices=choices.kinds, blank=True)
    title = models.CharField("title", max_length=LONGEST_TITLE, blank=True)
    document = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField("errors", default=0)
    warnings = models.PositiveIntegerField("warnings", default=0)
    state = models.CharField("state", max_length=10, choices=DraftState, default=DraftState.OPEN)
    file = models.ForeignKey(
        BroughtFile, models.PROTECT, null=True, related_name="drafts", verbose_name="file"
    )
    table = models.PositiveSmallIntegerField(default=1)
    made_from = models.ForeignKey(
        Plan, models.SET_NULL, null=True, related_name="+", verbose_name="made from"
    )
    plan = models.ForeignKey(
        Plan, models.SET_NULL, null=True, related_name="drafts", verbose_name="plan"
    )
    identities = models.JSONField(default=dict)
    is_template = models.BooleanField("template for other offices", default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="begun by"
    )
    created_at = models.DateTimeField("begun at", auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="changed by"
    )
    changed_at = models.DateTimeField("changed at")

    class Meta:
        app_label = "plans"
        verbose_name = "draft"
        verbose_name_plural = "drafts"
        ordering = ("-changed_at", "-pk")
        indexes = (
            models.Index(fields=("office", "state"), name="draft_of_office"),
            models.Index(fields=("state", "-changed_at"), name="draft_in_state"),
        )

    def __str__(self) -> str:
        return self.title or f"{self._meta.verbose_name} {self.pk}"

    @property
    def value(self) -> DraftPlan:
        """The draft itself."""
        return draft_from_json(self.document)

    @property
    def span(self) -> FiscalYearSpan | None:
        """The fiscal year as a value."""
        return None if self.fiscal_year is None else FiscalYearSpan(self.fiscal_year)

    def take(self, value: DraftPlan) -> None:
        """Hold ``value``, and what lists show of it."""
        self.document = draft_as_json(value)
        self.fiscal_year = None if value.fiscal_year is None else value.fiscal_year.start
        self.kind = "" if value.kind is None else Kind(value.kind).value
        self.title = value.title[:LONGEST_TITLE]


class DraftEdit(models.Model):
    """Changes that were made together, with those that take them back; only added to.

    ``undoes`` is the revision that this edit took back, ``redoes`` that of the taking back which
    it took back in turn. ``revision`` is the draft's after it.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    changes = models.JSONField()
    inverse = models.JSONField()
    undoes = models.PositiveIntegerField(null=True)
    redoes = models.PositiveIntegerField(null=True)

    class Meta:
        app_label = "plans"
        verbose_name = "edit of a draft"
        verbose_name_plural = "edits of drafts"
        ordering = ("draft", "revision")
        constraints = (
            models.UniqueConstraint(fields=("draft", "revision"), name="draft_revision_once"),
        )

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.revision}"


class ColumnMeaning(models.Model):
    """What a person said that a column means; remembered for the next file with that heading."""

    heading = models.CharField(max_length=LONGEST_HEADING, unique=True)
    meaning = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "plans"
        verbose_name = "meaning of a column"
        verbose_name_plural = "meanings of columns"

    def __str__(self) -> str:
        return f"{self.heading}: {self.meaning}"


class PlanSource(models.Model):
    """Where a kept plan comes from: its file, its draft, and what was still found then."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sources")
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="+")
    file = models.ForeignKey(BroughtFile, models.PROTECT, null=True, related_name="+")
    table = models.PositiveSmallIntegerField(default=1)
    findings = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "plans"
        verbose_name = "source of a plan"
        verbose_name_plural = "sources of plans"
        ordering = ("plan", "-at")

    def __str__(self) -> str:
        return f"{self.plan_id} ← {self.draft_id}"
