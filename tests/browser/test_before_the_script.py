"""On a slow line one types before the script is there: it is kept, and sent when it comes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.lines import Held
from tests.browser.people import sign_in
from tests.browser.test_drafts import ADDRESS, cell, drafts, in_june, number, says, stored

EVERYTHING: Final = re.compile(r"/static/(?!placeholder\b).*\.js$")
"""But what the first paint waits for, as it does for the styles."""
ALL_BUT_EARLY: Final = "**/static/entry.kept*.js"

Hold = Callable[[str | re.Pattern[str]], Callable[[], None]]


@pytest.fixture
def hold(page: Page, khulna: Plan) -> Hold:
    """Open June with some scripts still on their way; what is given lets them arrive."""
    sign_in(page, "khulna")

    def opened(pattern: str | re.Pattern[str]) -> Callable[[], None]:
        held = Held(page, pattern)
        page.goto(ADDRESS, wait_until="commit")
        expect(page.locator(cell("1.4.1"))).to_be_editable()
        return held.let_go

    return opened


def keeps(page: Page, count: int) -> None:
    """Wait until the device keeps so many cells."""
    page.wait_for_function(
        "count => Object.keys(localStorage).filter("
        "key => key.startsWith('lokkho.draft.')).length === count",
        arg=count,
    )


@pytest.mark.parametrize("pattern", [EVERYTHING, ALL_BUT_EARLY])
def test_what_is_typed_before_the_script_is_sent_when_it_comes(
    page: Page, hold: Hold, pattern: str | re.Pattern[str]
) -> None:
    arrive = hold(pattern)
    page.fill(cell("1.4.1"), "২৩")
    page.fill(cell("1.5.1"), "")
    page.locator(f"#row-{number('1.1.1')} summary").click()
    page.fill(f"[name=remarks-{number('1.1.1')}]", "মেলা জুলাইয়ে")
    expect(page.locator("#save-state")).to_be_empty()

    arrive()

    says(page, "saved")
    assert (stored("1.4.1"), in_june("1.5.1").figure) == ("23", None)
    assert in_june("1.1.1").remarks == "মেলা জুলাইয়ে"
    assert drafts(page) == 0


def test_page_closed_before_the_script_came_is_sent_at_the_next_visit(
    page: Page, hold: Hold
) -> None:
    hold(ALL_BUT_EARLY)
    page.fill(cell("1.4.1"), "২৩")
    keeps(page, 1)
    page.fill(cell("1.5.1"), "21")
    keeps(page, 2)
    page.fill(cell("1.5.1"), page.locator(cell("1.5.1")).get_attribute("value") or "")
    keeps(page, 1)
    page.goto("about:blank")
    page.unroute_all()

    page.goto(ADDRESS)

    says(page, "saved")
    expect(page.locator(cell("1.4.1"))).to_have_value("২৩")
    assert (stored("1.4.1"), stored("1.5.1")) == ("23", "20")
    assert drafts(page) == 0


def test_typed_last_goes_first_and_what_was_kept_before_is_offered(page: Page, hold: Hold) -> None:
    page.goto(ADDRESS)
    page.evaluate(
        """id => {
            const {user, place} = document.getElementById("return-form").dataset;
            const base = document.getElementsByName(`base-${id}`)[0].value;
            const draft = {typed: ["৭", ""], was: ["২", ""], at: Date.now() - 60000};
            localStorage.setItem(
                `lokkho.draft.1/${user}/${place}/${id}/${base}`, JSON.stringify(draft));
        }""",
        number("1.4.1"),
    )
    arrive = hold(ALL_BUT_EARLY)
    page.fill(cell("1.4.1"), "৯")

    arrive()

    says(page, "saved")
    assert stored("1.4.1") == "9"
    offered = page.locator(f"#cell-state-{number('1.4.1')}")
    expect(offered).to_contain_text("৭")
    assert drafts(page) == 1
    offered.get_by_role("button").first.click()
    expect(page.locator(cell("1.4.1"))).to_have_value("৭")
    expect(offered).to_be_empty()
    says(page, "saved")
    assert stored("1.4.1") == "7"
    assert drafts(page) == 0


def test_words_typed_before_the_script_are_kept(page: Page, khulna: Plan) -> None:
    sign_in(page, "khulna")
    held = Held(page, "**/static/form-drafts*.js")
    page.goto(f"{ADDRESS}comments/", wait_until="commit")
    page.fill("[name=text]", "মেলা জুলাইয়ে হবে")
    held.let_go()
    keeps(page, 1)

    page.unroute_all()
    page.goto(f"{ADDRESS}comments/")

    expect(page.locator("[name=text]")).to_have_value("মেলা জুলাইয়ে হবে")
