"""What the tests of the second factor have in common: a phone, and a browser after the password."""

from __future__ import annotations

from base64 import b32decode
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken

from offices.accounts.second_factor.models import Phone
from offices.accounts.second_factor.services import (
    set_up_second_factor,
)
from offices.models import User

PASSWORD = "ভালো-থাকুন-২৪"
KEY = "3132333435363738393031323334353637383930"
HOME, SIGN_IN, CODE, SET_UP = "/", "/sign-in/", "/sign-in/code/", "/account/second-factor/"
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)")


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(key: str = KEY, *, later: int = 0) -> str:
    return f"{totp(bytes.fromhex(key), drift=later):06}"


def give_phone(user: User) -> list[str]:
    """The user's phone holds KEY; the code of now is spent. The recovery codes."""
    return set_up_second_factor(user=user, key=KEY, code=code_of(), keep=None)


def key_in(client: Client) -> str:
    """The secret that the page of the set-up shows in this browser."""
    shown: str = client.get(SET_UP).context["secret"]
    return b32decode(shown.replace(" ", "")).hex()


def kept_of_codes(user: User) -> set[str]:
    """What the database keeps of the user's unused recovery codes."""
    return set(StaticToken.objects.filter(device__user=user).values_list("token", flat=True))


def forget_last_code() -> None:
    Phone.objects.update(last_t=-1)


def after_password(user: User, onward: str = "", **extra: Any) -> tuple[Client, str]:
    """A browser in which the password was given, and where it was sent."""
    client = Client(**extra)
    data = {"username": user.username, "password": PASSWORD, "next": onward}
    client.post(SIGN_IN, data)
    response = client.get(onward or HOME, follow=True)
    final = response.redirect_chain[-1][0] if response.redirect_chain else onward or HOME
    return client, final


def in_thread(work: Callable[..., Any], **arguments: Any) -> Any:
    try:
        return work(**arguments)
    finally:
        connection.close()
