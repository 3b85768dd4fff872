"""Links by which a person sets a password: one use, some days, for the account as it is now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from offices.models import User


class PasswordLinks(PasswordResetTokenGenerator):
    """Void after use, after a newer link, with another address, and while the account is closed.

    Django's own hash holds the password, the last sign-in and the e-mail address.
    """

    key_salt = "offices.passwords.PasswordLinks"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{user.link_serial}"


LINKS: Final = PasswordLinks()


def path_of_link(user: User) -> str:
    """The address, on this site, at which the person sets a password."""
    return reverse(
        "offices:set-password",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": LINKS.make_token(user),
        },
    )


def valid_until() -> datetime:
    """When a link that is made now ends."""
    return timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
