"""Sealed values: what lies in the database and opens only with the key of the settings.

AES-256-GCM, with a key derived from ``SECRET_KEY`` for this purpose alone. What was sealed with one
of ``SECRET_KEY_FALLBACKS`` opens as well. Why: docs/decisions/second-factor.md.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_MARK: Final = "1."
"""The way in which a value was sealed; another way, another mark."""

_NONCE: Final = 12
_KEY: Final = 32


class Unopened(Exception):
    """No key of the settings opens the value, or it is not what it claims to be about."""


def seal(plain: bytes, *, about: str) -> str:
    """``plain`` sealed, as text of the alphabet of addresses.

    It opens only as what it is ``about``: it can't be moved to another person's row.
    """
    nonce = os.urandom(_NONCE)
    closed = _cipher(settings.SECRET_KEY).encrypt(nonce, plain, about.encode())
    return _MARK + urlsafe_b64encode(nonce + closed).decode()


def unseal(text: str, *, about: str) -> bytes:
    """What was sealed. Raises ``Unopened``."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        if (plain := _opened(text, about=about, key=key)) is not None:
            return plain
    raise Unopened(about)


def is_sealed_with_the_key_of_now(text: str, *, about: str) -> bool:
    """Whether it opens without the keys of before."""
    return _opened(text, about=about, key=settings.SECRET_KEY) is not None


def _opened(text: str, *, about: str, key: str) -> bytes | None:
    if not text.startswith(_MARK):
        return None
    try:
        sealed = urlsafe_b64decode(text.removeprefix(_MARK))
        return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], about.encode())
    except (InvalidTag, ValueError):
        return None


@cache
def _cipher(secret: str) -> AESGCM:
    derived = HKDF(SHA256(), length=_KEY, salt=None, info=b"offices.accounts.sealing").derive(
        secret.encode()
    )
    return AESGCM(derived)
