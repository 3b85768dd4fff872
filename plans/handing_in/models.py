"""What goes from hand to hand, and its steps: the columns that all kinds have in common."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offices.models import User
from plans.handing_in.states import State


class Submission(models.Model):
    """Something that an office hands in and its reviewer decides on; ``version`` counts its writes.

    Who submitted or decided is who did so last.
    """

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(_("version"), default=0)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    decided_at = models.DateTimeField(_("returned or accepted at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("returned or accepted by"),
    )
    resumes_as = models.CharField(
        max_length=12,
        choices=State,
        default=State.OPEN,
        editable=False,
        help_text="The state in which the office had it last, and has it if it comes back unread.",
    )
    word_of_head = models.TextField(
        blank=True, editable=False, help_text="Why the office's head gave it back to the officer."
    )
    opened_at = models.DateTimeField(
        null=True, editable=False, help_text="When a reviewer first looked at this submission."
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def office_state(self) -> State:
        """Its state as who is not of the office sees it: what the head holds is with the office."""
        state = State(self.state)
        return State(self.resumes_as) if state == State.WITH_HEAD else state

    def step_to(self, state: State, *, by: User, at: datetime) -> None:
        """Be submitted or decided on, by whom and when; not saved. A step counts as a write."""
        self.move_to(state)
        if state.is_in_review:
            self.submitted_at, self.submitted_by = at, by
        else:
            self.decided_at, self.decided_by = at, by

    def move_to(self, state: State) -> None:
        """Move on within the office: neither submitted nor decided on; not saved."""
        self.state = state
        self.version += 1


class Step(models.Model):
    """One step of its way: who moved it from which state to which, and when; only added to.

    ``signed`` is how who took it was named then, as ``plans.handing_in.signing`` reads it.
    """

    from_state = models.CharField(_("state before"), max_length=12, choices=State)
    to_state = models.CharField(_("state after"), max_length=12, choices=State)
    signed = models.JSONField(default=dict, editable=False)
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
