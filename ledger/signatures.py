"""What only this installation can have written: signed with a key made of ``SECRET_KEY``."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def signature(purpose: str, text: str) -> str:
    """The HMAC-SHA256 of the text with the installation's key for the purpose, 64 digits."""
    return _sign(settings.SECRET_KEY, purpose, text)


def is_signed(purpose: str, text: str, signed: object) -> bool:
    """Whether the installation signed the text, with the key of now or one of before."""
    return isinstance(signed, str) and any(
        hmac.compare_digest(_sign(key, purpose, text).encode(), signed.encode())
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def _sign(secret: str, purpose: str, text: str) -> str:
    key = hashlib.sha256(f"{purpose}\0{secret}".encode()).digest()
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
