"""The writers of the second factor: a phone that shows codes, and recovery codes on paper."""

from __future__ import annotations

import logging
import secrets
import unicodedata
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from offices.journal.recording import record, user_event
from offices.models import User
from offices.services.refusal import Refused
from offices.services.sessions import end_sessions
from offices.throttling import forgive_code

APP_DIGITS: Final = 6
RECOVERY_DIGITS: Final = 10
"""Digits alone, so that one field, one keypad and both languages do for either kind of code."""

RECOVERY_CODES: Final = 10

_log = logging.getLogger(__name__)


class WrongCode(Exception):
    """The code is not one that is valid now."""


def typed_digits(text: str) -> str:
    """The digits that were typed, Bengali ones as Latin, without what divides their groups.

    ``""`` where there is anything else among them.
    """
    kept = [
        character
        for character in text
        if not (character.isspace() or character == "-" or unicodedata.category(character) == "Cf")
    ]
    read = [unicodedata.digit(character, None) for character in kept]
    return "" if None in read else "".join(str(digit) for digit in read)


@transaction.atomic
def set_up_second_factor(*, user: User, key: str, code: str, keep: str | None) -> None:
    """Take the phone that holds ``key`` (hexadecimal) as the user's second factor.

    It replaces the one before, makes new recovery codes and ends the user's other sessions.
    Raises ``WrongCode`` unless ``code`` is what the phone shows now.
    """
    _hold(user)
    TOTPDevice.objects.filter(user=user).delete()
    device = TOTPDevice.objects.create(user=user, name="phone", key=key)
    if not device.verify_token(typed_digits(code)):
        raise WrongCode
    _store_recovery_codes(user)
    _note_since(user, timezone.now())
    end_sessions(user=user, keep=keep)
    _log.info("%s set up a second factor", user.get_username())


@transaction.atomic
def accept_code(*, user: User, code: str) -> bool:
    """Whether the code is right: the phone's of now, not used before, or a recovery code.

    A recovery code is spent by it. Attempts are counted by the caller (``throttling``).
    """
    digits = typed_digits(code)
    kind = {APP_DIGITS: TOTPDevice, RECOVERY_DIGITS: StaticDevice}.get(len(digits))
    if kind is None:
        return False
    device = kind.objects.select_for_update(no_key=True).filter(user=user, confirmed=True).first()
    return device is not None and device.verify_token(digits)


@transaction.atomic
def renew_recovery_codes(*, user: User, keep: str | None) -> None:
    """Make new recovery codes; the old ones are void, the user's other sessions end."""
    _hold(user)
    _store_recovery_codes(user)
    end_sessions(user=user, keep=keep)
    _log.info("%s made new recovery codes", user.get_username())


@transaction.atomic
def remove_second_factor(*, user: User, keep: str | None) -> None:
    """Sign in by password alone from now on; the user's other sessions end."""
    _forget(user)
    end_sessions(user=user, keep=keep)
    _log.info("%s removed their second factor", user.get_username())


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None) -> None:
    """Take away the second factor of someone who lost it, and sign them out everywhere.

    If they need one, they set up a new one after their next password. ``by`` is the
    administrator, ``None`` whoever works at the machine. The journal keeps it. Raises ``Refused``
    for one's own: who opened a session and nothing else must not get rid of it by this.
    """
    if by == user:
        raise Refused(_("Your own second step is changed on your account page."))
    _forget(user)
    end_sessions(user=user)
    record([user_event(user, "second_factor")], by=by)
    whose = by.get_username() if by else "a command"
    _log.warning("second factor of %s reset by %s", user.get_username(), whose)


def recovery_codes_of(user: User) -> list[str]:
    """The user's recovery codes that were not used yet."""
    tokens = StaticToken.objects.filter(device__user=user).order_by("pk")
    return list(tokens.values_list("token", flat=True))


def _store_recovery_codes(user: User) -> None:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="paper")
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add(f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}")
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)


def _hold(user: User) -> None:
    """Let two tabs change one person's second factor one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _forget(user: User) -> None:
    _hold(user)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _note_since(user, None)


def _note_since(user: User, when: datetime | None) -> None:
    user.second_factor_since = when
    user.save(update_fields=["second_factor_since"])
    # Mistakes with the factor of before say nothing of the next one.
    forgive_code(username=user.get_username())
