"""Ranks of what is no difference, in country and region; pace; what a score rests on."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from indicators.returns.models import Score, ScoreLine
from offices.models import Office, Role, User
from plans.agreements.models import FindingOverride
from plans.models import Indicator, Plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH, TwoRegions

pytestmark = pytest.mark.django_db
URL = "/dashboard/?year=2023-24&month=2024-03&basis=reported"


@pytest.fixture
def cast() -> TwoRegions:
    return field.two_regions()


def scored(code: str, score: str, *, at: Office, printed: int | None = None) -> Plan:
    plan = field.plan(field.office(code, parent=at), {FEBRUARY: 1, MARCH: 5}, printed=printed)
    Score.objects.filter(plan=plan, month=MARCH).update(normalised=Decimal(score))
    return plan


def rows(user: User, url: str = URL) -> list[dict[str, str]]:
    client = Client()
    client.force_login(user)
    content = client.get(f"{url}&format=csv").content.decode("utf-8-sig")
    # The last line says of when the file is and whose.
    return [row for row in csv.DictReader(io.StringIO(content)) if row["Office"] is not None]


def ranks(user: User, url: str = URL) -> list[tuple[str, str, str, str]]:
    told = "Office", "Rank", "Rank in its region", "Others of the same rank"
    return [tuple(row[one] for one in told) for row in rows(user, url)]  # type: ignore[misc]


def page(user: User, url: str = URL) -> str:
    client = Client()
    client.force_login(user)
    return " ".join(client.get(url).content.decode().split())


@pytest.mark.once
def test_what_is_no_difference_shares_a_rank_and_says_so(cast: TwoRegions) -> None:
    # The smallest indicator weighs 30: one tier of it is 3 points.
    for code, score in (("a", "80"), ("b", "77.01"), ("c", "77"), ("d", "70")):
        scored(code, score, at=cast.east)

    assert [one[1::2] for one in ranks(cast.reviewer)] == [
        ("1", "1"),
        ("1", "1"),
        ("2", "0"),
        ("3", "0"),
    ]
    html = page(cast.reviewer)
    assert html.count("equal with 1 other office<") == 2
    assert "Offices less than 3.00 apart share a rank" in html
    assert html.count("begins-band") == 1


@pytest.mark.once
def test_rank_in_country_and_region_are_both_told(cast: TwoRegions) -> None:
    for code, score, at in (
        ("a", "90", cast.east),
        ("b", "80", cast.west),
        ("c", "70", cast.east),
        ("d", "60", cast.west),
    ):
        scored(code, score, at=at)

    whole = [("A", "1", "1"), ("B", "2", "1"), ("C", "3", "2"), ("D", "4", "2")]
    assert [one[:3] for one in ranks(cast.reviewer)] == whole
    assert [one[:3] for one in ranks(cast.reviewer, f"{URL}&region=west")] == whole[1::2]


def test_regional_reviewer_learns_the_place_of_own_offices_alone(cast: TwoRegions) -> None:
    scored("a", "90", at=cast.east)
    scored("b", "80", at=cast.west)
    regional = field.person("regional", Role.REVIEWER, at=cast.west)

    assert [one[:3] for one in ranks(regional)] == [("B", "2", "1")]
    assert "/offices/a/" not in page(regional)
    assert "90.00" not in page(regional)


@pytest.mark.once
def test_rank_of_a_plan_that_another_office_closes_goes_on(cast: TwoRegions) -> None:
    scored("a", "90", at=cast.east)
    scored("b", "80", at=cast.west)
    Office.objects.filter(code="a").update(active_to=date(2024, 2, 1))

    assert [one[:2] for one in ranks(cast.reviewer)] == [("B", "1")]


def test_pace_is_the_weight_that_has_come_as_far_as_the_year(cast: TwoRegions) -> None:
    plan = scored("a", "80", at=cast.east)
    lines = ScoreLine.objects.filter(score__plan=plan, score__month=MARCH)
    first, second = Indicator.objects.filter(plan=plan).order_by("position")
    lines.filter(indicator=first).update(rate=Decimal(80))
    lines.filter(indicator=second).update(rate=Decimal(20))

    (row,) = rows(cast.reviewer)

    assert (row["Weight that keeps pace, percent"], row["Year gone, percent"]) == ("70", "75")
    assert "1 of 2 indicators are behind, when 75% of the year is gone" in page(cast.reviewer)


def test_what_was_not_reported_is_behind(cast: TwoRegions) -> None:
    plan = scored("a", "80", at=cast.east)
    lines = ScoreLine.objects.filter(score__plan=plan, score__month=MARCH)
    lines.update(rate=None, problem="not-reported", explanation={"case": "unscored"})

    assert rows(cast.reviewer)[0]["Weight that keeps pace, percent"] == "0"


@pytest.mark.once
def test_movement_has_no_colour_of_good_or_bad(cast: TwoRegions) -> None:
    scored("a", "10", at=cast.east)
    scored("b", "90", at=cast.east)

    html = page(cast.reviewer)

    table = html[html.index("<tbody>") :]
    assert not re.search(r'class="(gain|falling)"', table[: table.index("</tbody>")])


@pytest.mark.once
def test_score_that_rests_on_a_doubt_is_marked_with_its_reason(cast: TwoRegions) -> None:
    scored("a", "80", at=cast.east, printed=9)
    plan = scored("b", "70", at=cast.east)
    FindingOverride.objects.create(
        plan=plan, rule="weights", message={}, digest="0" * 64, reason="Agreed so", by=cast.reviewer
    )

    html, told = page(cast.reviewer), rows(cast.reviewer)

    assert html.count("1 total does not match") == 1
    assert html.count(": Agreed so<") == 1
    assert [one["Totals that do not match the months"] for one in told] == ["1", ""]
    assert [one["Why an error was let stand"] for one in told] == ["", "Agreed so"]
