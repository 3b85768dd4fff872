"""A round of links to set the first password, and whom it was made for.

No link stands in the database: it is made anew, and the same, whenever it is sent or shown.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InvitationWay(models.TextChoices):
    """How the links of a round reach their people."""

    MAIL = "mail", _("By email")
    PAPER = "paper", _("On paper")


class InvitationState(models.TextChoices):
    """What became of one link: a slip is made with its round."""

    WAITING = "waiting", _("Waiting")
    MADE = "made", _("Sent")
    FAILED = "failed", _("Could not be sent")
    PASSED = "passed", _("Left out")


class InvitationBatch(models.Model):
    """Links for many people, asked for at once; ``id`` comes from the form that asks.

    ``chosen`` is the list's filter as it stood in the address. ``ends_at`` is when its links end.
    ``job`` sends the next portion; ``unreached`` counts how often in a row the mail server was
    not reached.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    way = models.CharField(max_length=5, choices=InvitationWay)
    chosen = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ends_at = models.DateTimeField()
    job = models.UUIDField(null=True)
    unreached = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "offices"
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"{self.way} {self.made_at}"


class Invitation(models.Model):
    """One person's link of a round; ``address`` is their email address of then, void with another.

    ``tries`` counts how often the mail server asked to try this one later.
    """

    round = models.ForeignKey(InvitationBatch, models.CASCADE, related_name="links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="set_up_links")
    state = models.CharField(max_length=7, choices=InvitationState, default=InvitationState.WAITING)
    address = models.EmailField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        app_label = "offices"
        constraints = (
            models.UniqueConstraint(fields=("round", "user"), name="one_link_of_a_round"),
            # Two who press at once queue each person's email once.
            models.UniqueConstraint(
                fields=("user",), condition=Q(state="waiting"), name="one_link_waits"
            ),
        )
        indexes = (models.Index(fields=("round", "state", "tries", "id")),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"
