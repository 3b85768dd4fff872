"""A packet that was asked for, and the file that came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone

from plans.models import Plan


def packet_storage() -> Storage:
    """Where finished packets wait: ``STORAGES["packets"]``, never below the web root."""
    return storages["packets"]


class Packet(models.Model):
    """The evidence of a plan's quarter in one file, in one language, for all who may read it.

    ``contents`` is a digest of everything that stands in it. ``file`` is blank until the
    whole file is there. ``attempt`` counts how often ``job`` was begun; only the last one
    may finish it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="packets")
    quarter = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    contents = models.CharField(max_length=64)
    job = models.UUIDField()
    attempt = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.FileField(storage=packet_storage, blank=True)
    requested_at = models.DateTimeField(default=timezone.now, db_index=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-requested_at",)
        indexes = (models.Index(fields=("plan", "quarter", "language", "-requested_at")),)

    def __str__(self) -> str:
        return f"{self.plan_id} Q{self.quarter} {self.language}"
