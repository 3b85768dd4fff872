"""What people made of a list and want to find again."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import Office

LONGEST_NAME: Final = 60
LONGEST_QUERY: Final = 1000
LONGEST_LIST: Final = 30


class Shared(models.TextChoices):
    """Who finds a view beside the person who saved it."""

    NOBODY = "", _("only me")
    OFFICE = "office", _("the people of my office")
    BELOW = "below", _("my office and all offices below it")
    ALL = "all", _("everyone")


class SavedView(models.Model):
    """A name for what a list shows: ``query`` is that of its address, with columns and order.

    ``office`` is the one whose people, or whose people and those below it, find it, too. It
    narrows a list and opens nothing: everybody reads in it what they may read.
    """

    list = models.CharField(max_length=LONGEST_LIST)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=LONGEST_NAME)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    shared = models.CharField(max_length=8, choices=Shared, blank=True)
    office = models.ForeignKey(Office, models.CASCADE, null=True, related_name="+")

    class Meta:
        app_label = "offices"
        verbose_name = "saved view"
        verbose_name_plural = "saved views"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("list", "person", "name"), name="view_named_once"),
        )

    def __str__(self) -> str:
        return self.name


class DefaultView(models.Model):
    """The view that a list opens with for a person, their own or one that they were given."""

    list = models.CharField(max_length=LONGEST_LIST)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="defaults")

    class Meta:
        app_label = "offices"
        verbose_name = "default view"
        verbose_name_plural = "default views"
        constraints = (models.UniqueConstraint(fields=("list", "person"), name="one_default_view"),)

    def __str__(self) -> str:
        return f"{self.list}: {self.view}"
