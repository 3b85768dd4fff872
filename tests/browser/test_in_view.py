"""What one has come to is seen: the cell, the title of its row, on a phone with its keyboard up."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.people import choose_language, let_in, sign_in, visitor

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"
WITH_KEYBOARD: Final[ViewportSize] = {"width": 390, "height": 450}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
DESK: Final[ViewportSize] = {"width": 1366, "height": 768}
TABS: Final = 70

HIDDEN: Final = """() => {
    const at = document.activeElement;
    const seen = (element, box) => {
        const inside = [[0.5, 0.1], [0.5, 0.5], [0.1, 0.5]].some(([x, y]) => {
            const [left, top] = [box.left + box.width * x, box.top + box.height * y];
            const there = document.elementFromPoint(left, top);
            return there && (element.contains(there) || there.contains(element));
        });
        return inside;
    };
    const hidden = [];
    const name = at.id || at.name || at.textContent.trim().slice(0, 30);
    const box = at.getClientRects()[0];
    if (at !== document.body && box && !seen(at, box)) hidden.push(name);
    const label = at.matches(".cell-input") && at.closest("tr").querySelector("label");
    if (label && !seen(label, label.getClientRects()[0])) hidden.push(`title of ${name}`);
    return hidden;
}"""
"""The focused thing, and the title of the row that one types in, where something lies on them."""


@pytest.mark.parametrize("screen", [WITH_KEYBOARD, PHONE, DESK], ids=["keys", "phone", "desk"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_row_one_types_in_is_seen_with_its_title_up_and_down(
    browser: Browser, live_server: LiveServer, khulna: Plan, screen: ViewportSize, language: str
) -> None:
    with visitor(browser, live_server, viewport=screen) as page:
        sign_in(page, "khulna")
        choose_language(page, language)
        page.goto(JUNE)
        cells = page.locator(".cell-input")
        cells.first.focus()
        hidden: list[Any] = []
        for key in ("ArrowDown", "ArrowUp"):
            for _ in range(cells.count() - 1):
                page.keyboard.press(key)
                hidden += page.evaluate(HIDDEN)

        expect(cells.first).to_be_focused()
        assert not hidden


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("headoffice", f"{JUNE}review/"),
        ("khulna", "/plans/khulna/2023-24/apa/"),
        ("khulna", f"{JUNE}check/"),
        ("headoffice", "/dashboard/"),
        ("headoffice", "/history/"),
        ("headoffice", "/plans/"),
    ],
)
def test_what_tab_goes_to_is_never_beneath_a_head(
    browser: Browser,
    live_server: LiveServer,
    khulna: Plan,
    screen: ViewportSize,
    who: str,
    address: str,
) -> None:
    with visitor(browser, live_server, viewport=screen) as page:
        sign_in(page, who)
        page.goto(address)
        hidden: list[Any] = []
        for key in ("Tab", "Shift+Tab"):
            for _ in range(TABS):
                page.keyboard.press(key)
                hidden += page.evaluate(HIDDEN)

        assert not hidden


def test_the_head_of_a_phone_is_one_line_while_one_types(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, viewport=WITH_KEYBOARD) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.locator(".cell-input").nth(9).focus()

        bottom = page.locator(".page-head").evaluate("one => one.getBoundingClientRect().bottom")
        assert 0 < bottom <= 72
        expect(page.locator("#go-check")).to_be_in_viewport()


def test_on_a_phone_one_gets_from_month_to_month_and_from_quarter_to_quarter(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, viewport=PHONE) as page:
        let_in(page, "khulna")
        page.goto("/plans/khulna/2023-24/apa/quarter-4/")
        _follow(page, page.locator(".tabs a:not([aria-current])").first.inner_text())
        page.goto(JUNE)
        _follow(page, page.locator(".tabs a:not([aria-current])").first.inner_text())


def _follow(page: Page, name: str) -> None:
    page.locator(".tabs").get_by_text(name, exact=False).first.click()
    expect(page.locator(".tabs [aria-current]")).to_contain_text(name.split(maxsplit=1)[0])


SHIFTED: Final = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) window.shifted += one.hadRecentInput ? 0 : one.value;
    }).observe({type: "layout-shift", buffered: true});
"""


def test_nothing_moves_when_the_script_comes(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, viewport=PHONE) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.add_init_script(SHIFTED)
        for language in ("bn", "en"):
            choose_language(page, language)
            page.goto(JUNE)
            expect(page.locator("#save-state")).to_contain_text("✓")
            assert page.evaluate("window.shifted") <= 0.02, language
