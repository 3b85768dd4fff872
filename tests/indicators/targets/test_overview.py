"""The quality of many offices' targets: the same marks as on their own pages, few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.targets.overview import marks_of
from indicators.targets.selectors import past_of_plan
from offices.models import Role, User
from plans.models import Plan
from plans.services import store_plan
from plans.workshop.services import begin_from_plan
from tests.cast import Cast, client_of, person
from tests.indicators.targets.world import D, promised, put_world
from tests.taken_home import rows_of

pytestmark = pytest.mark.django_db

PAGE = reverse("indicators:targets-overview") + "?year=2024&kind=integrity"


@pytest.fixture
def planner(cast: Cast) -> User:
    return person("planner", Role.PLANNER, cast.region)


@pytest.mark.once
def test_a_mark_is_that_of_the_plans_own_page(cast: Cast, planner: User) -> None:
    offices = put_world(cast.khulna)
    plans = [store_plan(promised(best=D(12)), office=one, kind="integrity") for one in offices[:4]]
    marks = {one.office.pk: one for one in marks_of(planner, year=2024, kind="integrity")}

    assert len(marks) == 4
    for plan in plans:
        past = past_of_plan(plan)
        soft = [one.softness for one in past.rows.values() if one.softness]
        assert marks[plan.office_id].quality == past.quality
        assert marks[plan.office_id].soft == sum(one.is_soft for one in soft)
    assert marks[cast.khulna.pk].soft == 1


def test_a_plan_without_any_past_has_no_mark_rather_than_none_of_100(
    cast: Cast, planner: User
) -> None:
    store_plan(promised(), office=cast.khulna, kind="integrity")
    [mark] = marks_of(planner, year=2024, kind="integrity")

    assert (mark.judged, mark.share) == (0, None)


@pytest.mark.once
def test_drafts_stand_among_the_plans(cast: Cast, planner: User) -> None:
    put_world(cast.khulna)
    last = Plan.objects.get(office=cast.khulna, fiscal_year=2023, kind="integrity")
    draft = begin_from_plan(last, way="next", by=planner)
    page = client_of(planner).get(PAGE).text

    assert reverse("indicators:draft-targets", args=[draft.pk]) in page
    assert reverse("indicators:draft-targets", args=[draft.pk]) not in (
        client_of(cast.sibling).get(PAGE).text
    )


@pytest.mark.once
def test_the_list_goes_out_as_a_file_and_garbage_is_not_there(cast: Cast, planner: User) -> None:
    store_plan(promised(), office=cast.khulna, kind="integrity")
    client = client_of(planner)

    [row] = rows_of(client.get(f"{PAGE}&format=csv"), by=str(planner))
    assert (row["code"], row["Office"], row["Draft"]) == ("khulna", "Khulna office", "")
    assert list(row)[3:] == [
        *("Quality of the targets, of 100", "Rows"),
        "Rows whose 100% target comes easily",
        "Rows whose 100% target is hardly reached",
        "Rows of which the past tells too little",
        "Why",
    ]
    assert client.get(f"{PAGE}&format=xlsx").status_code == 200
    assert client.get(f"{PAGE}&format=exe").status_code == 404
    assert client.get(reverse("indicators:targets-overview") + "?year=x").status_code == 404


@pytest.mark.once
def test_queries_are_as_many_with_many_offices(cast: Cast, planner: User) -> None:
    offices = put_world(cast.khulna)
    store_plan(promised(), office=offices[0], kind="integrity")
    client = client_of(planner)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)
    for one in offices[1:]:
        store_plan(promised(), office=one, kind="integrity")
    with CaptureQueriesContext(connection) as many:
        client.get(PAGE)

    assert len(many) <= len(few) <= 15


@pytest.mark.once
def test_page_says_of_each_office_how_its_targets_are_and_why(cast: Cast, planner: User) -> None:
    put_world(cast.khulna)
    store_plan(promised(best=D(12)), office=cast.khulna, kind="integrity")
    page = " ".join(client_of(planner).get(PAGE).text.split())

    assert '<th scope="row">' in page
    assert 'class="num" data-label="Easy">1</td>' in page
    assert "Rows of weight" in page
