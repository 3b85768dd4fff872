"""Whoever presses a button twice, a moment apart, has pressed it once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from plans.models import Plan
from plans.workshop.models import Draft
from tests.browser.people import let_in

MOMENT = 150


@pytest.fixture
def new(page: Page, khulna: Plan) -> Page:
    let_in(page, "planner")
    page.goto("/workshop/new/")
    page.wait_for_load_state()
    return page


def press(page: Page) -> None:
    page.mouse.down()
    page.mouse.up()


def test_pressed_twice_is_sent_once(new: Page) -> None:
    sent: list[str] = []
    new.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    new.locator("button[name=way]").first.hover()

    press(new)
    new.wait_for_timeout(MOMENT)
    press(new)

    new.wait_for_url(re.compile(r"/workshop/\d+/$"))
    assert len(sent) == 1
    assert Draft.objects.count() == 1


def test_what_was_changed_in_between_is_sent(new: Page) -> None:
    sent: list[str] = []
    new.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    new.route("**/workshop/new/", lambda route: route.fulfill(status=204))
    new.locator("button[name=way]").first.hover()
    press(new)
    new.wait_for_timeout(MOMENT)
    press(new)
    new.wait_for_timeout(MOMENT)
    assert len(sent) == 1

    new.evaluate(
        """() => document.querySelector("[name=plan]").dispatchEvent(
            new Event("input", {bubbles: true}))"""
    )
    press(new)

    new.wait_for_timeout(MOMENT)
    assert len(sent) == 2
