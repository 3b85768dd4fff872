"""What people said of two rows: the same, or not. It outlives every reckoning."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from offices.models import Office
from plans.document.matching import Answer
from plans.document.matching.wordings import Worded

_ANSWERS = ((Answer.SAME.value, _("The same row")), (Answer.OTHER.value, _("Two rows")))


class RowMatch(models.Model):
    """One answer about two rows, named by their words: it holds for all offices and years that
    say the same, under ``scope``.

    Rows come and go with every draft and plan; their words stay (docs/decisions/row-matches.md).
    ``first`` and ``second`` are the keys of the two wordings in order, as
    ``plans.document.matching.wordings`` makes them; beside each what it was made of.
    """

    scope = models.ForeignKey(
        Office, models.PROTECT, related_name="row_matches", verbose_name=_("office")
    )
    first = models.CharField(max_length=32)
    second = models.CharField(max_length=32)
    first_words = models.JSONField()
    second_words = models.JSONField()
    answer = models.CharField(_("answer"), max_length=8, choices=_ANSWERS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "plans"
        verbose_name = _("answer about two rows")
        verbose_name_plural = _("answers about two rows")
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scope", "first", "second"), name="row_match_answered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lte=models.F("second")), name="row_match_in_order"
            ),
        )

    def __str__(self) -> str:
        return f"{self.one.title} / {self.other.title}: {self.get_answer_display()}"

    @property
    def one(self) -> Worded:
        """The first wording."""
        return Worded(*self.first_words)

    @property
    def other(self) -> Worded:
        """The second wording."""
        return Worded(*self.second_words)
