"""A progress report becomes a plan: what it says of months is the office's first figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from django.test import Client

from indicators.audit.proof import unexplained
from indicators.returns.models import MonthlyReturn, State
from numerals import FiscalYearSpan
from offices.models import Role, User
from plans.calendar.terms import DayRule, PeriodKind, TermRule
from plans.document.defaults import Kind
from plans.models import Plan
from plans.workshop.models import Draft
from plans.workshop.services import address_draft, bring_files
from tests.calendars import set_rule
from tests.cast import APRIL, FIXTURES, JUNE, MAY, Cast, client_of, person

pytestmark = pytest.mark.django_db

REPORT: Final = FIXTURES / "apa-progress-khulna-2024-q4.txt"
YEAR: Final = FiscalYearSpan(2023)
MONTHS: Final = [str(one) for one in (APRIL, MAY, JUNE)]


def brought(cast: Cast, by: User, path: Path = REPORT) -> Draft:
    (draft, *_) = bring_files([(path.name, path.read_bytes())], by=by).drafts
    address_draft(draft.pk, office=cast.khulna, year=YEAR, kind=Kind.INNOVATION, by=by)
    return draft


def keep(client: Client, draft: Draft, months: list[str]) -> str:
    page = client.post(f"/workshop/{draft.pk}/keep/", {"month": months}, follow=True)
    assert page.status_code == 200
    return page.text


def plan_of(draft: Draft) -> Plan:
    draft.refresh_from_db()
    assert draft.plan is not None
    return draft.plan


@pytest.mark.usefixtures("entered_at_once")
def test_months_are_offered_and_become_the_open_returns_of_the_plan(cast: Cast) -> None:
    client = client_of(cast.officer)
    draft = brought(cast, cast.officer)

    offered = client.get(f"/workshop/{draft.pk}/keep/").text
    assert [month in offered for month in MONTHS] == [True] * 3
    said = keep(client, draft, MONTHS)

    plan = plan_of(draft)
    returns = {str(one.month): one for one in MonthlyReturn.objects.filter(plan=plan)}
    assert {month: one.state for month, one in returns.items()} == dict.fromkeys(MONTHS, State.OPEN)
    assert "April 2024: 32 figures were stored" in said
    cells = returns["2024-06"].achievements
    stored = cells.get(indicator__row="1.1.1")
    was = cast.cell("1.1.1")
    assert (stored.value, stored.remarks, stored.changed_by) == (
        was.value,
        was.remarks,
        cast.officer,
    )
    assert cells.get(indicator__row="2.3.2").value == Decimal(100)
    assert not list(unexplained(plan))


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_months_that_are_not_ticked_are_left(cast: Cast) -> None:
    draft = brought(cast, cast.officer)
    keep(client_of(cast.officer), draft, ["2024-05", "no month", "2030-01"])
    assert [str(one.month) for one in MonthlyReturn.objects.filter(plan=plan_of(draft))] == [
        "2024-05"
    ]


@pytest.mark.once
def test_whoever_may_not_type_the_figures_stores_none(cast: Cast) -> None:
    planner = person("planner", Role.PLANNER, cast.region)
    client = client_of(planner)
    draft = brought(cast, planner)

    page = client.get(f"/workshop/{draft.pk}/keep/").text
    assert 'name="month"' not in page
    keep(client, draft, MONTHS)
    assert not MonthlyReturn.objects.filter(plan=plan_of(draft)).exists()


@pytest.mark.once
def test_a_month_that_is_closed_says_so_and_stays_empty(cast: Cast) -> None:
    closing = TermRule(due=DayRule(5, 1), closes=DayRule(20, 1))
    set_rule(cast.plan.fiscal_year, PeriodKind.MONTH, rule=closing, by=cast.administrator)
    client = client_of(cast.officer)
    draft = brought(cast, cast.officer)

    page = client.get(f"/workshop/{draft.pk}/keep/").text
    assert 'name="month"' not in page
    keep(client, draft, MONTHS)
    assert not MonthlyReturn.objects.filter(plan=plan_of(draft)).exists()


@pytest.mark.once
def test_months_wait_for_the_agreement_unless_the_rules_say_otherwise(cast: Cast) -> None:
    client = client_of(cast.officer)
    draft = brought(cast, cast.officer)

    page = client.get(f"/workshop/{draft.pk}/keep/").text
    assert 'name="month"' not in page
    assert "once the plan is agreed" in page
    keep(client, draft, MONTHS)
    assert not MonthlyReturn.objects.filter(plan=plan_of(draft)).exists()


@pytest.mark.once
def test_plan_form_reports_nothing(cast: Cast) -> None:
    draft = brought(cast, cast.officer, FIXTURES / "innovation-plan-2020-21.txt")
    assert 'id="reported"' not in client_of(cast.officer).get(f"/workshop/{draft.pk}/keep/").text


@pytest.mark.once
@pytest.mark.usefixtures("entered_at_once")
def test_the_month_offers_the_file_that_the_plan_was_made_from(cast: Cast) -> None:
    planner = person("planner", Role.PLANNER, cast.region)
    draft = brought(cast, planner)
    keep(client_of(planner), draft, [])
    client = client_of(cast.officer)
    address = "/plans/khulna/2023-24/innovation/2024-06/bring/"

    asked = client.get(address)
    assert REPORT.name in asked.text
    preview = client.post(address, {"source": ""})
    assert preview.status_code == 200
    assert "carried" in preview.text
    assert 'name="take-' in preview.text


@pytest.mark.once
def test_a_plan_without_a_file_offers_none(cast: Cast) -> None:
    client = client_of(cast.officer)
    address = "/plans/khulna/2023-24/apa/2024-06/bring/"
    assert 'name="source"' not in client.get(address).text
    assert client.post(address, {"source": ""}).status_code == 422
