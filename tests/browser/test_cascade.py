"""A template goes to the offices by its workbook: errors at once, then a preview, then done."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from numerals import FiscalYearSpan
from offices.models import Level, Office, User
from plans.cascade.book import BookLine
from plans.cascade.services import cascade, make_template
from plans.cascade.shares import divisible_rows
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.models import Plan
from plans.workshop.models import Draft
from plans.workshop.services import address_draft, begin_from_plan
from tests.browser.people import let_in
from tests.cast import office
from tests.plans.cascade.books import place_of, typed

OFFICES = 8


@pytest.fixture
def template(khulna: Plan) -> Draft:
    """Khulna's agreement as the head office's template of the next year, for some offices."""
    planner = User.objects.get(username="planner")
    head_office = planner.postings.get().office
    for number in range(OFFICES):
        office(f"branch-{number}", Level.DISTRICT, head_office)
    draft = begin_from_plan(khulna, way="copy", by=planner)
    year = FiscalYearSpan(2024)
    address_draft(draft.pk, office=head_office, year=year, kind=Kind.APA, by=planner)
    return make_template(draft.pk, by=planner)


def test_template_goes_to_the_offices_by_its_workbook(
    template: Draft, page: Page, tmp_path: Path
) -> None:
    let_in(page, "planner")
    page.goto(f"/templates/{template.pk}/")
    for number in range(OFFICES):
        page.locator(f"input[name=office][value=branch-{number}]").check()
    with page.expect_download() as download:
        page.locator("#offices button").click()
    content = Path(download.value.path()).read_bytes()
    keys = template_of(template).keys
    planted = {
        ("branch-0", keys["1.1.1"], BookLine.T100): "বারো",
        ("branch-3", keys["1.2.1"], BookLine.WEIGHT): None,
        ("branch-7", keys["2.1.1"], BookLine.T60): "12/13/14",
    }
    wrong, right = tmp_path / "wrong.xlsx", tmp_path / "right.xlsx"
    wrong.write_bytes(typed(content, planted))
    right.write_bytes(content)

    page.set_input_files("input[type=file]", wrong)
    page.locator("form[enctype] .btn-primary").click()
    for where in planted:
        cell = page.get_by_role("rowheader", name=place_of(content, *where), exact=True)
        expect(cell).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(len(planted))
    assert not Plan.objects.filter(fiscal_year=2024).exists()

    page.set_input_files("input[type=file]", right)
    page.locator("form[enctype] .btn-primary").click()
    expect(page.locator(".cascade-office")).to_have_count(OFFICES)
    page.locator("main form .btn-primary").click()
    page.wait_for_url(f"**/templates/{template.pk}/")
    assert Plan.objects.filter(fiscal_year=2024).count() == OFFICES
    assert Office.objects.filter(plans__fiscal_year=2024, code__startswith="branch").count() == 8


def test_shares_add_up_while_one_types(template: Draft, page: Page) -> None:
    planner = User.objects.get(username="planner")
    value = template_of(template)
    own = {row.key: row.numbers for row in value.rows}
    cascade(template.pk, {"branch-0": own, "branch-1": own}, by=planner)
    row = divisible_rows(value)[0]
    let_in(page, "planner")
    page.goto(f"/templates/{template.pk}/shares/{row.key}/")
    page.fill("#total", "১০০")
    page.fill("[name=part-branch-0]", "৬০")
    page.fill("[name=part-branch-1]", "30")
    expect(page.locator("#made")).to_have_text("৯০")
    expect(page.locator("#left")).to_contain_text("১০")
    page.fill("[name=part-branch-1]", "৪০")
    expect(page.locator("#left")).to_contain_text("✓")
    page.locator("button[value=save]").click()
    expect(page.locator("#left")).to_contain_text("✓")
