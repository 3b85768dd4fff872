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

    Django's own hash holds the password, the last sign-in and the email address.
    """

    key_salt = "offices.accounts.passwords.links.PasswordLinks"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}{user.link_serial}"

    def token_until(self, user: User, ends: datetime) -> str:
        """The token that ends then: each time the same one, as long as the account is as it is."""
        # A token carries when it was made, which for a long one lies ahead.
        seconds = self._num_seconds(timezone.make_naive(ends, timezone.get_default_timezone()))
        return self._make_token_with_timestamp(
            user, seconds - settings.PASSWORD_RESET_TIMEOUT, self.secret
        )


LINKS: Final = PasswordLinks()


def path_of_link(user: User, *, until: datetime | None = None) -> str:
    """The address, on this site, at which the person sets a password; for the usual days, or
    ``until`` a moment.
    """
    token = LINKS.token_until(user, until) if until else LINKS.make_token(user)
    return reverse(
        "offices:set-password",
        kwargs={"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": token},
    )


def valid_until() -> datetime:
    """When a link that is made now ends."""
    return timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


def slip_valid_until() -> datetime:
    """When a link on a slip of paper ends that is made now: it has a longer way to go."""
    return timezone.now() + timedelta(days=settings.SLIP_DAYS)
