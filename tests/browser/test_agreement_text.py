"""The agreement's text saves itself, grows its tables, and loses nothing when two write."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plans.agreements.parts.services import save_parts
from plans.document.parts.kinds import Part
from plans.models import Plan
from plans.parts.selectors import agreement_text, stored_parts
from plans.parts.values import PartEdit
from tests.browser.people import let_in
from tests.browser.test_agreement import draft  # noqa: F401  # a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/plans/khulna/2024-25/apa/parts/"


def test_what_is_typed_saves_itself_and_a_conflict_is_chosen(draft: Plan, page: Page) -> None:  # noqa: F811
    let_in(page, "khulna")
    page.goto(PAGE)
    state = page.locator("#save-state")
    page.fill("textarea[name=vision]", "শিল্পসমৃদ্ধ দেশ।")
    page.fill("textarea[name=acronyms-2-short]", "এপিএ")
    expect(page.locator("textarea[name=acronyms-3-short]")).to_be_visible()
    expect(state).to_have_attribute("data-state", "saved")
    expect(page.locator(".part.is-saved")).to_have_count(2)
    assert agreement_text(draft).said == {
        Part.VISION: "শিল্পসমৃদ্ধ দেশ।",
        Part.ACRONYMS: (("এপিএ", ""),),
    }

    version = stored_parts(draft)[Part.VISION].version
    save_parts(draft, {Part.VISION: PartEdit("অন্যের লেখা", version)}, by=None)
    page.fill("textarea[name=vision]", "আমার লেখা")
    choice = page.locator("#of-vision .part-choice")
    expect(choice).to_contain_text("অন্যের লেখা")
    choice.get_by_role("button").first.click()
    expect(state).to_have_attribute("data-state", "saved")
    assert agreement_text(draft).text(Part.VISION) == "আমার লেখা"
