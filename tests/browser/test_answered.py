"""Back to a page that answered what was sent: the browser asks nothing, and the words are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.lines import Held
from tests.browser.people import let_in
from tests.browser.test_typed_anywhere import Story, inbox, is_there, office, rules, shares, type_it


def office_without_name(khulna: Plan) -> Story:
    return replace(office(khulna), also=("[name=name_bn]", ""))


def inbox_until_the_past(khulna: Plan) -> Story:
    return replace(inbox(khulna), button="button[value=dismiss]", also=("[name=until]", "১-১-২০২০"))


def rules_without_total(khulna: Plan) -> Story:
    return replace(rules(khulna), also=("[name=total]", "অনেক"))


def shares_of_no_figure(khulna: Plan) -> Story:
    return replace(shares(khulna), also=("#total", "অনেক"))


REFUSED = (office_without_name, inbox_until_the_past, rules_without_total, shares_of_no_figure)


@pytest.fixture(params=REFUSED, ids=lambda one: one.__name__)
def refused(request: pytest.FixtureRequest, khulna: Plan, page: Page) -> Story:
    """Somebody has sent words that the server refused, and the page says so."""
    make: Callable[[Plan], Story] = request.param
    story = make(khulna)
    let_in(page, story.who)
    type_it(page, story)
    page.locator(story.button).first.click()
    expect(page.locator(".field-error, .notice-error").first).to_be_visible()
    page.wait_for_load_state()
    is_there(page, story)
    return story


def test_back_to_an_answer_shows_the_form_with_its_words(page: Page, refused: Story) -> None:
    page.goto("/guide/")

    page.go_back()

    is_there(page, refused)
    expect(page.locator("html[data-answered]")).to_have_count(0)


def test_answer_that_is_asked_for_again_keeps_what_was_typed_on_and_back(
    page: Page, refused: Story
) -> None:
    field = page.locator(refused.field).first
    field.fill(f"{refused.text} ২")
    field.fill(refused.text)

    page.reload()

    is_there(page, refused)
    expect(page.locator("html[data-answered]")).to_have_count(0)


@pytest.fixture(params=REFUSED, ids=lambda one: one.__name__)
def refused_unseen(request: pytest.FixtureRequest, khulna: Plan, page: Page) -> Story:
    """Words that were sent before the script was there, and that the server refused."""
    make: Callable[[Plan], Story] = request.param
    story = make(khulna)
    let_in(page, story.who)
    held = Held(page, "**/static/form-*.js")
    type_it(page, story, wait_until="commit")
    page.locator(story.button).first.click(no_wait_after=True)
    expect(page.locator("html[data-answered]")).to_be_attached()
    expect(page.locator(".field-error, .notice-error").first).to_be_visible()
    held.let_go()
    page.wait_for_load_state()
    return story


def test_words_sent_before_the_script_and_refused_outlive_another_look(
    page: Page, refused_unseen: Story
) -> None:
    page.reload()

    expect(page.locator("html[data-answered]")).to_have_count(0)
    expect(page.locator(".form-drafts")).to_have_count(1)
    quoted = page.locator(".form-drafts blockquote").all_inner_texts()
    typed = page.locator(refused_unseen.field).first.input_value()
    assert refused_unseen.text in (typed, *quoted)
