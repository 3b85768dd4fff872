from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Posting, Role, User
from offices.selectors import access_of, offices_reviewed_by, offices_visible_to, postings_of
from tests.cast import LONG_AGO, Cast, office, person

EVERYTHING = ["bscic", "dhaka-region", "jashore", "khulna", "khulna-region"]


def codes(offices: Iterable[Office]) -> list[str]:
    return sorted(one.code for one in offices)


@pytest.mark.parametrize(
    ("who", "sees", "reviews", "enters"),
    [
        ("officer", ["khulna"], [], ["khulna"]),
        ("sibling", ["jashore"], [], ["jashore"]),
        ("superior", ["jashore", "khulna", "khulna-region"], None, []),
        ("other_region", ["dhaka-region"], None, []),
        ("reviewer", EVERYTHING, None, []),
        ("outsider", [], [], []),
    ],
)
def test_role_reaches_its_offices(
    cast: Cast, who: str, *, sees: list[str], reviews: list[str] | None, enters: list[str]
) -> None:
    user: User = getattr(cast, who)
    access = access_of(user)
    reviewed = sees if reviews is None else reviews
    offices = list(Office.objects.all())

    assert codes(offices_visible_to(user)) == sees
    assert codes(one for one in offices if access.sees(one)) == sees
    assert codes(offices_reviewed_by(user)) == reviewed
    assert codes(one for one in offices if access.may_review(one)) == reviewed
    assert codes(one for one in offices if access.may_enter(one)) == enters
    assert access.reviews is bool(reviewed)
    assert not access.administers


def test_administrator_reads_all_and_decides_nothing(cast: Cast) -> None:
    access = access_of(cast.administrator)

    assert codes(offices_visible_to(cast.administrator)) == EVERYTHING
    assert codes(offices_reviewed_by(cast.administrator)) == EVERYTHING
    assert access.administers
    assert access.reviews
    assert access.sees(cast.khulna)
    assert not access.may_review(cast.khulna)
    assert not access.may_enter(cast.khulna)


def test_superuser_without_posting_administers(cast: Cast) -> None:
    root = User.objects.create_superuser("root")

    assert access_of(root).administers


def test_visitor_and_closed_account_see_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.reviewer.pk).update(is_active=False)

    for user in (AnonymousUser(), User.objects.get(pk=cast.reviewer.pk)):
        assert not access_of(user).reviews
        assert codes(offices_visible_to(user)) == []


def test_two_postings_add_up(cast: Cast) -> None:
    Posting.objects.create(
        user=cast.officer, office=cast.region, role=Role.REVIEWER, starts=LONG_AGO
    )

    access = access_of(cast.officer)
    assert access.may_enter(cast.khulna)
    assert access.may_review(cast.jashore)
    assert not access.may_enter(cast.jashore)


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (-1, None, True),
        (0, None, True),
        (1, None, False),
        (-9, 0, True),
        (0, 0, True),
        (-9, -1, False),
        (1, 9, False),
    ],
)
def test_posting_counts_from_its_first_day_to_its_last(
    cast: Cast, *, starts: int, ends: int | None, counts: bool
) -> None:
    today = timezone.localdate()
    user = person(
        "passing",
        Role.ENTRY,
        cast.khulna,
        starts=today + timedelta(starts),
        ends=None if ends is None else today + timedelta(ends),
    )

    assert access_of(user).may_enter(cast.khulna) is counts


def test_posting_cannot_end_before_it_starts(cast: Cast) -> None:
    with pytest.raises(IntegrityError):
        person("backwards", Role.ENTRY, cast.khulna, starts=LONG_AGO, ends=date(2020, 6, 30))


def test_office_that_was_never_placed_opens_nothing(cast: Cast) -> None:
    adrift = Office.objects.create(code="adrift", level=Level.REGIONAL, name_bn="ক", name_en="a")
    user = person("drifting", Role.REVIEWER, adrift)

    assert codes(offices_visible_to(user)) == ["adrift"]
    assert not access_of(user).may_review(cast.khulna)


def test_access_is_asked_for_once_a_request(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = User.objects.get(pk=cast.superior.pk)

    with django_assert_num_queries(1):
        access_of(user)
        access_of(user)


def test_names_follow_the_language_and_fall_back() -> None:
    assert office_named("খুলনা", "Khulna", language="bn") == "খুলনা"
    assert office_named("খুলনা", "Khulna", language="en") == "Khulna"
    assert office_named("", "Khulna", language="bn") == "Khulna"
    assert office_named("খুলনা", "", language="en") == "খুলনা"


def office_named(bn: str, en: str, *, language: str) -> str:
    with override(language):
        return Office(name_bn=bn, name_en=en).name


@pytest.mark.django_db
def test_short_name_is_the_full_one_where_there_is_none() -> None:
    assert office("khulna", Level.DISTRICT).short_name == "khulna কার্যালয়"


@pytest.mark.parametrize(
    "who", ["another office", "another role", "an account that is closed", "over"]
)
def test_office_has_no_head_where_nobody_is_posted_as_such_today(cast: Cast, who: str) -> None:
    Posting.objects.filter(role=Role.HEAD).delete()
    made = person("head", Role.HEAD, cast.khulna)
    assert not access_of(User.objects.get(pk=cast.officer.pk)).may_submit(cast.khulna)

    if who == "another office":
        Posting.objects.filter(user=made).update(office=cast.jashore)
    elif who == "another role":
        Posting.objects.filter(user=made).update(role=Role.AUDITOR)
    elif who == "over":
        Posting.objects.filter(user=made).update(ends=timezone.localdate() - timedelta(days=1))
    else:
        User.objects.filter(pk=made.pk).update(is_active=False)

    assert access_of(User.objects.get(pk=cast.officer.pk)).may_submit(cast.khulna)


def test_postings_are_told_in_the_order_in_which_they_began(cast: Cast) -> None:
    cast.officer.postings.create(office=cast.jashore, role=Role.ENTRY, starts=date(2019, 1, 1))

    user = User.objects.get(pk=cast.officer.pk)
    assert [one.office.code for one in postings_of(user)] == ["jashore", "khulna"]
