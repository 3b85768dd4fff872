from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from offices.models import Level
from plans.document.defaults import Kind
from tests.cast import Cast, agreement, client_of, document_of, office

pytestmark = pytest.mark.once

LIST = "/plans/"
KHULNA = "/plans/khulna/2023-24/apa/"
JASHORE = "/plans/jashore/2023-24/apa/"


@pytest.fixture
def reviewer(cast: Cast) -> Client:
    return client_of(cast.reviewer)


@pytest.mark.parametrize(
    ("who", "khulna", "jashore"),
    [
        ("officer", True, False),
        ("sibling", False, True),
        ("superior", True, True),
        ("other_region", False, False),
        ("administrator", True, True),
        ("outsider", False, False),
    ],
)
def test_everybody_sees_the_plans_that_are_theirs(
    cast: Cast, who: str, *, khulna: bool, jashore: bool
) -> None:
    page = client_of(getattr(cast, who)).get(LIST).text

    assert (KHULNA in page, JASHORE in page) == (khulna, jashore)


@pytest.mark.parametrize(
    ("query", "khulna"),
    [
        ("office=khul", True),
        ("office=Jash", False),
        ("office=<script>", False),
        ("office=%25", False),
        ("year=2023", True),
        ("year=1999", True),
        ("year=x", True),
        ("kind=apa", True),
        ("kind=innovation", False),
        ("kind=budget", True),
        ("sort=kind", True),
        ("sort=-office", True),
        ("sort=password", True),
        ("page=7", True),
        ("page=x", True),
    ],
)
def test_list_is_filtered_by_its_address(reviewer: Client, *, query: str, khulna: bool) -> None:
    response = reviewer.get(f"{LIST}?{query}")

    assert response.status_code == 200
    assert (KHULNA in response.text) is khulna
    assert "<script>" not in response.text.partition("<main")[2]


def test_list_names_kind_and_year(cast: Cast, reviewer: Client) -> None:
    import_document(
        document_of("innovation-plan-2020-21.txt"), office=cast.khulna, kind=Kind.INNOVATION
    )

    page = reviewer.get(LIST).text.partition("<tbody")[2]

    assert "E-governance and innovation action plan" in page
    assert page.index("2023-24") < page.index("2020-21")


def test_list_costs_the_same_for_many_plans(
    cast: Cast, reviewer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reviewer.get(LIST)
    with django_assert_num_queries(7):
        reviewer.get(LIST)

    for code in ("one", "two", "three"):
        import_document(
            agreement(), office=office(code, Level.DISTRICT, cast.region), kind=Kind.APA
        )
    with django_assert_num_queries(7):
        assert reviewer.get(LIST).text.count("/2023-24/apa/") == 5


def test_list_is_taken_home_as_it_is_filtered(cast: Cast, reviewer: Client) -> None:
    everything = reviewer.get(f"{LIST}?format=csv").content.decode("utf-8-sig").splitlines()
    found = reviewer.get(f"{LIST}?format=csv&office=jash").content.decode("utf-8-sig").splitlines()

    # The file ends with a blank line, and with of when it is and who took it.
    for lines, offices in ((everything, ["jashore", "khulna"]), (found, ["jashore"])):
        heading, *rows, blank, about = lines
        assert heading.split(",")[:2] == ["Office", "code"]
        assert [line.split(",")[1] for line in rows] == offices
        assert blank == ""
        assert "downloaded by" in about
    assert reviewer.get(f"{LIST}?format=pdf").status_code == 404
