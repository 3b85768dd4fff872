from __future__ import annotations

import io
import re
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from indicators.returns.models import State
from offices.models import Level, Office, Role, User
from plans.models import Indicator, Plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH

pytestmark = [pytest.mark.django_db, pytest.mark.once]
QUERIES = 10


@pytest.fixture
def khulna() -> Office:
    head = field.office("head", level=Level.DEPARTMENT)
    return field.office("khulna", parent=head)


@pytest.fixture
def officer(khulna: Office) -> User:
    return field.person("officer", Role.ENTRY, at=khulna)


@pytest.fixture
def plan(khulna: Office) -> Plan:
    made = field.plan(khulna, {FEBRUARY: 3, MARCH: 4})
    field.hand_in(made, MARCH, on=date(2024, 4, 3), state=State.ACCEPTED)
    return made


URL = "/plans/khulna/2023-24/apa/indicators/year/"


def rows_of(user: User, query: str = "") -> list[list[str]]:
    """The table's text, row by row, without the last line, which says of when it is and whose."""
    client = Client()
    client.force_login(user)
    answer = client.get(URL.replace("year/", "year.csv") + query)
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    *lines, blank, made = text.splitlines()
    assert (blank, "downloaded by" in made) == ("", True)
    return [line.split(",") for line in lines]


@pytest.mark.parametrize(
    ("show", "months"),
    [
        ("figure", ["3", "4"]),
        ("to-date", ["3", "7"]),
        ("score", ["0.00", "49.00"]),
    ],
)
@pytest.mark.usefixtures("plan")
def test_months_show_figures_or_figures_to_date_or_scores(
    officer: User, show: str, months: list[str]
) -> None:
    head, first, _second = rows_of(officer, f"?show={show}")

    at = head.index("February")
    assert first[at : at + 2] == months
    assert first[head.index("Target")] == "10"
    assert [first[head.index(one)] for one in ("To date", "Score")] == ["7", "49.00"]


@pytest.mark.usefixtures("plan")
def test_to_date_and_score_are_as_of_the_month_asked_for(officer: User) -> None:
    head, first, _second = rows_of(officer, "?month=2024-02")

    assert [first[head.index(one)] for one in ("To date", "Score")] == ["3", "0.00"]


@pytest.mark.usefixtures("plan")
def test_page_leads_to_months_and_indicators_and_back(officer: User) -> None:
    client = Client()
    client.force_login(officer)
    html = client.get(f"{URL}?month=2024-02").content.decode()

    row = Indicator.objects.get(row="1.1.1")
    assert f"/plans/khulna/2023-24/apa/indicators/{row.pk}/?month=2024-02" in html
    assert 'id="back-to-month" href="/plans/khulna/2023-24/apa/2024-02/"' in html
    assert "/plans/khulna/2023-24/apa/2024-03/" in html
    assert "Accepted" in html


def test_target_of_a_month_stands_with_its_figure(officer: User, plan: Plan) -> None:
    plan.indicators.filter(row="1.1.1").update(
        targets_by_period={"2024-02": "5", "2023-24-Q3": "8"}
    )
    client = Client()
    client.force_login(officer)
    html = client.get(URL).content.decode()

    assert "/ 5</small>" in html
    assert "/ 8</small>" in html


@pytest.mark.usefixtures("plan")
def test_workbook_holds_numbers(officer: User) -> None:
    client = Client()
    client.force_login(officer)
    answer = client.get(URL.replace("year/", "year.xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).active

    assert sheet is not None
    cells = dict(zip(*([cell.value for cell in sheet[row]] for row in (1, 2)), strict=True))
    assert (cells["To date"], cells["Score"], cells["March"]) == (7, 49, 4)
    assert str(sheet.cell(sheet.max_row, 1).value).endswith(f"downloaded by {officer}")
    assert re.fullmatch(
        r'attachment; filename="khulna-2023-24-apa-year-figure-2024-03-\d{8}-\d{4}\.xlsx"',
        answer["Content-Disposition"],
    )


@pytest.mark.parametrize("query", ["?show=luck", "?month=poem", "?month=1999-01"])
@pytest.mark.usefixtures("plan")
def test_what_the_address_cannot_mean_is_not_found(officer: User, query: str) -> None:
    client = Client()
    client.force_login(officer)

    assert client.get(URL + query).status_code == 404


@pytest.mark.usefixtures("plan")
def test_other_formats_are_not_found(officer: User) -> None:
    client = Client()
    client.force_login(officer)

    assert client.get(URL.replace("year/", "year.exe")).status_code == 404


@pytest.mark.usefixtures("plan")
def test_queries_are_few(
    officer: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(officer)
    client.get(URL)

    with django_assert_max_num_queries(QUERIES):
        client.get(URL)
