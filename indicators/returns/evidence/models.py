"""One file that proves one figure."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from indicators.returns.evidence.kinds import FileKind
from plans.models import Indicator
from presentation.fields import MonthField

NAME_LIMIT: Final = 150
NOTE_LIMIT: Final = 500


class EvidenceVerdict(models.TextChoices):
    """What the reviewer found in a file."""

    VERIFIED = "verified", _("Accepted as evidence")
    NOT_VERIFIED = "not-verified", _("Not accepted as evidence")


def evidence_storage() -> Storage:
    """Where the files are: ``STORAGES["evidence"]``, never below the web root."""
    return storages["evidence"]


def place_of(evidence: Evidence, _name: str) -> str:
    """The path in the store: made of the id alone, nothing of what the visitor said."""
    return f"{evidence.pk.hex[:2]}/{evidence.pk}.{FileKind(evidence.kind).extension}"


class Evidence(models.Model):
    """A file at one cell of a monthly return.

    ``name`` is what the uploader called it: text, never a path. ``sha256`` is of the file
    as kept, ``received_sha256`` of what was sent; they differ for pictures, which are
    written anew. A removed file leaves its row behind, with who and when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="evidence", verbose_name=_("indicator")
    )
    month = MonthField(_("month"))
    file = models.FileField(_("file"), storage=evidence_storage, upload_to=place_of)
    kind = models.CharField(_("file type"), max_length=8, choices=FileKind.choices())
    name = models.CharField(_("file name"), max_length=NAME_LIMIT)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    received_sha256 = models.CharField(max_length=64)
    look = models.CharField(
        max_length=16,
        blank=True,
        editable=False,
        help_text="Of a picture: a difference hash of 64 bits, equal for what looks alike.",
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), default=timezone.now, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("uploaded by")
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removed by"),
    )
    verdict = models.CharField(
        _("verification"), max_length=12, choices=EvidenceVerdict, blank=True
    )
    note = models.CharField(_("note"), max_length=NOTE_LIMIT, blank=True)
    judged_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
    )

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ("uploaded_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "month", "received_sha256"),
                condition=Q(removed_at=None),
                name="evidence_once_a_cell",
            ),
        )
        indexes = (models.Index(fields=("indicator", "month")),)

    def __str__(self) -> str:
        return self.name
