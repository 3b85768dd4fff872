"""Sign-ins: where somebody is, and how often it was tried."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from offices.models import User


class SignInAttempts(models.Model):
    """How often it was tried to sign in from an address: with one name, or (blank) with any."""

    username = models.CharField(max_length=150, blank=True)
    address = models.CharField(max_length=45)
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "offices"
        constraints = (
            models.UniqueConstraint(fields=("username", "address"), name="attempts_counted_once"),
        )

    def __str__(self) -> str:
        return f"{self.username or '*'} · {self.address}: {self.count}"


class Session(AbstractBaseSession):
    """Where somebody is signed in: Django's session, and whose it is (``accounts.sessions``)."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    agent = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45, blank=True)
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        app_label = "offices"

    def __str__(self) -> str:
        # Never its key: who has that is signed in.
        return f"{self.user or '-'} · {self.address or '-'} · {self.seen_at}"
