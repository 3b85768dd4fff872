from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from offices.models import User
from plans.agreements.outright import agree_outright
from plans.cascade.models import CascadedPlan
from plans.cascade.selectors import standings_of
from plans.cascade.services import NotTheirTemplate, cascade, divide
from plans.cascade.shares import Way, divisible_rows, shares_of
from plans.cascade.template import TemplateRow, template_of
from plans.models import Indicator, Plan
from plans.workshop.models import Draft
from tests.cast import Cast, client_of

pytestmark = pytest.mark.django_db

OFFICES = ("khulna", "jashore")


@pytest.fixture
def row(cast: Cast, planner: User, template: Draft) -> TemplateRow:
    """A row that adds up, sent to both offices."""
    value = template_of(template)
    own = {one.key: one.numbers for one in value.rows}
    cascade(template.pk, dict.fromkeys(OFFICES, own), by=planner)
    return divisible_rows(value)[0]


@pytest.fixture
def client(planner: User) -> Client:
    return client_of(planner)


def best_of(row: TemplateRow) -> dict[str, object]:
    found = Indicator.objects.filter(
        plan__fiscal_year=2024, title=row.placed.entry.title
    ).select_related("plan__office")
    return {one.plan.office.code: one.target_100 for one in found}


def test_shares_are_kept_and_the_other_tiers_follow(
    cast: Cast, planner: User, template: Draft, row: TemplateRow
) -> None:
    old = row.placed.entry.targets
    assert isinstance(old.t100, Decimal)
    parts = {"khulna": old.t100 * 2, "jashore": old.t100}
    divide(template.pk, row.key, old.t100 * 3, parts, by=planner)
    assert best_of(row) == parts
    value = template_of(template)
    found = shares_of(value, row, standings_of(value, [cast.khulna, cast.jashore]))
    assert found.left == 0
    indicator = Indicator.objects.get(
        plan__office=cast.khulna, plan__fiscal_year=2024, title=row.placed.entry.title
    )
    assert indicator.target_90 == (old.t90 * 2 if isinstance(old.t90, Decimal) else None)


def test_the_template_is_not_taken_over_with_a_share(
    cast: Cast, planner: User, template: Draft, row: TemplateRow
) -> None:
    CascadedPlan.objects.update(revision=0)
    Draft.objects.update(revision=5)
    divide(template.pk, row.key, Decimal(9), dict.fromkeys(OFFICES, Decimal(4)), by=planner)
    assert set(CascadedPlan.objects.values_list("revision", flat=True)) == {0}


def test_what_is_agreed_keeps_its_part(
    cast: Cast, planner: User, template: Draft, row: TemplateRow
) -> None:
    plan = Plan.objects.get(office=cast.khulna, fiscal_year=2024)
    agree_outright(plan, by_office=cast.officer, by_superior=cast.superior)
    value = template_of(template)
    found = shares_of(value, row, standings_of(value, [cast.khulna, cast.jashore]))
    kept = next(one.now for one in found.parts if one.is_frozen)
    assert kept is not None
    made = found.proposal(kept + 10, Way.EQUALLY)
    assert made == {"khulna": kept, "jashore": Decimal(10)}


@pytest.mark.once
def test_rows_that_do_not_add_up_are_not_divided(
    cast: Cast, planner: User, template: Draft, row: TemplateRow, client: Client
) -> None:
    value = template_of(template)
    other = next(one for one in value.rows if one not in divisible_rows(value))
    assert client.get(f"/templates/{template.pk}/shares/{other.key}/").status_code == 404
    with pytest.raises(NotTheirTemplate):
        divide(template.pk, other.key, Decimal(1), {}, by=planner)


def test_the_page_proposes_says_what_is_left_and_keeps(
    cast: Cast, planner: User, template: Draft, row: TemplateRow, client: Client
) -> None:
    planner.language = "en"
    planner.save()
    address = f"/templates/{template.pk}/shares/{row.key}/"
    before = best_of(row)
    page = client.post(address, {"total": "১০১", "do": "equally"}).content.decode()
    assert 'value="51"' in page
    assert 'value="50"' in page
    assert "adds up" in page
    assert best_of(row) == before
    parts = {"part-khulna": "60", "part-jashore": "৪০"}
    kept = client.post(address, {"total": "101", "do": "save", **parts})
    assert kept.status_code == 302
    assert set(best_of(row).values()) == {Decimal(60), Decimal(40)}
    assert "1 left to divide" in client.get(address).content.decode()
    assert "1 left to divide" in client.get(f"/templates/{template.pk}/").content.decode()


@pytest.mark.once
def test_garbage_is_said_beside_its_field_and_kept(
    cast: Cast, planner: User, template: Draft, row: TemplateRow, client: Client
) -> None:
    address = f"/templates/{template.pk}/shares/{row.key}/"
    before = best_of(row)
    parts = {"part-khulna": "sixty", "part-jashore": "-4"}
    answer = client.post(address, {"total": "x", "do": "save", **parts})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="sixty"' in page
    assert page.count('class="field-error"') == 3
    assert best_of(row) == before
