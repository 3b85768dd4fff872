"""One line of the journal. The database itself refuses to change or remove it."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offices.append_only import AppendOnly
from offices.tracing import LONGEST

GUARD: Final = AppendOnly(
    table="offices_administrationentry", name="journal", refusal="the journal is only added to"
)


class Matter(models.TextChoices):
    """What an entry is about."""

    OFFICE = "office", _("Office")
    USER = "user", _("User")
    POSTING = "posting", _("Posting")


class AdministrationEntry(models.Model):
    """Who changed what about offices and people, when, from what, to what, in which request.

    ``field`` names the model's field; it is blank where the office, user or posting as a whole
    came or went. ``before`` and ``after`` are canonical text (a code, ``2024-06-30``, a choice),
    ``None`` is "nothing there". A posting's entry names both its user and its office. ``by`` is
    empty where a command wrote for nobody in particular. What is named can't be deleted.
    """

    matter = models.CharField(max_length=8, choices=Matter)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="journal"
    )
    office = models.ForeignKey("offices.Office", models.PROTECT, null=True, related_name="journal")
    field = models.CharField(max_length=20, blank=True)
    # Nothing is not the same as an empty text.
    before = models.TextField(null=True)  # noqa: DJ001
    after = models.TextField(null=True)  # noqa: DJ001
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    request = models.CharField(max_length=LONGEST, blank=True)

    class Meta:
        app_label = "offices"
        ordering = ("-id",)
        constraints = (
            # The triggers on SQLite tell a row that is written over by its id, and see -1 for
            # an id that is not given.
            models.CheckConstraint(condition=Q(id__gt=0), name="entry_id_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.matter} {self.field}: {self.before} → {self.after}"
