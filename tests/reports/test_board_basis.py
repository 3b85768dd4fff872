"""The ranking by accepted figures, which is the official one, and by figures as reported."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import MonthlyReturn, State
from numerals import Month
from offices.models import Level, Office, Role, User
from plans.models import Plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

pytestmark = pytest.mark.django_db
URL = "/dashboard/?year=2023-24&month=2024-03"
REPORTED = f"{URL}&basis=reported"
JANUARY = Month(2024, 1)
QUERIES = 15


@dataclass(frozen=True)
class Cast:
    head: Office
    region: Office
    reviewer: User


@pytest.fixture
def cast() -> Cast:
    head = field.office("head", level=Level.DEPARTMENT)
    region = field.office("east", level=Level.REGIONAL, parent=head)
    return Cast(head, region, field.person("reviewer", Role.REVIEWER, at=head))


def district(cast: Cast, code: str, **states: State) -> Plan:
    """Scores of 1 in January, 4 in February, 9 in March; the states of their returns."""
    months = {"january": JANUARY, "february": FEBRUARY, "march": MARCH}
    one = field.plan(field.office(code, parent=cast.region), {JANUARY: 1, FEBRUARY: 3, MARCH: 5})
    for name, state in states.items():
        field.hand_in(one, months[name], on=date(2024, 4, 5), state=state)
    return one


ACCEPTED, SUBMITTED = State.ACCEPTED, State.SUBMITTED


def answer(user: User, url: str) -> bytes:
    client = Client()
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return response.content


def shown(user: User, url: str) -> dict[str, str]:
    """The composite of each office in the table, and what stands beside it."""
    found = re.findall(
        r'scope="row"><a[^>]*>([^<]+)<.*?col-score">(.*?)</td>',
        answer(user, url).decode(),
        re.DOTALL,
    )
    return {name: " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for name, cell in found}


@pytest.mark.once
def test_accepted_month_counts_and_a_submitted_one_does_not(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED, february=ACCEPTED, march=ACCEPTED)
    district(cast, "b", january=ACCEPTED, february=ACCEPTED, march=SUBMITTED)
    district(cast, "c", january=SUBMITTED)

    official, reported = shown(cast.reviewer, URL), shown(cast.reviewer, REPORTED)

    assert official["B"].endswith("as of February")
    assert official["A"] == reported["A"] == reported["B"] == reported["C"]
    assert official["B"] != official["A"]
    assert official["C"] == "–"


@pytest.mark.once
def test_month_before_that_waits_holds_back_those_after_it(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED, february=State.RESUBMITTED, march=ACCEPTED)

    assert shown(cast.reviewer, URL)["A"].endswith("as of January")


@pytest.mark.parametrize(
    ("state", "resumes", "counts"),
    [
        ("reopened", "open", True),
        ("with-head", "reopened", True),
        ("with-head", "open", False),
        ("returned", "open", False),
        ("open", "open", False),
    ],
)
def test_reopened_month_counts_as_it_was_accepted(
    cast: Cast, state: str, resumes: str, counts: bool
) -> None:
    plan = district(cast, "a", january=ACCEPTED, february=ACCEPTED, march=ACCEPTED)
    MonthlyReturn.objects.filter(plan=plan, month=MARCH).update(state=state, resumes_as=resumes)

    assert ("as of" not in shown(cast.reviewer, URL)["A"]) is counts


@pytest.mark.once
def test_official_ranking_says_so_and_leads_to_the_other(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED)

    official = answer(cast.reviewer, URL).decode()
    reported = answer(cast.reviewer, REPORTED).decode()

    assert "Official ranking, by accepted figures." in official
    assert "Not the official ranking" in reported
    assert re.search(r'href="\?[^"]*basis=reported[^"]*">See the figures as reported', official)
    assert re.search(r'href="\?[^"]*basis=accepted[^"]*">See the official ranking', reported)


@pytest.mark.once
def test_every_link_of_the_page_carries_the_basis(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED)

    html = answer(cast.reviewer, REPORTED).decode()

    links = re.findall(r'href="(\?[^"]+)"', html)
    assert len(links) > 8
    assert [link for link in links if "basis=" not in link] == []


@pytest.mark.once
def test_nothing_accepted_says_so(cast: Cast) -> None:
    district(cast, "a", january=SUBMITTED)

    assert "so no office has a rank" in answer(cast.reviewer, URL).decode()
    assert "so no office has a rank" not in answer(cast.reviewer, REPORTED).decode()


@pytest.mark.once
def test_tiles_and_heat_go_by_the_same_figures(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED, february=ACCEPTED, march=SUBMITTED)

    official, reported = answer(cast.reviewer, URL), answer(cast.reviewer, REPORTED)

    def told(html: bytes) -> tuple[list[str], list[str]]:
        text = html.decode()
        heat = re.findall(r'<td class="heat[^>]*>([^<]*)<', text)
        return re.findall(r"<strong>([\d.%]+)</strong>", text), heat

    assert told(official)[0][0] == shown(cast.reviewer, URL)["A"].split()[0]
    assert told(official) != told(reported)
    assert "Cells accepted" in official.decode()
    assert "0/2" in official.decode()
    assert "2/2" in reported.decode()


@pytest.mark.once
@pytest.mark.parametrize(("url", "basis"), [(URL, "accepted"), (REPORTED, "reported")])
def test_file_says_what_it_goes_by(cast: Cast, url: str, basis: str) -> None:
    district(cast, "a", january=ACCEPTED, february=ACCEPTED, march=SUBMITTED)
    client = Client()
    client.force_login(cast.reviewer)

    response = client.get(f"{url}&format=csv")

    row, *_made_by = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    assert f"lokkho-apa-2024-03-{basis}" in response["Content-Disposition"]
    assert row["The score is"].endswith(basis)
    assert row["Score of the month"] == ("2024-02" if basis == "accepted" else "2024-03")


@pytest.mark.once
def test_basis_holds_for_a_region_and_an_earlier_month(cast: Cast) -> None:
    district(cast, "a", january=ACCEPTED, february=ACCEPTED, march=SUBMITTED)

    february = f"{URL.replace('2024-03', '2024-02')}&region=east"

    assert shown(cast.reviewer, february) == shown(cast.reviewer, f"{february}&basis=reported")


@pytest.mark.once
def test_unknown_basis_is_not_found(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.reviewer)

    assert client.get(f"{URL}&basis=hoped").status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("offices", [1, 12])
@pytest.mark.parametrize("url", [URL, REPORTED, f"{URL}&region=east"])
def test_queries_are_the_same_by_either(
    cast: Cast, url: str, offices: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(offices):
        district(cast, f"d{number}", january=ACCEPTED, march=SUBMITTED)
    client = Client()
    client.force_login(cast.reviewer)

    with django_assert_num_queries(QUERIES):
        client.get(url)
