from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from offices.accounts.second_factor.policy import requires_second_factor
from offices.models import Level, Posting, Role, User
from tests.cast import LONG_AGO, Cast, client_of, office, person
from tests.offices.accounts.second_factor.hands import (
    CODE,
    HOME,
    PASSWORD,
    SET_UP,
    after_password,
    code_of,
    forget_last_code,
    give_phone,
)
from tests.test_access import PRIVATE

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("role", "level", "needed"),
    [
        (Role.ENTRY, Level.DEPARTMENT, False),
        (Role.HEAD, Level.DEPARTMENT, False),
        (Role.AUDITOR, Level.DEPARTMENT, False),
        (Role.REVIEWER, Level.MINISTRY, True),
        (Role.REVIEWER, Level.DEPARTMENT, True),
        (Role.REVIEWER, Level.REGIONAL, False),
        (Role.PLANNER, Level.DISTRICT, True),
        (Role.ADMINISTRATOR, Level.UPAZILA, True),
    ],
)
@pytest.mark.django_db
def test_posting_decides_who_needs_a_second_factor(
    required: None, role: Role, level: Level, needed: bool
) -> None:
    assert requires_second_factor(person("somebody", role, office("there", level))) == needed


@pytest.mark.django_db
def test_superuser_needs_a_second_factor_and_nobody_where_it_is_off(
    settings: Settings,
) -> None:
    superuser = User.objects.create_superuser("root")

    settings.SECOND_FACTOR_REQUIRED = True
    assert requires_second_factor(superuser)
    settings.SECOND_FACTOR_REQUIRED = False
    assert not requires_second_factor(superuser)


def test_no_page_opens_before_the_set_up(administrator: User) -> None:
    client, _ = after_password(administrator)
    for name, named in PRIVATE:
        address = reverse(name, kwargs=named)
        if address == SET_UP:
            continue

        answer = client.get(address, follow=True)

        assert answer.redirect_chain[-1][0].startswith(SET_UP), address
        assert client.post(address).status_code in (302, 401, 405), address


def test_administration_does_not_open_before_the_set_up(administrator: User) -> None:
    client, _ = after_password(administrator)

    for address in (reverse("admin:index"), reverse("admin:offices_office_export")):
        assert client.get(address, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_sign_in_before_a_posting_that_needs_more_is_held_back_at_once(
    cast: Cast, required: None
) -> None:
    client = client_of(cast.officer)
    assert client.get(HOME).status_code == 200

    Posting.objects.create(
        user=cast.officer, office=cast.khulna, role=Role.PLANNER, starts=LONG_AGO
    )

    assert client.get(HOME, follow=True).redirect_chain[-1][0].startswith(SET_UP)


def test_who_needs_it_cannot_remove_it(administrator: User) -> None:
    give_phone(administrator)
    forget_last_code()
    client, _ = after_password(administrator)
    client.post(CODE, {"code": code_of()})
    address = reverse("offices:remove-second-factor")

    assert client.get("/account/").status_code == 200
    assert address not in client.get("/account/").text
    assert client.post(address, {"password": PASSWORD}).status_code == 404


def test_check_costs_no_query_on_ordinary_pages(cast: Cast, settings: Settings) -> None:
    pages = [HOME, "/plans/khulna/2023-24/apa/2024-06/"]
    for page in pages:
        client_of(cast.officer).get(page)
    counts = []
    for settings.SECOND_FACTOR_REQUIRED in (False, True):
        client = client_of(cast.officer)
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                client.get(page)
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
