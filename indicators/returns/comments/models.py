"""One line of a thread."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from presentation.fields import MonthField

COMMENT_LIMIT: Final = 2000
"""Characters of one comment."""


class CommentKind(models.TextChoices):
    """What a line does: it says something, or says of the thread that it is settled, or not."""

    SAID = "said", _("Comment")
    SETTLED = "settled", _("Settled")
    REOPENED = "reopened", _("Reopened")


class Comment(models.Model):
    """A line of the thread on a month's return, or on one indicator's cell of it.

    A thread is flat and only added to: it is settled if its last line says so. ``indicator``
    is empty for the return as a whole, which need not have begun. ``text`` is plain text.
    """

    plan = models.ForeignKey(
        "plans.Plan",
        models.PROTECT,
        related_name="comments",
        db_index=False,
        verbose_name=_("plan"),
    )
    month = MonthField(_("month"))
    indicator = models.ForeignKey(
        "plans.Indicator",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="comments",
        verbose_name=_("indicator"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=CommentKind, default=CommentKind.SAID)
    text = models.TextField(_("comment"), blank=True, max_length=COMMENT_LIMIT)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        app_label = "indicators"
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=CommentKind.SAID) ^ Q(text=""), name="comment_says_something"
            ),
        )
        indexes = (models.Index(fields=("plan", "month", "indicator"), name="comment_of_cell"),)

    def __str__(self) -> str:
        return self.text or self.get_kind_display()
