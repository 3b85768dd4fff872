from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from indicators.exceptions.models import StandingAlert
from indicators.returns.models import State
from offices.models import Office, Role, User
from plans.models import Plan
from reports.briefing.drawing import bars_of
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH, TwoRegions
from tests.reports.paper.reading import pdf_pages

pytestmark = pytest.mark.django_db
ASKED = "?year=2023-24&month=2024-03"
BRIEF = f"/dashboard/month-in-brief.pdf{ASKED}"
RANKING = f"/dashboard/ranking.pdf{ASKED}"
QUERIES = 18
NOON = datetime(2024, 7, 9, 6, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> TwoRegions:
    return field.two_regions()


def district(code: str, *, under: Office, state: State = State.ACCEPTED, figure: int = 5) -> Plan:
    one = field.plan(field.office(code, parent=under), {FEBRUARY: 3, MARCH: figure})
    for month in (FEBRUARY, MARCH):
        field.hand_in(one, month, on=date(2024, 4, 5), state=state)
    return one


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def answer(user: User, url: str) -> Any:
    return client_of(user).get(url)


def pages(user: User, url: str) -> list[str]:
    response = answer(user, url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return pdf_pages(response.content)


@pytest.mark.once
def test_month_is_told_on_two_pages_with_all_that_its_head_asks(cast: TwoRegions) -> None:
    for place in range(7):
        district(f"d{place}", under=cast.east if place % 2 else cast.west, figure=place)
    first, second = pages(cast.reviewer, BRIEF)

    for said in ("March 2024", "Average score", "On pace", "Returns in", "Late", "Five highest"):
        assert said in first
    assert "Five lowest" in first
    for said in ("Rose most", "Objectives", "By region", "Look at first", "Next dates", "East"):
        assert said in second


@pytest.mark.once
def test_every_page_says_what_it_is_worth_who_printed_it_and_its_number(cast: TwoRegions) -> None:
    district("d1", under=cast.east)
    for url in (BRIEF, RANKING):
        told = pages(cast.reviewer, url)
        for number, page in enumerate(told, start=1):
            assert "ACCEPTED figures only" in page
            assert "as of" in page
            assert "Printed" in page
            assert "reviewer" in page
            assert f"Page {number} / {len(told)}" in page


@pytest.mark.once
def test_figures_as_reported_are_not_taken_for_accepted_ones(cast: TwoRegions) -> None:
    district("d1", under=cast.east)
    for url in (BRIEF, RANKING):
        response = answer(cast.reviewer, f"{url}&basis=reported")

        assert "-reported-" in response["Content-Disposition"]
        for page in pdf_pages(response.content):
            assert "AS REPORTED: not all figures are accepted" in page
            assert "ACCEPTED figures only" not in page


@pytest.mark.once
@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("sort", ["name", "-name", "-composite", "no-such-column"])
def test_highest_and_lowest_are_by_rank_however_the_dashboard_is_sorted(
    cast: TwoRegions, sort: str
) -> None:
    for place in range(4):
        district(f"d{place}", under=cast.east, figure=place)
    first, _ = pages(cast.reviewer, BRIEF)

    sorted_first, _ = pages(cast.reviewer, f"{BRIEF}&sort={sort}")

    after = "Five highest"
    assert sorted_first.partition(after)[2] == first.partition(after)[2]


@pytest.mark.once
def test_ranking_by_a_column_that_there_is_not_is_404(cast: TwoRegions) -> None:
    assert answer(cast.reviewer, f"{RANKING}&sort=no-such-column").status_code == 404


@pytest.mark.once
def test_ranking_names_every_office_once_in_one_table(cast: TwoRegions) -> None:
    for place in range(45):
        district(f"d{place}", under=cast.east, figure=place)
    response = answer(cast.reviewer, RANKING)
    text = "\n".join(pdf_pages(response.content))

    assert [text.count(f"D{place}\n") for place in range(45)] == [1] * 45
    reader = PdfReader(io.BytesIO(response.content))
    assert len(reader.pages) == 2
    assert response.content.count(b"/THead") <= 1


def test_region_is_told_of_its_own_offices(cast: TwoRegions) -> None:
    district("d1", under=cast.east)
    district("d2", under=cast.west)

    told = "\n".join(pages(cast.reviewer, f"{RANKING}&region=east"))

    assert "D1" in told
    assert "D2" not in told


@pytest.mark.once
def test_weightiest_alert_of_each_kind_is_told_with_how_many_like_it(cast: TwoRegions) -> None:
    one, other = district("d1", under=cast.east), district("d2", under=cast.east)
    for plan, weight in ((one, 30), (other, 70)):
        StandingAlert.objects.create(
            plan=plan,
            rule="spike",
            month="2024-03",
            weight=Decimal(weight),
            sentence_bn="লাফ",
            sentence_en=f"A jump of {weight}",
            rests_on=3,
            found_at=timezone.now(),
        )

    second = pages(cast.reviewer, BRIEF)[1]

    assert "A jump of 70" in second
    assert "A jump of 30" not in second
    assert "and 1 more like it" in second


def test_bengali_pages_are_bengali(cast: TwoRegions) -> None:
    district("d1", under=cast.east)
    cast.reviewer.language = "bn"
    cast.reviewer.save()

    first = pages(cast.reviewer, BRIEF)[0]

    assert "সারসংক্ষেপ: মার্চ ২০২৪" in first
    assert "শুধু গৃহীত তথ্য" in first
    assert "পৃষ্ঠা ১ / ২" in first


@pytest.mark.once
def test_month_without_any_score_has_its_pages(cast: TwoRegions) -> None:
    district("d1", under=cast.east, state=State.OPEN)

    assert len(pages(cast.reviewer, BRIEF)) == 2
    assert pages(cast.reviewer, RANKING)


@pytest.mark.once
@pytest.mark.parametrize("url", [BRIEF, RANKING])
@pytest.mark.parametrize("bad", ["month=2024-13", "kind=none", "region=nowhere", "basis=x"])
def test_what_cannot_be_read_is_404(cast: TwoRegions, url: str, bad: str) -> None:
    assert answer(cast.reviewer, f"{url.partition('?')[0]}?{bad}").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("url", [BRIEF, RANKING])
def test_office_that_oversees_none_has_none(cast: TwoRegions, url: str) -> None:
    plan = district("d1", under=cast.east)
    officer = field.person("officer", Role.ENTRY, at=plan.office)

    assert answer(officer, url).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("offices", [1, 8])
def test_pages_cost_the_same_for_many(
    cast: TwoRegions, django_assert_num_queries: DjangoAssertNumQueries, offices: int
) -> None:
    for place in range(offices):
        district(f"d{place}", under=cast.east)

    client = client_of(cast.reviewer)
    client.get(BRIEF)

    with django_assert_num_queries(QUERIES):
        client.get(BRIEF)


@pytest.mark.once
def test_scores_lie_in_ten_steps_and_the_last_holds_a_hundred() -> None:
    bars = bars_of([Decimal("9.99"), Decimal(10), Decimal(100), Decimal(95), Decimal("0.00")])

    assert [bar.count for bar in bars] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 2]
    assert [(bar.top, bar.height) for bar in bars if bar.count == 2] == [("0.0", "100.0")] * 2
    assert bars_of([])[0].height == "0"
