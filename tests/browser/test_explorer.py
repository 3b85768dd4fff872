"""One indicator from all sides, and a plan's whole year one key away from the month."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.people import choose_language, let_in, visitor

MONTH = "/plans/khulna/2023-24/apa/2024-06/"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_code_leads_to_the_indicator_and_its_months_back(khulna: Plan, page: Page) -> None:
    row = khulna.indicators.get(row="1.5.1")
    let_in(page, "khulna")
    page.goto(MONTH)
    page.locator(f"#row-{row.pk} a.code").click()

    expect(page.locator("h1")).to_contain_text("১.৫.১")
    expect(page.locator(".year-chart .line-dot").first).to_be_visible()
    june = page.locator("table[aria-labelledby=months] tr.is-shown")
    expect(june).to_contain_text("জুন ২০২৪")
    june.locator("th a").click()
    expect(page).to_have_url(f"{page.url.split('/plans/')[0]}{MONTH}#row-{row.pk}")


def test_offices_are_put_in_order_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    row = khulna.indicators.get(row="1.5.1")
    with visitor(browser, live_server, java_script_enabled=False) as page:
        let_in(page, "headoffice")
        page.goto(f"/plans/khulna/2023-24/apa/indicators/{row.pk}/")
        page.select_option("[name=by]", "figure")
        page.locator(".filter-button").click()

        assert "by=figure" in page.url
        expect(page.locator("table.places tr.is-shown")).to_contain_text("খুলনা")


@pytest.mark.parametrize("language", ["bn", "en"])
def test_whole_year_is_one_key_away_and_back(khulna: Plan, page: Page, language: str) -> None:
    let_in(page, "khulna")
    page.goto(MONTH)
    choose_language(page, language)
    page.locator(".cell-input").first.focus()
    page.keyboard.press("F8")

    expect(page.locator("table.year-table tbody tr:not(.band)")).to_have_count(
        khulna.indicators.count()
    )
    page.wait_for_load_state()
    page.keyboard.press("F8")
    expect(page.locator("#return-form")).to_be_visible()
    assert MONTH in page.url


def test_pages_fit_a_phone_and_the_table_scrolls_in_its_box(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    row = khulna.indicators.get(row="1.5.1")
    with visitor(browser, live_server, viewport={"width": 390, "height": 844}) as page:
        let_in(page, "khulna")
        for place in (f"{row.pk}/", "year/"):
            page.goto(f"/plans/khulna/2023-24/apa/indicators/{place}")
            assert page.evaluate(OVERFLOW) <= 0
        head = page.locator(".year-table tbody tr:not(.band) th").first
        before = head.bounding_box()
        page.locator(".year-box").evaluate("box => { box.scrollLeft = 400; }")
        assert head.bounding_box() == before
