from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from indicators.returns.importing import import_document
from numerals import FiscalYearSpan
from plans.calendar.services import grant_extension
from plans.calendar.terms import Period
from plans.document.defaults import Kind
from plans.services import store_plan
from tests.cast import JUNE, MARCH, MAY, Cast, client_of, document_of

ADDRESS = "/plans/khulna/2023-24/apa/"


@pytest.fixture
def officer(cast: Cast) -> Client:
    return client_of(cast.officer)


@pytest.mark.once
def test_page_shows_the_agreement_with_its_score(officer: Client) -> None:
    page = officer.get(ADDRESS)

    assert page.context["page"].month == JUNE
    for figure in ("19.44", "102", "19.06"):
        assert figure in page.text
    assert page.text.count('class="indicator-row"') == 32


@pytest.mark.once
def test_sections_add_up(officer: Client) -> None:
    strategic, governance = officer.get(ADDRESS).context["page"].sections

    assert f"{strategic.weighted:.2f} of {strategic.weight}" == "19.44 of 72"
    assert f"{governance.weighted:.2f} of {governance.weight}" == "0.00 of 30"
    assert governance.title == "Governance and reform performance areas"


@pytest.mark.once
def test_earlier_month_can_be_asked_for(officer: Client) -> None:
    page = officer.get(ADDRESS, {"month": "2024-05"})

    assert page.context["page"].month == MAY
    assert "19.44" not in page.text


def test_findings_stand_where_they_belong(officer: Client) -> None:
    page = officer.get(ADDRESS).context["page"]

    found = {
        **{
            row.indicator.row: [one.rule for one in row.findings]
            for section in page.sections
            for objective in section.objectives
            for row in objective.group.rows
        },
        **{
            objective.group.score.key: [one.rule for one in objective.findings]
            for section in page.sections
            for objective in section.objectives
        },
        "": [one.rule for one in page.findings],
    }
    assert "sum-mismatch" in found["2.5.2"]
    assert "equal-tiers" in found["1.3.1"]
    assert "soft-target" in found["2.1.1"]
    assert "method-contradiction" in found["2.4.1"]
    assert "objective-weight-mismatch" in found["1"]
    assert "total-weight-mismatch" in found[""]
    assert page.count == sum(map(len, found.values()))


@pytest.mark.once
def test_plan_without_a_return_is_shown_as_of_its_last_month(cast: Cast, officer: Client) -> None:
    import_document(
        document_of("innovation-plan-2020-21.txt"), office=cast.khulna, kind=Kind.INNOVATION
    )

    page = officer.get("/plans/khulna/2020-21/innovation/")

    assert page.status_code == 200
    assert str(page.context["page"].month) == "2021-06"
    assert page.text.count('class="indicator-row"') == 33


@pytest.mark.once
def test_every_month_says_where_its_return_stands(cast: Cast, officer: Client) -> None:
    until = timezone.localdate() + timedelta(7)
    grant_extension(cast.khulna, Period(MAY), until=until, reason="বন্যা", by=cast.superior)
    cast.submit()

    page = officer.get(f"{ADDRESS}?month={MAY}")

    tabs = page.text.split('class="tabs"')[1].split("</nav>")[0]
    april, may, june = (tab.split("</a>")[0] for tab in tabs.split("<a ")[1:])
    assert "days late" in april
    assert f"due {until.day} {until:%B}" in " ".join(may.split())
    assert "Submitted" in june
    head = page.text.split('class="tabs"')[0]
    assert "7 days left" in head
    assert "days late" not in head


@pytest.mark.once
def test_month_that_is_owed_but_not_begun_has_its_tab(cast: Cast, officer: Client) -> None:
    cast.save(MARCH.previous, r1_1_1=1)

    page = officer.get(f"{ADDRESS}?month={MARCH}").text

    tabs = page.split('class="tabs"')[1].split("</nav>")[0]
    _february, march, *_rest = (tab.split("</a>")[0] for tab in tabs.split("<a ")[1:])
    assert "Not started" in march
    assert "days late" in march
    assert 'aria-current="page"' in march


@pytest.mark.once
def test_plan_names_the_office_that_a_submitted_month_waits_for(
    cast: Cast, officer: Client
) -> None:
    cast.submit()

    head = officer.get(ADDRESS).text.split('class="tabs"')[0]

    assert f"with {cast.region.name}" in head


def test_titles_are_shown_inert(cast: Cast, officer: Client) -> None:
    attack = "<script>alert(1)</script>"
    cast.plan.indicators.update(title=attack, unit=attack)
    cast.plan.objectives.update(title=attack)

    page = officer.get(ADDRESS).text

    assert attack not in page
    assert "&lt;script&gt;" in page


@pytest.mark.once
def test_page_costs_few_queries(
    officer: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get(ADDRESS)

    with django_assert_num_queries(13):
        officer.get(ADDRESS)


@pytest.mark.once
@pytest.mark.parametrize(("today", "is_to_come"), [("2022-06-30", True), ("2022-07-01", False)])
def test_year_to_come_is_said_once_and_not_at_every_row(
    cast: Cast, today: str, is_to_come: bool
) -> None:
    year = replace(document_of("apa-progress-khulna-2024-q4.txt"), fiscal_year=FiscalYearSpan(2022))
    store_plan(year.promised(), office=cast.khulna, kind="apa")
    visitor = Client()
    with time_machine.travel(f"{today}T06:00:00+00:00"):
        visitor.force_login(cast.officer)
        page = visitor.get("/plans/khulna/2022-23/apa/").text

    assert ("the year begins on 1 July 2022" in page) is is_to_come
    assert ("No month gives a figure yet" in page) is not is_to_come
