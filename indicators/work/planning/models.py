"""Selections of the planner's list that a person wants to find again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from offices.models import Office

LONGEST_NAME = 60
LONGEST_QUERY = 600


class SavedSelection(models.Model):
    """A name for what the list is narrowed by: ``query`` is that of its address.

    Whoever is posted at ``office`` finds it, too; nobody but the person where there is none.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_selections"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")

    class Meta:
        app_label = "indicators"
        verbose_name = "saved selection"
        verbose_name_plural = "saved selections"
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("person", "name"), name="selection_named_once"),
        )

    def __str__(self) -> str:
        return self.name
