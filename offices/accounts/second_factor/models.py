"""The phone that shows codes, with its secret sealed, and the fingerprints of recovery codes."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import Final

from django_otp.plugins.otp_totp.models import TOTPDevice

from offices.accounts.sealing import seal, unseal

_FINGERPRINT: Final = 12
"""Bytes of a fingerprint: sixteen letters, as many as the column holds."""


class Phone(TOTPDevice):
    """A phone as the library knows it, but that its ``key`` is sealed."""

    class Meta:
        proxy = True
        app_label = "offices"

    @property
    def bin_key(self) -> bytes:
        """The secret. Raises ``Unopened``."""
        return unseal(self.key, about=about_phone(self.user_id))

    def fingerprint(self, code: str) -> str:
        """What is kept of a recovery code. Raises ``Unopened``."""
        return fingerprint(code, secret=self.bin_key)


def about_phone(person: int) -> str:
    """What a person's sealed secret is about."""
    return f"phone {person}"


def sealed_key(secret: bytes, *, person: int) -> str:
    """The secret as the row of the person's phone keeps it."""
    return seal(secret, about=about_phone(person))


def fingerprint(code: str, *, secret: bytes) -> str:
    """What is kept of a recovery code: ten digits alone would be found by trying them all, so the
    phone's secret goes in.
    """
    digest = hmac.digest(secret, f"recovery code {code}".encode(), hashlib.sha256)
    return urlsafe_b64encode(digest[:_FINGERPRINT]).decode()
