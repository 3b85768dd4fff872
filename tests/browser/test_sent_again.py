"""A form that could not be taken is sent again from the page that says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from config import busy
from plans.models import Plan
from tests.browser.lines import Held
from tests.browser.people import let_in
from tests.browser.test_typed_anywhere import DRAFTS, WORDS, inbox, type_it


@pytest.mark.parametrize("has_script", [False, True])
def test_words_refused_for_a_moment_are_sent_again_and_then_forgotten(
    khulna: Plan, page: Page, monkeypatch: pytest.MonkeyPatch, has_script: bool
) -> None:
    story = inbox(khulna)
    let_in(page, story.who)
    held = Held(page, "**/static/form-*.js")
    if has_script:
        held.let_go()
    type_it(page, story, wait_until="load" if has_script else "commit")
    with monkeypatch.context() as patch:
        patch.setattr(busy, "waiting", lambda: 10_000)
        page.locator(story.button).first.click(no_wait_after=True)
        expect(page.locator("form.again blockquote")).to_contain_text(WORDS.split("\n")[1])
    held.let_go()
    page.wait_for_load_state()

    page.locator("form.again button").click()

    expect(page.locator(".content")).to_contain_text("পরিপত্র ৭ দেখুন।")
    page.wait_for_load_state()
    expect(page.locator(story.field)).to_have_value("")
    expect(page.locator(".form-drafts")).to_have_count(0)
    assert page.evaluate(DRAFTS) == 0
