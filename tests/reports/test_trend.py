"""The trend: each month's average is the one that the dashboard of the month shows."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import Score, State
from numerals import Month
from offices.models import Office, Role, User
from plans.models import FiscalYear, Plan
from plans.services import ensure_rule_set
from reports.selectors import trend as trend_selectors
from reports.selectors.board import RANKINGS
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH, TwoRegions

pytestmark = pytest.mark.django_db
URL = "/dashboard/trend/?year=2023-24&month=2024-03"
REPORTED = f"{URL}&basis=reported"
JANUARY = Month(2024, 1)
QUERIES = 8


@pytest.fixture
def cast() -> TwoRegions:
    return field.two_regions()


def district(
    code: str, *, at: Office, figures: dict[Month, int], accepted: tuple[Month, ...] = ()
) -> Plan:
    one = field.plan(field.office(code, parent=at), figures)
    for month in figures:
        state = State.ACCEPTED if month in accepted else State.SUBMITTED
        field.hand_in(one, month, on=date(2024, 4, 5), state=state)
    return one


def answer(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def table(html: str) -> dict[str, list[str]]:
    """What stands in each row of the page's tables, by its head."""
    found = {}
    for head, cells in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html, re.DOTALL):
        plain = [
            re.sub(r"<[^>]+>", " ", one) for one in re.findall(r"<td.*?</td>", cells, re.DOTALL)
        ]
        name = " ".join(re.sub(r"<[^>]+>", " ", head).split())
        found[name] = [" ".join(one.split()) for one in plain]
    return found


def tile(user: User, url: str) -> str:
    return re.findall(r"<strong>([\d.–]+)</strong>", answer(user, url))[0]


@pytest.fixture
def some(cast: TwoRegions) -> TwoRegions:
    """Offices that begin, end and are accepted at different months; one was never scored."""
    figures = {JANUARY: 1, FEBRUARY: 3, MARCH: 5}
    district("a", at=cast.east, figures=figures, accepted=(JANUARY, FEBRUARY, MARCH))
    district("b", at=cast.east, figures=figures, accepted=(JANUARY,))
    district("c", at=cast.west, figures={JANUARY: 8}, accepted=(JANUARY,))
    district("d", at=cast.west, figures={MARCH: 7})
    field.office("e", parent=cast.west)
    return cast


@pytest.mark.parametrize("basis", ["accepted", "reported"])
@pytest.mark.parametrize("region", ["", "east", "west"])
def test_every_month_is_what_the_dashboard_says(some: TwoRegions, basis: str, region: str) -> None:
    asked = f"&basis={basis}&region={region}"

    row = table(answer(some.reviewer, URL + asked))["These offices"]

    told = [
        tile(some.reviewer, f"/dashboard/?year=2023-24&month={month}{asked}")
        for month in (Month(2023, 12), JANUARY, FEBRUARY, MARCH)
    ]
    assert row[6:10] == told


@pytest.mark.once
def test_regions_stand_beneath_the_whole(some: TwoRegions) -> None:
    rows = table(answer(some.reviewer, REPORTED))

    assert {"East", "West"} <= set(rows)
    assert "The whole country" not in rows
    assert rows["These offices"][-1] == "4"
    assert rows["West"][-1] == "2"
    assert rows["East"][9] == tile(some.reviewer, f"/dashboard/{REPORTED[17:]}&region=east")


def test_region_stands_beside_the_country(some: TwoRegions) -> None:
    whole = table(answer(some.reviewer, REPORTED))
    html = answer(some.reviewer, f"{REPORTED}&region=east")
    regional = field.person("regional", Role.REVIEWER, at=some.east)

    assert table(html)["These offices"][9] == whole["East"][9]
    assert table(html)["The whole country"][9] == whole["These offices"][9]
    assert "line-country" in html
    own = table(answer(regional, REPORTED))
    assert own["These offices"] == table(html)["These offices"]
    assert own["The whole country"] == table(html)["The whole country"]
    assert "West" not in own


@pytest.mark.once
def test_objectives_are_those_of_the_heat_map(some: TwoRegions) -> None:
    rows = table(answer(some.reviewer, REPORTED))
    board = answer(some.reviewer, f"/dashboard/{REPORTED[17:]}")

    averages = re.findall(r"<dd>([^<]*)</dd>", board.split('id="averages"')[1].split("</dl>")[0])
    own = [rows[name][9] for name in ("1 Growth of small industries", "Good governance")]
    assert [str(Decimal(one).quantize(Decimal(1), ROUND_HALF_UP)) for one in own] == averages


def test_last_year_is_a_line_and_each_year_a_row(some: TwoRegions) -> None:
    plan = Plan.objects.get(office__code="a")
    earlier = field.plan(Office.objects.get(code="a"), {MARCH: 5}, kind="integrity")
    year = FiscalYear.objects.create(start=2022)
    rules = ensure_rule_set(fiscal_year=year, kind="apa")
    Plan.objects.filter(pk=earlier.pk).update(kind="apa", fiscal_year=year, rule_set=rules)
    Score.objects.filter(plan=earlier).update(month=Month(2023, 3))

    html = answer(some.reviewer, REPORTED)

    assert "line-before" in html
    years = table(html)
    assert years["2023-24"][1] == "4"
    assert years["2022-23"][1:] == ["1", years["2022-23"][0]]
    assert plan.fiscal_year_id == 2023


@pytest.mark.once
def test_nothing_scored_says_so(cast: TwoRegions) -> None:
    field.office("e", parent=cast.west)

    assert "No month of these offices is scored yet." in answer(cast.reviewer, URL)


@pytest.mark.once
@pytest.mark.parametrize("offices", [1, 9])
def test_queries_do_not_grow_with_the_offices(
    cast: TwoRegions, offices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(offices):
        district(f"d{number}", at=cast.east, figures={FEBRUARY: 1, MARCH: 7})
    client = Client()
    client.force_login(cast.reviewer)

    with django_assert_num_queries(QUERIES):
        client.get(URL)


def test_thousands_are_kept_for_some_minutes(
    some: TwoRegions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trend_selectors, "SIDE_BY_SIDE", 2)
    caches[RANKINGS].clear()
    first = answer(some.reviewer, REPORTED)

    Score.objects.all().delete()
    again = answer(some.reviewer, REPORTED)

    assert "Computed at" in first
    assert "Choose a region to compare objectives." in first
    assert table(again) == table(first)
    caches[RANKINGS].clear()


def test_other_plans_of_the_year_stand_beside_the_agreement(some: TwoRegions) -> None:
    one = field.plan(Office.objects.get(code="a"), {MARCH: 5}, kind="integrity")
    field.hand_in(one, MARCH, on=date(2024, 4, 5), state=State.SUBMITTED)
    address = f"/dashboard/{REPORTED[17:]}"

    panel = answer(some.reviewer, address).split('aria-labelledby="beside"')[1].split("</dl>")[0]

    scores = re.findall(r"<dd>([^<]*)</dd>", panel)
    query = re.search(r'href="([?][^"]*kind=integrity[^"]*)"', panel)
    assert query
    assert "basis=reported" in query[1]
    shown = "/dashboard/" + query[1].replace("&amp;", "&")
    assert scores == [tile(some.reviewer, address), tile(some.reviewer, shown)]
    assert "4 offices scored" in panel
    assert "1 office scored" in panel


@pytest.mark.once
def test_one_kind_of_plan_has_nothing_beside_it(some: TwoRegions) -> None:
    assert 'id="beside"' not in answer(some.reviewer, f"/dashboard/{REPORTED[17:]}")
