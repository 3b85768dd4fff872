"""An agreed plan is amended, in Bengali: a row comes back with a note, is mended, and agreed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import User
from plans.agreements.selectors import agreed_version
from plans.calendar.services import grant_extension
from plans.calendar.terms import PeriodKind, reported_periods
from plans.models import Plan
from tests.browser.people import let_in, visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/plans/khulna/2023-24/apa/amendment/"
FLOOD = "বন্যায় কাজ বন্ধ ছিল"
TOO_SOFT = "গত বছরের অর্জনের চেয়ে কম"


@pytest.fixture
def agreed(khulna: Plan) -> Plan:
    """The demo's agreed plan of 2023-24; its office may still amend it."""
    [period] = reported_periods(khulna.span, PeriodKind.AMENDMENT)
    superior = User.objects.get(username="khulna-region")
    grant_extension(khulna.office, period, until=date(2099, 9, 30), reason="বন্যা", by=superior)
    return khulna


def change_target(page: Page, row: str, target: str) -> None:
    """In the editor: another 100 tier of the row."""
    line = page.locator(".is-indicator").filter(has=page.locator(f"[name$='-code'][value='{row}']"))
    line.locator("[name$='-t100']").fill(target)
    line.locator("[name$='-t100']").blur()
    expect(page.locator("#save-state.is-saved")).to_be_visible()


@pytest.mark.parametrize("width", [1366, 390])
def test_from_the_office_to_the_superior_side_back_and_into_the_plan(
    agreed: Plan, page: Page, browser: Browser, live_server: LiveServer, width: int
) -> None:
    size = {"width": width, "height": 768}
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, "khulna")
    page.goto(PAGE)
    page.click("button[value=begin]")
    page.wait_for_url("**/workshop/**")
    change_target(page, "২.১.১", "৫০৩")
    page.goto(PAGE)
    page.locator(".amendment-words textarea").fill(FLOOD)
    page.click("button[value=propose]")
    expect(page.locator(".title-note")).to_contain_text("প্রস্তাবিত")

    with visitor(browser, live_server, viewport=size) as superior:
        let_in(superior, "khulna-region")
        superior.goto("/")
        superior.click(f"a[href='{PAGE}']")
        expect(superior.locator(".compared")).to_contain_text(FLOOD)
        expect(superior.locator(".compared-verdict").first).to_contain_text("সহজ")
        expect(superior.locator(".compared-scores tbody tr")).to_have_count(3)
        assert superior.evaluate("document.documentElement.scrollWidth") <= width
        superior.locator("input[value=returned]").check()
        superior.locator("textarea[name^=note-]").fill(TOO_SOFT)
        superior.click("button[value=decide]")
        expect(superior.locator(".title-note")).to_contain_text("ফেরত")

        page.goto("/")
        page.click(f"a[href='{PAGE}']")
        expect(page.locator(".amendment-note")).to_contain_text(TOO_SOFT)
        page.locator(".amendment-where .btn-primary").click()
        page.wait_for_url("**/workshop/**")
        change_target(page, "২.১.১", "৫০৬")
        page.goto(PAGE)
        page.click("button[value=propose]")
        expect(page.locator(".title-note")).to_contain_text("আবার প্রস্তাবিত")

        superior.goto(PAGE)
        superior.locator("input[value=agreed]").check()
        superior.click("button[value=decide]")
        expect(superior.locator(".amendment-past").first).to_contain_text(re.compile("সংস্করণ ২"))

    signed = agreed_version(agreed)
    assert signed is not None
    assert signed.number == 2
    assert agreed.indicators.get(row="2.1.1").target_100 == Decimal(506)
