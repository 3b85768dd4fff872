from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from offices.models import User
from tests.cast import Cast
from tests.offices.accounts.second_factor.hands import (
    CODE,
    after_password,
    code_of,
    forget_last_code,
    give_phone,
    with_password,
)


@pytest.fixture
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def officer(cast: Cast) -> User:
    return with_password(cast.officer)


@pytest.fixture
def administrator(cast: Cast, required: None) -> User:
    return with_password(cast.administrator)


@pytest.fixture
def protected(officer: User) -> Client:
    """The officer's browser, signed in with the code."""
    give_phone(officer)
    forget_last_code()
    client, _ = after_password(officer)
    client.post(CODE, {"code": code_of()})
    return client
