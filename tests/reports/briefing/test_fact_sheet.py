from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import caches
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, State
from reports.briefing import printing
from tests.cast import Cast, client_of
from tests.reports.paper.reading import pdf_pages

pytestmark = pytest.mark.once

URL = "/offices/khulna/fact-sheet.pdf?year=2023-24"
NOON = datetime(2024, 7, 9, 6, 0, tzinfo=UTC)
QUERIES = 22


def page(cast: Cast, who: str = "reviewer") -> str:
    response = client_of(getattr(cast, who)).get(URL)
    assert response.status_code == 200
    (only,) = pdf_pages(response.content)
    return only


@time_machine.travel(NOON)
def test_office_is_told_on_one_page(cast: Cast) -> None:
    said = page(cast)

    for part in ("Khulna office", "Rank in the country", "Returns on time", "Objectives"):
        assert part in said
    for part in ("Score, month by month", "Monthly returns", "still to be earned", "June 2024"):
        assert part in said
    assert "Page 1 / 1" in said
    assert "Printed" in said
    assert "version 1" in said


@time_machine.travel(NOON)
def test_what_is_not_accepted_says_so_on_the_page_and_in_its_name(cast: Cast) -> None:
    before = client_of(cast.reviewer).get(URL)
    MonthlyReturn.objects.filter(plan=cast.plan).update(state=State.ACCEPTED)
    after = client_of(cast.reviewer).get(URL)

    assert "AS REPORTED: not all figures are accepted" in pdf_pages(before.content)[0]
    assert "-reported-" in before["Content-Disposition"]
    assert "ACCEPTED figures only" in pdf_pages(after.content)[0]
    assert "-accepted-" in after["Content-Disposition"]


@time_machine.travel(NOON)
def test_own_people_have_it_and_strangers_not(cast: Cast) -> None:
    assert page(cast, "officer")
    for who in ("sibling", "other_region", "outsider"):
        assert client_of(getattr(cast, who)).get(URL).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/offices/nowhere/fact-sheet.pdf",
        "/offices/khulna-region/fact-sheet.pdf",
        "/offices/khulna/fact-sheet.pdf?year=1999-00",
        "/offices/khulna/fact-sheet.pdf?year=x",
        "/offices/khulna/fact-sheet.pdf?kind=x",
        "/offices/khulna/fact-sheet.pdf?kind=integrity",
    ],
)
def test_what_is_not_there_is_404(cast: Cast, url: str) -> None:
    assert client_of(cast.reviewer).get(url).status_code == 404


@time_machine.travel(NOON)
def test_page_costs_the_same_every_time(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(cast.reviewer)
    client.get(URL)

    with django_assert_num_queries(QUERIES):
        client.get(URL)


@time_machine.travel(NOON)
def test_what_did_not_change_is_not_drawn_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw, drawn = printing._drawn, list[str]()

    def noting(html: str) -> bytes:
        drawn.append(html)
        return draw(html)

    monkeypatch.setattr(printing, "_drawn", noting)
    caches["paper"].clear()

    first, again = page(cast), page(cast, "officer")
    assert (len(drawn), first) == (1, again.replace("Officer", "Reviewer"))

    MonthlyReturn.objects.filter(plan=cast.plan).update(state=State.ACCEPTED)
    assert "ACCEPTED figures only" in page(cast)
    assert len(drawn) == 2
