"""Where what an office hands in stands; who may do what follows in the tables of the ways."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a monthly return or a period's report stands."""

    OPEN = "open", _("Open")
    WITH_HEAD = "with-head", _("With the head of the office")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    RESUBMITTED = "resubmitted", _("Submitted again")
    ACCEPTED = "accepted", _("Accepted")
    REOPENED = "reopened", _("Reopened")

    @property
    def is_in_review(self) -> bool:
        """Whether the reviewing office is to decide."""
        return self in (State.SUBMITTED, State.RESUBMITTED)
