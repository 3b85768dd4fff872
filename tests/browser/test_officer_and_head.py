"""The officer sends June to the head of the office, the head gives it back, then submits it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Office, Posting, Role, User
from plans.models import Plan
from tests.browser.password import PASSWORD
from tests.browser.people import let_in, sign_in, visitor
from tests.cast import LONG_AGO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHECK = "/plans/khulna/2023-24/apa/2024-06/check/"


def confirm_blanks(page: Page) -> None:
    if page.locator("#accept-missing").count():
        page.check("#accept-missing")


@pytest.mark.parametrize("width", [1366])
def test_month_goes_up_comes_down_and_out(
    khulna: Plan, page: Page, browser: Browser, live_server: LiveServer, width: int
) -> None:
    head = User.objects.create_user("chief", password=PASSWORD, name_bn="প্রধান")
    Posting.objects.create(
        user=head, office=Office.objects.get(code="khulna"), role=Role.HEAD, starts=LONG_AGO
    )
    page.set_viewport_size({"width": width, "height": 768})
    let_in(page, "khulna")
    page.goto(CHECK)
    confirm_blanks(page)
    page.click("button[name=hand-up]")
    expect(page.locator("button[name=take-back]")).to_be_visible()

    size = {"width": width, "height": 768}
    with visitor(browser, live_server, viewport=size) as chief:
        sign_in(chief, "chief")
        chief.click(f"a[href='{CHECK}']")
        chief.fill("#word", "২.৫.২ আবার দেখুন")
        chief.click("button[name=hand-down]")

        page.goto("/")
        page.goto(CHECK)
        expect(page.locator(".returned")).to_contain_text("২.৫.২ আবার দেখুন")
        confirm_blanks(page)
        page.click("button[name=hand-up]")

        chief.goto(CHECK)
        is_too_wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not chief.evaluate(is_too_wide)
        confirm_blanks(chief)
        chief.click(".submit-panel .btn-primary")
        expect(chief.locator(".handed-on a.btn-primary")).to_be_visible()
        expect(chief.locator("button[name=recall]")).to_be_visible()
