"""A slow line and a machine without a Bengali font: nothing moves as the letters come."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.lines import Held
from tests.browser.people import let_in, visitor
from tests.browser.test_in_view import DESK, JUNE, PHONE, SHIFTED

WEIGHTS: Final = ("400", "600")
LATE: Final = """() => [400, 600].every(
    (weight) => document.fonts.check(`${weight} 1em "Lokkho Late"`, "ক"))"""
WITHOUT_LETTERS: Final = "html[data-unlettered]"
SLOW: Final = {"offline": False, "latency": 200}
FONTS: Final = "**/noto-sans-bengali-*.woff2"
MOST: Final = 0.02
"""Of all pages; the goal of the product."""

MAIN_PAGES: Final = [
    ("", "/sign-in/"),
    ("khulna", "/"),
    ("khulna", JUNE),
    ("khulna", f"{JUNE}check/"),
    ("headoffice", f"{JUNE}review/"),
    ("khulna", "/plans/khulna/2023-24/apa/"),
    ("headoffice", "/dashboard/"),
]


def shifted(page: Page) -> float:
    page.evaluate(
        "() => new Promise((after) => requestAnimationFrame(() => setTimeout(after, 100)))"
    )
    moved: float = page.evaluate("window.shifted")
    return moved


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(("who", "address"), MAIN_PAGES)
@pytest.mark.parametrize("first", WEIGHTS)
def test_nothing_moves_when_the_letters_come_whichever_weight_is_first(
    browser: Browser,
    live_server: LiveServer,
    khulna: Plan,
    screen: ViewportSize,
    who: str,
    address: str,
    first: str,
) -> None:
    with visitor(browser, live_server, viewport=screen) as page:
        if who:
            let_in(page, who)
        held = {weight: Held(page, f"**/noto-sans-bengali-{weight}*.woff2") for weight in WEIGHTS}
        page.add_init_script(SHIFTED)
        page.goto(address, wait_until="commit")
        expect(page.locator(".masthead")).to_be_visible()
        page.wait_for_function(
            "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd > 0"
        )
        page.wait_for_timeout(1_500)
        assert all(one.routes for one in held.values())
        early = shifted(page)

        held.pop(first).let_go()
        page.wait_for_timeout(500)
        assert page.locator(WITHOUT_LETTERS).count()
        held.popitem()[1].let_go()
        expect(page.locator(WITHOUT_LETTERS)).to_have_count(0)

        assert page.evaluate(LATE)
        assert shifted(page) - early <= MOST
        assert early <= MOST


def test_words_are_not_without_letters_for_good_where_the_font_never_comes(
    page: Page, khulna: Plan
) -> None:
    page.route(FONTS, lambda route: route.abort())
    page.goto("/sign-in/")
    family = "getComputedStyle(document.querySelector('label')).fontFamily"
    assert "Lokkho Placeholder" in page.evaluate(family)

    page.evaluate("document.getAnimations().forEach((one) => one.finish())")

    assert "Lokkho Placeholder" not in page.evaluate(family)


def test_page_is_not_shown_while_some_of_its_styles_are_on_their_way(
    browser: Browser, live_server: LiveServer
) -> None:
    with visitor(browser, live_server, viewport=PHONE) as page:
        page.add_init_script(SHIFTED)
        held = Held(page, "**/static/lokkho*.css")
        page.goto("/sign-in/", wait_until="commit")
        page.wait_for_function(
            "() => [...document.styleSheets].some((one) => one.href.includes('fonts'))", polling=50
        )
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.dataset.unread") == ""

        held.let_go()

        expect(page.locator("html[data-unread]")).to_have_count(0)
        assert shifted(page) <= MOST


def test_nothing_moves_on_a_first_visit_over_a_slow_line(
    browser: Browser, live_server: LiveServer
) -> None:
    with visitor(browser, live_server, viewport=PHONE) as page:
        page.add_init_script(SHIFTED)
        line = page.context.new_cdp_session(page)
        rate = 800 * 1000 / 8
        both_ways = {"downloadThroughput": rate, "uploadThroughput": rate}
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW | both_ways)

        page.goto("/sign-in/")
        expect(page.locator(WITHOUT_LETTERS)).to_have_count(0)

        assert shifted(page) <= MOST


@pytest.mark.parametrize("slower", [4, 12])
@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_moves_on_a_first_visit_with_a_slow_processor(
    browser: Browser, live_server: LiveServer, khulna: Plan, screen: ViewportSize, slower: int
) -> None:
    with visitor(browser, live_server, viewport=screen) as page:
        let_in(page, "khulna")
        page.add_init_script(SHIFTED)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})

        page.goto(JUNE)
        expect(page.locator("#save-state")).to_contain_text("✓")
        expect(page.locator(WITHOUT_LETTERS)).to_have_count(0)

        assert shifted(page) <= MOST
