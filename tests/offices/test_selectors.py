from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from offices.models import Level, Office, Posting, Reach, Role, User
from offices.selectors import (
    Access,
    access_of,
    offices_overseen_by,
    offices_reviewed_by,
    offices_visible_to,
)
from tests.cast import LONG_AGO, office, person

pytestmark = pytest.mark.django_db

RIGHTS: dict[str, Callable[[Access, Office], bool]] = {
    "see": Access.sees,
    "enter": Access.may_enter,
    "submit": Access.may_submit,
    "review": Access.may_review,
    "plan": Access.may_plan,
}


@pytest.fixture
def tree() -> dict[str, Office]:
    top = office("top", Level.DEPARTMENT)
    region = office("region", Level.REGIONAL, top)
    return {
        "top": top,
        "region": region,
        "district": office("district", Level.DISTRICT, region),
        "elsewhere": office("elsewhere", Level.DISTRICT, top),
    }


def post(user: User, role: Role, at: Office, **fields: object) -> None:
    Posting.objects.create(
        user=user, role=role, office=at, **{"starts": LONG_AGO, "ends": None, **fields}
    )


def rights(user: User, tree: dict[str, Office]) -> dict[str, str]:
    """Each office, and what may be done with it."""
    access = access_of(User.objects.get(pk=user.pk))
    done = {
        name: " ".join(right for right, may in RIGHTS.items() if may(access, one))
        for name, one in tree.items()
    }
    return {name: words for name, words in done.items() if words}


@pytest.mark.parametrize(
    ("role", "at", "expected"),
    [
        (Role.ENTRY, "district", {"district": "see enter submit"}),
        (Role.HEAD, "district", {"district": "see submit"}),
        (Role.REVIEWER, "region", {"region": "see review", "district": "see review"}),
        (Role.AUDITOR, "region", {"region": "see", "district": "see"}),
        (Role.PLANNER, "region", {"region": "see plan", "district": "see plan"}),
        (
            Role.ADMINISTRATOR,
            "region",
            dict.fromkeys(["top", "region", "district", "elsewhere"], "see"),
        ),
    ],
)
def test_role_decides_what_may_be_done_where(
    tree: dict[str, Office], role: Role, at: str, expected: dict[str, str]
) -> None:
    assert rights(person("someone", role, tree[at]), tree) == expected


def test_direct_reviewer_reaches_the_offices_directly_below(tree: dict[str, Office]) -> None:
    user = person("someone")
    post(user, Role.REVIEWER, tree["top"], reach=Reach.DIRECT)

    assert rights(user, tree) == {"top": "see", "region": "see review", "elsewhere": "see review"}
    assert set(offices_reviewed_by(user)) == {tree["region"], tree["elsewhere"]}


def test_entry_officer_leaves_submitting_to_the_head_of_office(tree: dict[str, Office]) -> None:
    officer = person("officer", Role.ENTRY, tree["district"])
    person("head", Role.HEAD, tree["district"])

    assert rights(officer, tree) == {"district": "see enter"}


@pytest.mark.parametrize("gone", ["transferred", "not yet come", "account closed"])
def test_entry_officer_submits_where_nobody_is_head_today(
    tree: dict[str, Office], gone: str
) -> None:
    today = timezone.localdate()
    officer = person("officer", Role.ENTRY, tree["district"])
    head = person("head")
    dates = {
        "transferred": {"ends": today - timedelta(days=1)},
        "not yet come": {"starts": today + timedelta(days=1)},
    }
    post(head, Role.HEAD, tree["district"], **dates.get(gone, {}))
    User.objects.filter(pk=head.pk).update(is_active=gone != "account closed")

    assert rights(officer, tree) == {"district": "see enter submit"}


def test_one_person_may_hold_several_charges(tree: dict[str, Office]) -> None:
    user = person("someone", Role.ENTRY, tree["district"])
    post(user, Role.HEAD, tree["district"])
    post(user, Role.HEAD, tree["elsewhere"])

    assert rights(user, tree) == {"district": "see enter submit", "elsewhere": "see submit"}


@pytest.mark.parametrize(
    ("days", "visible"), [(-1, "district"), (0, "elsewhere"), (30, "elsewhere")]
)
def test_transferred_officer_sees_the_new_office_from_its_first_day(
    tree: dict[str, Office], days: int, visible: str
) -> None:
    first = timezone.localdate() - timedelta(days=days)
    user = person("someone", Role.ENTRY, tree["district"], ends=first - timedelta(days=1))
    post(user, Role.ENTRY, tree["elsewhere"], starts=first)

    assert [one.code for one in offices_visible_to(user)] == [visible]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("reach", list(Reach))
def test_selectors_agree_with_access(tree: dict[str, Office], role: Role, reach: Reach) -> None:
    user = person("someone")
    post(user, role, tree["region"], reach=reach)
    access = access_of(user)

    assert set(offices_visible_to(user)) == {one for one in tree.values() if access.sees(one)}
    if access.administers:
        assert set(offices_overseen_by(user)) == set(tree.values())
        return
    for right, offices in (
        (access.may_review, offices_reviewed_by(user)),
        (lambda one: any(s.covers(one) for s in access.oversight), offices_overseen_by(user)),
    ):
        assert set(offices) == {one for one in tree.values() if right(one)}


def test_access_takes_one_query(
    tree: dict[str, Office], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = person("someone", Role.ENTRY, tree["district"])
    post(user, Role.HEAD, tree["elsewhere"])

    with django_assert_num_queries(1):
        access_of(user)
        assert access_of(user).may_submit(tree["district"])


def test_closed_account_may_nothing(tree: dict[str, Office]) -> None:
    user = person("someone", Role.ENTRY, tree["district"])
    user.is_active = False

    assert access_of(user) == Access()


@pytest.mark.parametrize(
    ("opened", "closed", "active"),
    [
        (None, None, True),
        (date(2024, 7, 1), None, True),
        (date(2024, 7, 2), None, False),
        (None, date(2024, 7, 1), True),
        (None, date(2024, 6, 30), False),
    ],
)
def test_office_is_active_between_its_days(
    tree: dict[str, Office], opened: date | None, closed: date | None, active: bool
) -> None:
    one = tree["district"]
    one.active_from, one.active_to = opened, closed
    one.save()

    assert one.is_active(date(2024, 7, 1)) is active
    assert (one in Office.objects.active(date(2024, 7, 1))) is active
