"""An agreement in Bengali: proposed, returned with a note, mended, proposed again, signed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from numerals import FiscalYearSpan
from plans.agreements.selectors import agreed_version
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)
from plans.models import Plan
from plans.services import store_plan
from tests.browser.people import let_in, visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/plans/khulna/2024-25/apa/agreement/"


def indicator(row: str, title: str, weight: int) -> IndicatorEntry:
    targets = TierTargets(*(Decimal(number) for number in (100, 90, 80, 70, 60)))
    return IndicatorEntry(row, row, title, "সংখ্যা", Decimal(weight), targets, Method.SUM)


def document_of_next_year() -> PlanDocument:
    """A plan of 2024-25 without an error in it."""
    rows = (indicator("1.1.1", "প্রশিক্ষিত উদ্যোক্তা", 60), indicator("1.1.2", "বিতরণকৃত ঋণ", 40))
    activity = ActivityEntry("1.1", "উদ্যোক্তা উন্নয়ন", rows)
    objective = ObjectiveEntry(
        "1", "strategic", "1", "শিল্পের বিকাশ", Decimal(100), activities=(activity,)
    )
    return PlanDocument(
        form=Form.PLAN,
        office="",
        title="বার্ষিক কর্মসম্পাদন চুক্তি ২০২৪-২৫",
        fiscal_year=FiscalYearSpan(2024),
        objectives=(objective,),
    )


def next_year_of(khulna: Plan) -> Plan:
    """Khulna's plan of the next year, without an error in it."""
    return store_plan(document_of_next_year(), office=khulna.office, kind="apa")


@pytest.fixture
def draft(khulna: Plan) -> Plan:
    return next_year_of(khulna)


@pytest.mark.parametrize("width", [1366, 390])
def test_from_a_draft_to_both_signatures(
    draft: Plan, page: Page, browser: Browser, live_server: LiveServer, width: int
) -> None:
    size = {"width": width, "height": 768}
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, "khulna")
    page.goto(PAGE)
    expect(page.locator(".title-note")).to_contain_text("খসড়া")
    page.click("button[name=propose]")
    expect(page.locator(".title-note")).to_contain_text("প্রস্তাবিত")

    with visitor(browser, live_server, viewport=size) as superior:
        let_in(superior, "khulna-region")
        superior.goto("/")
        superior.click(f"a[href='{PAGE}']")
        row = superior.locator(f"#row-{draft.indicators.get(row='1.1.1').pk}")
        row.locator("summary").click()
        row.locator("textarea").fill("লক্ষ্যমাত্রা ১২০ করুন")
        superior.fill("[name=reason]", "গত বছরের অর্জনের চেয়ে কম")
        superior.click("button[name=return]")
        expect(superior.locator(".title-note")).to_contain_text("ফেরত")

        page.goto(PAGE)
        expect(page.locator(".returned")).to_contain_text("গত বছরের অর্জনের চেয়ে কম")
        expect(page.locator("main")).to_contain_text("লক্ষ্যমাত্রা ১২০ করুন")
        page.click("form[action$='/workshop/reopen/khulna/2024-25/apa/'] button")
        page.locator(".is-indicator [name$='-t100']").first.fill("১২০")
        expect(page.locator("#save-state.is-saved")).to_be_visible()
        page.locator("button[value=keep]").click()
        page.wait_for_url("**/keep/")
        page.locator("main form .btn-primary").click()
        page.wait_for_url("**/plans/khulna/2024-25/apa/")
        page.goto(PAGE)
        page.click("button[name=propose]")
        expect(page.locator(".title-note")).to_contain_text("পুনরায় প্রস্তাবিত")

        superior.goto(PAGE)
        assert superior.evaluate("document.documentElement.scrollWidth") <= width
        superior.click("button[name=agree]")
        expect(superior.locator(".title-note")).to_contain_text("স্বাক্ষরিত")

    signed = agreed_version(Plan.objects.get(pk=draft.pk))
    assert signed is not None
    assert draft.indicators.get(row="1.1.1").target_100 == 120
    page.goto(PAGE)
    expect(page.locator("form[action*='/workshop/reopen/']")).to_have_count(0)
