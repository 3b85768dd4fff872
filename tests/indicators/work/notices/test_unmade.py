"""Whoever makes plans is told by email of offices without the next year's agreement."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.work.notices.digest import DigestEmail, letters_to
from offices.models import Role, User
from tests.cast import Cast, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SIGN_BY = date(2024, 6, 25)


@pytest.fixture
def planner(cast: Cast, settings: object) -> User:
    settings.REMINDER_DAYS = (3, 1, 0)  # type: ignore[attr-defined]
    planner = person("planner", Role.PLANNER, cast.region)
    User.objects.filter(pk__in=(planner.pk, cast.officer.pk, cast.reviewer.pk)).update(
        email="someone@example.gov.bd"
    )
    return planner


def letter(user: User, day: date) -> DigestEmail | None:
    return next(iter(letters_to([user.pk], day=day)), None)


def offices_told(user: User, day: date) -> int:
    one = letter(user, day)
    return one.unmade.offices if one is not None and one.unmade is not None else 0


@pytest.mark.parametrize(
    ("days", "told"), [(-60, False), (-4, False), (-3, True), (0, True), (1, True), (7, False)]
)
def test_planner_hears_of_them_when_the_day_is_near(
    cast: Cast, planner: User, days: int, told: bool
) -> None:
    """Until the year itself begins: then it is the planner's list that names them."""
    assert bool(offices_told(planner, SIGN_BY + timedelta(days))) == told


def test_letter_says_how_many_and_until_when(cast: Cast, planner: User) -> None:
    one = letter(planner, SIGN_BY)
    assert one is not None
    subject, text, _html = one.written()

    said = "make the agreements for 2024-25: 3 offices have none, to be signed by 25 June 2024"
    assert said in text
    assert said in subject


def test_officer_hears_of_the_own_office_and_a_reviewer_of_none(cast: Cast, planner: User) -> None:
    assert offices_told(cast.officer, SIGN_BY) == 1
    assert offices_told(cast.reviewer, SIGN_BY) == 0


@pytest.mark.parametrize("people", [1, 6])
def test_letters_cost_the_same_for_many_people(
    cast: Cast, planner: User, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [planner.pk]
    for number in range(people):
        one = person(f"planner-{number}", Role.PLANNER, cast.region)
        User.objects.filter(pk=one.pk).update(email=f"p{number}@example.gov.bd")
        keys.append(one.pk)

    with django_assert_max_num_queries(20):
        assert len(letters_to(keys, day=SIGN_BY)) == people + 1
