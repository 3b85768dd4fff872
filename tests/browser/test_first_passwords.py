from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from offices.models import Posting, Role, User
from plans.models import Plan
from tests.browser.people import sign_in, visitor

PASSWORD = "নদী-নৌকা-2024"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def newcomers(khulna: Plan, live_server: LiveServer, settings: Settings) -> list[User]:
    """Two at Khulna without a password, one of them without an email address."""
    settings.SITE_URL = live_server.url
    people = [
        User.objects.create(
            username=name, name_bn=name, email=address, password=make_password(None)
        )
        for name, address in (("rahima", "rahima@example.org"), ("karim", ""))
    ]
    for one in people:
        Posting.objects.create(
            user=one, office=khulna.office, role=Role.ENTRY, starts=date(2023, 7, 1)
        )
    return people


def test_links_go_out_by_mail_while_the_page_looks_on(page: Page, newcomers: list[User]) -> None:
    sign_in(page, "admin")
    page.goto("/manage/set-up/?under=khulna")
    page.get_by_role("button", name="লিংকগুলো পাঠান").dblclick()
    panel = page.locator(".progress-panel")
    expect(panel.locator("progress")).to_be_visible()

    call_command("work", once=True)

    expect(panel).to_contain_text("সব ই-মেইলের কাজ শেষ")
    assert [one.to for one in mail.outbox] == [["rahima@example.org"]]


def test_slip_is_read_by_a_phone_and_opens_the_sign_in(
    page: Page, browser: Browser, live_server: LiveServer, newcomers: list[User]
) -> None:
    sign_in(page, "admin")
    page.goto("/manage/set-up/?under=khulna")
    page.get_by_role("button", name="প্রিন্টের জন্য স্লিপ তৈরি করুন").click()
    page.get_by_role("link", name="প্রিন্টের স্লিপ").click()
    expect(page.locator(".slip")).to_have_count(1)
    expect(page.locator(".slip")).to_contain_text("karim")
    link = page.locator(".slip-link").inner_text()

    with visitor(browser, live_server, viewport=PHONE) as phone:
        phone.goto(link)
        phone.fill("[name=new_password1]", PASSWORD)
        phone.fill("[name=new_password2]", PASSWORD)
        phone.locator(".sign-in .btn-primary").click()
        phone.wait_for_url("**/sign-in/")
        phone.fill("[name=username]", "karim")
        phone.fill("[name=password]", PASSWORD)
        phone.locator(".sign-in .btn-primary").click()
        phone.wait_for_url("**/")
        expect(phone.locator("h1")).to_be_visible()
        spent = phone.goto(link)
        assert spent is not None
        assert spent.status == 410

    page.reload()
    expect(page.locator(".slip")).to_have_count(0)
