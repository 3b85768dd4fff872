"""Talk beside the form, by keyboard, and as a page of its own without a script."""

from __future__ import annotations

from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.comments.models import Comment
from plans.models import Indicator, Plan
from tests.browser.people import choose_language, let_in, sign_in, visitor

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"


def pk_of(row: str = "1.4.1") -> int:
    return Indicator.objects.get(plan__kind="apa", row=row).pk


def test_cell_is_talked_about_by_keyboard_beside_the_form(
    page: Page, browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    pk = pk_of()
    let_in(page, "khulna")
    page.goto(JUNE)
    cell = page.locator(f"#cell-{pk}")
    cell.focus()

    page.keyboard.press("Shift+F2")
    expect(page.locator("#talk textarea")).to_be_focused()
    page.keyboard.type("<b>কেন</b> কমল?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#talk .thread-text")).to_have_text("<b>কেন</b> কমল?")
    expect(page.locator("#talk textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#talk")).to_be_hidden()
    expect(cell).to_be_focused()
    link = page.locator(f"#row-{pk} .remarks-cell .comments-link")
    expect(link).to_have_text("১টি মতামত")

    with visitor(browser, live_server) as reviewer:
        sign_in(reviewer, "headoffice")
        reviewer.goto(f"{JUNE}review/")
        reviewer.locator(f"#row-{pk} .comments-link").click()
        reviewer.locator("textarea").fill("বন্যার কারণে।")
        reviewer.locator(".thread-form .btn-primary").click()
        expect(reviewer.locator(".thread-line")).to_have_count(2)

    link.click()
    expect(page.locator("#talk .thread-line")).to_have_count(2)
    page.locator("#talk [name=settle]").click()
    expect(page.locator("#talk .is-turn")).to_contain_text("নিষ্পন্ন করেছেন")
    expect(link).to_have_text("২টি মতামত ✓")
    page.reload()
    expect(link).to_have_text("২টি মতামত ✓")


def test_comment_waits_in_its_field_while_the_line_is_lost(page: Page, khulna: Plan) -> None:
    let_in(page, "khulna")
    page.goto(JUNE)
    page.locator(f"#cell-{pk_of()}").focus()
    page.keyboard.press("Shift+F2")
    page.locator("#talk textarea").fill("কথা")
    page.context.set_offline(True)
    page.locator("#talk .btn-primary").click()

    expect(page.locator("#talk [role=alert]")).to_contain_text("পাঠানো হয়নি")
    expect(page.locator("#talk textarea")).to_have_value("কথা")
    page.context.set_offline(False)
    page.locator("#talk .btn-primary").click()
    expect(page.locator("#talk .thread-text")).to_have_text("কথা")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("language", ["bn", "en"])
def test_thread_is_a_page_on_a_phone_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan, language: str
) -> None:
    size = {"width": 390, "height": 844}
    with visitor(browser, live_server, java_script_enabled=False, viewport=size) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.locator(f"#row-{pk_of()} .remarks-cell .comments-link").click()
        page.locator("textarea").fill("https://example.org/ " + "দীর্ঘশব্দ" * 40)
        page.locator(".thread-form .btn-primary").click()
        expect(page.locator(".thread-line")).to_have_count(1)
        expect(page.locator(".thread a")).to_have_count(0)

    with visitor(browser, live_server, viewport=size) as page:
        sign_in(page, "khulna")
        choose_language(page, language)
        for path in (f"{JUNE}comments/", f"{JUNE}comments/{pk_of()}/"):
            page.goto(path)
            findings = Axe().run(page).response["violations"]
            assert not [one["id"] for one in findings if one["impact"] in ("serious", "critical")]
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wider) <= 0
