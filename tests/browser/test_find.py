"""The search box and its keys, and the choice of figures on the dashboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.people import choose_language, let_in, visitor


def test_search_opens_with_a_key_and_never_steals_typing(page: Page, khulna: Plan) -> None:
    let_in(page, "khulna")
    page.goto("/")

    page.keyboard.press("/")
    words = page.locator("#find-words")
    expect(words).to_be_focused()
    page.keyboard.type("a/b?")
    expect(words).to_have_value("a/b?")
    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_be_hidden()
    expect(words).not_to_be_focused()

    page.keyboard.press("?")
    expect(page.locator("#page-keys")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_hidden()
    page.keyboard.press("Escape")

    page.goto("/plans/khulna/2023-24/apa/2024-06/")
    cell = page.locator(".cell-input:enabled").first
    cell.focus()
    page.keyboard.type("/")
    expect(page.locator("#find")).to_be_hidden()
    page.keyboard.press("Escape")
    cell.blur()
    page.keyboard.press("?")
    expect(page.locator("dialog[open]:not(#page-keys, #find)")).to_be_visible()
    expect(page.locator("#page-keys")).to_be_hidden()


@pytest.mark.parametrize("width", [1366, 390])
def test_office_is_found_and_opened_by_keyboard(page: Page, khulna: Plan, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    let_in(page, "headoffice")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("খুলনা ২০২৩-২৪ এপিএ")
    page.keyboard.press("Enter")

    plan = page.locator("#found-plans ~ ul a").first
    expect(plan).to_have_attribute("href", "/plans/khulna/2023-24/apa/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    plan.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/plans/khulna/2023-24/apa/$"))


def test_search_is_a_page_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, java_script_enabled=False) as page:
        let_in(page, "khulna")
        page.goto("/")
        page.locator("[data-find]").click()
        page.locator("#find-page").fill("khulna")
        page.locator(".find-form button").click()
        expect(page.locator("#found-offices ~ ul a").first).to_have_attribute(
            "href", "/offices/khulna/"
        )


def test_choice_of_figures_stays_with_every_step(page: Page, khulna: Plan) -> None:
    let_in(page, "headoffice")
    page.goto("/dashboard/?year=2023-24&month=2024-06")
    choose_language(page, "en")
    expect(page.locator(".basis strong")).to_have_text("Official ranking, by accepted figures.")

    page.locator(".basis a").click()
    expect(page.locator(".basis strong")).to_contain_text("Not the official ranking")
    expect(page.locator("select[name=basis]")).to_have_value("reported")
    page.locator(".ranking th a", has_text="Office").click()
    expect(page).to_have_url(re.compile(r"basis=reported"))

    page.locator("select[name=month]").select_option("2024-05")
    expect(page).to_have_url(re.compile(r"month=2024-05.*basis=reported"))
    with page.expect_download() as download:
        page.locator(".exports a", has_text="CSV").click()
    assert download.value.suggested_filename.startswith("lokkho-apa-2024-05-reported")
