"""A view of a list is made, saved as what the list opens with, and left again, in Bengali."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from plans.models import Plan
from tests.browser.people import let_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [1366, 390])
def test_view_is_made_saved_opened_with_and_removed(page: Page, khulna: Plan, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    let_in(page, "headoffice")
    page.goto("/plans/")
    page.locator(".filters [name=office]").fill("খুলনা")
    page.locator(".filters .list-panel > summary").click()
    page.locator("[name=column][value=kind]").uncheck()
    page.locator("[name=column][value=version]").check()
    page.locator(".filters button.btn").last.click()

    heads = page.locator("table.list thead")
    expect(heads).to_contain_text("সংস্করণ")
    expect(heads).not_to_contain_text("ধরন")

    page.locator(".save-view > summary").click()
    page.get_by_label("বাছাইয়ের নাম").fill("খুলনার চুক্তি")
    page.get_by_label("তালিকা এটি দিয়েই খুলবে").check()
    page.locator("[name=do][value=save]").click()
    expect(page.locator(".list-views [aria-current]")).to_contain_text("খুলনার চুক্তি")

    page.goto("/plans/")
    expect(page.locator(".filters [name=office]")).to_have_value("খুলনা")
    expect(heads).to_contain_text("সংস্করণ")
    page.get_by_role("link", name="সব", exact=True).click()
    expect(page.locator(".filters [name=office]")).to_have_value("")

    page.goto("/plans/")
    page.locator(".save-view > summary").click()
    page.locator("[name=do][value=forget]").click()
    expect(page.locator(".list-views a")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
