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

from ledger.services import record
from offices.accounts.account_mail import tell_person
from offices.accounts.sealing import Unopened, is_sealed_with_the_key_of_now
from offices.accounts.second_factor.models import Phone, about_phone, sealed_key
from offices.accounts.services import end_sessions, note_own
from offices.accounts.throttling import forgive_code
from offices.journal.events import AccountEvent
from offices.journal.recording import user_event
from offices.models import User
from offices.refusal import Refused

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
def set_up_second_factor(*, user: User, key: str, code: str, keep: str | None) -> list[str]:
    """Take the phone that holds ``key`` (hexadecimal) as the user's second factor; the recovery
    codes, which are told this once.

    It replaces the one before and ends the user's other sessions. Raises ``WrongCode`` unless
    ``code`` is what the phone shows now.
    """
    _lock(user)
    replaced, _by_model = Phone.objects.filter(user=user).delete()
    sealed = sealed_key(bytes.fromhex(key), person=user.pk)
    phone = Phone.objects.create(user=user, name="phone", key=sealed)
    if not phone.verify_token(typed_digits(code)):
        raise WrongCode
    codes = _new_recovery_codes(phone)
    _note_since(user, timezone.now())
    end_sessions(user=user, keep=keep)
    note_own(user, AccountEvent.OTHER_PHONE if replaced else AccountEvent.PHONE)
    _log.info("%s set up a second factor", user.get_username())
    return codes


@transaction.atomic
def accept_code(*, user: User, code: str) -> bool:
    """Whether the code is right: the phone's of now, not used before, or a recovery code.

    A recovery code is spent by it, and the user told. Attempts are counted by the caller
    (``throttling``).
    """
    digits = typed_digits(code)
    try:
        if len(digits) == APP_DIGITS:
            return _is_shown_now(user, digits)
        return len(digits) == RECOVERY_DIGITS and _spends(user, digits)
    except Unopened:
        _log.exception(
            "The second factor of %s does not open: was SECRET_KEY changed, and the one before not "
            "kept in SECRET_KEY_FALLBACKS?",
            user.get_username(),
        )
        return False


@transaction.atomic
def renew_recovery_codes(*, user: User, keep: str | None) -> list[str]:
    """New recovery codes, told this once; the old ones are void, the user's other sessions end."""
    _lock(user)
    codes = _new_recovery_codes(Phone.objects.get(user=user))
    end_sessions(user=user, keep=keep)
    note_own(user, AccountEvent.NEW_CODES)
    _log.info("%s made new recovery codes", user.get_username())
    return codes


@transaction.atomic
def remove_second_factor(*, user: User, keep: str | None) -> None:
    """Sign in by password alone from now on; the user's other sessions end."""
    _forget(user)
    end_sessions(user=user, keep=keep)
    note_own(user, AccountEvent.PHONE_REMOVED)
    _log.info("%s removed their second factor", user.get_username())


@transaction.atomic
def reset_second_factor(*, user: User, by: User | None) -> None:
    """Take away the second factor of someone who lost it, and sign them out everywhere.

    If they need one, they set up a new one after their next password. ``by`` is the
    administrator, ``None`` whoever works at the machine. The journal keeps it, and the person is
    told by email. Raises ``Refused`` for one's own: who opened a session and nothing else must
    not get rid of it by this.
    """
    if by == user:
        raise Refused(_("Change your own two-step sign-in on your account page."))
    _forget(user)
    end_sessions(user=user)
    record([user_event(user, AccountEvent.RESET)], by=by)
    tell_person(user, AccountEvent.RESET, by=by)
    whose = by.get_username() if by else "a command"
    _log.warning("second factor of %s reset by %s", user.get_username(), whose)


def recovery_codes_left(user: User) -> int:
    """How many of the user's recovery codes were not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


def seal_phones_anew() -> tuple[int, list[str]]:
    """Seal with the key of now what was sealed with one of before: how many phones, and the names
    of those whose phones no key opens.
    """
    done, unopened = 0, []
    for phone in Phone.objects.select_related("user").order_by("pk").iterator():
        try:
            done += _sealed_anew(phone)
        except Unopened:
            unopened.append(phone.user.get_username())
    return done, unopened


def _sealed_anew(phone: Phone) -> int:
    if is_sealed_with_the_key_of_now(phone.key, about=about_phone(phone.user_id)):
        return 0
    key = sealed_key(phone.bin_key, person=phone.user_id)
    # Unless the person has taken another phone meanwhile.
    return Phone.objects.filter(pk=phone.pk, key=phone.key).update(key=key)


def _is_shown_now(user: User, digits: str) -> bool:
    phone = Phone.objects.select_for_update(no_key=True).filter(user=user, confirmed=True).first()
    return phone is not None and phone.verify_token(digits)


def _spends(user: User, digits: str) -> bool:
    paper = StaticDevice.objects.select_for_update(no_key=True).filter(user=user, confirmed=True)
    device, phone = paper.first(), Phone.objects.filter(user=user).first()
    if device is None or phone is None:
        return False
    if not device.verify_token(phone.fingerprint(digits)):
        return False
    note_own(user, AccountEvent.CODE_USED)
    return True


def _new_recovery_codes(phone: Phone) -> list[str]:
    StaticDevice.objects.filter(user=phone.user_id).delete()
    device = StaticDevice.objects.create(user=phone.user, name="paper")
    codes: set[str] = set()
    while len(codes) < RECOVERY_CODES:
        codes.add(f"{secrets.randbelow(10**RECOVERY_DIGITS):0{RECOVERY_DIGITS}}")
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=phone.fingerprint(code)) for code in codes
    )
    return sorted(codes)


def _lock(user: User) -> None:
    """Let two tabs change one person's second factor one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _forget(user: User) -> None:
    _lock(user)
    Phone.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    _note_since(user, None)


def _note_since(user: User, when: datetime | None) -> None:
    user.second_factor_since = when
    user.save(update_fields=["second_factor_since"])
    # Mistakes with the factor of before say nothing of the next one.
    forgive_code(username=user.get_username())
