from __future__ import annotations

import base64
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from numerals import Month
from offices.accounts.models import Session
from plans.models import Indicator, Plan
from tests.browser.password import PASSWORD
from tests.browser.people import choose_language, visitor

SERIOUS = {"serious", "critical"}
LATIN = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
JUNE = Month(2024, 6)
MONTH = "/plans/khulna/2023-24/apa/2024-06/"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


class Phone:
    """An app for codes that was shown the secret."""

    def __init__(self, secret: str) -> None:
        self.key = base64.b32decode(secret.replace(" ", ""))

    def code(self) -> str:
        """The code of now; it may have been used before, which the server has to forget."""
        TOTPDevice.objects.update(last_t=-1)
        return f"{totp(self.key):06}"


def give_password(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator(".sign-in .btn-primary").click()


def set_up(page: Page, username: str) -> tuple[Phone, list[str]]:
    """Sign in for the first time: the phone, and the recovery codes as shown."""
    give_password(page, username)
    phone = Phone(page.locator(".secret").inner_text())
    page.fill("[name=new_code]", phone.code().translate(BENGALI))
    page.locator(".steps .btn-primary").click()
    codes = page.locator(".recovery-codes li")
    expect(codes).to_have_count(10)
    shown = codes.all_inner_texts()
    page.locator("form.actions .btn-primary").click()
    expect(page).to_have_url(re.compile(r":\d+/$"))
    return phone, shown


def give_code(page: Page, code: str) -> None:
    page.fill("[name=code]", code)
    page.locator(".sign-in .panel .btn-primary").click()


def sign_out(page: Page) -> None:
    page.locator("form[data-unsent] button").click()
    page.wait_for_url("**/sign-in/")


def masthead(page: Page) -> Locator:
    return page.locator(".masthead-nav")


def test_reviewer_of_head_office_sets_up_a_phone_and_signs_in_with_it(
    page: Page, khulna: Plan
) -> None:
    phone, codes = set_up(page, "headoffice")
    expect(masthead(page)).to_be_visible()
    sign_out(page)

    give_password(page, "headoffice")
    expect(masthead(page)).to_have_count(0)
    page.goto("/dashboard/")
    expect(page).to_have_url(re.compile(r"/sign-in/code/\?next=/dashboard/$"))
    give_code(page, phone.code())
    expect(page).to_have_url(re.compile(r"/dashboard/$"))
    sign_out(page)

    give_password(page, "headoffice")
    give_code(page, codes[0])
    expect(masthead(page)).to_be_visible()
    sign_out(page)

    give_password(page, "headoffice")
    give_code(page, codes[0])
    expect(page.locator(".field-error")).to_contain_text(codes[0])


def test_recovery_codes_are_downloaded_as_text(page: Page, khulna: Plan) -> None:
    give_password(page, "headoffice")
    phone = Phone(page.locator(".secret").inner_text())
    page.fill("[name=new_code]", phone.code())
    page.locator(".steps .btn-primary").click()
    shown = page.locator(".recovery-codes li").all_inner_texts()

    with page.expect_download() as download:
        page.locator("form.actions a").click()

    text = download.value.path().read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line in shown] == shown


def test_other_browser_is_signed_out_from_the_account_page(
    browser: Browser, live_server: LiveServer, page: Page, khulna: Plan
) -> None:
    phone, _codes = set_up(page, "headoffice")
    with visitor(browser, live_server) as elsewhere:
        give_password(elsewhere, "headoffice")
        give_code(elsewhere, phone.code())
        expect(masthead(elsewhere)).to_be_visible()
        page.goto("/account/")
        others = page.locator(".task form")
        expect(others).to_have_count(1)

        others.locator("button").click()
        expect(others).to_have_count(0)
        elsewhere.goto("/dashboard/")

        expect(elsewhere).to_have_url(re.compile(r"/sign-in/\?next=/dashboard/$"))
    page.goto("/dashboard/")
    expect(page).to_have_url(re.compile(r"/dashboard/$"))


def test_what_was_typed_is_sent_after_password_and_code(page: Page, khulna: Plan) -> None:
    """The sign-in ended elsewhere; both steps are taken again in a second tab."""
    give_password(page, "khulna")
    page.wait_for_url("**/")
    page.goto("/account/second-factor/")
    phone = Phone(page.locator(".secret").inner_text())
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=new_code]", phone.code())
    page.locator(".steps .btn-primary").click()
    expect(page.locator(".recovery-codes")).to_be_visible()
    page.goto(MONTH)
    indicator = Indicator.objects.get(plan=khulna, row="1.4.1")
    Session.objects.all().delete()
    page.fill(f"#cell-{indicator.pk}", "১২")
    state = page.locator("#save-state")
    expect(state).to_have_attribute("data-state", "signed-out")

    with page.context.expect_page() as opened:
        state.locator("a").click()
    second = opened.value
    give_password(second, "khulna")
    expect(second.locator("[name=code]")).to_be_visible()
    assert str(indicator.achievements.get(monthly_return__month=JUNE).figure) == "2"
    give_code(second, phone.code())

    expect(state).to_have_attribute("data-state", "saved")
    assert str(indicator.achievements.get(monthly_return__month=JUNE).figure) == "12"


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_pages_of_the_account_are_accessible(
    browser: Browser, live_server: LiveServer, khulna: Plan, language: str, width: int
) -> None:
    findings: list[str] = []

    def look(page: Page) -> None:
        findings.extend(
            f"{page.url}: {found['id']}: {found['nodes'][0]['html'][:120]}"
            for found in Axe().run(page).response["violations"]
            if found["impact"] in SERIOUS
        )
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            findings.append(f"{page.url}: {overflow} px wider than the screen")

    with visitor(browser, live_server, viewport={"width": width, "height": 800}) as page:
        give_password(page, "headoffice")
        choose_language(page, language)
        look(page)
        phone = Phone(page.locator(".secret").inner_text())
        page.fill("[name=new_code]", "1")
        page.locator(".steps .btn-primary").click()
        expect(page.locator(".field-error")).to_be_visible()
        look(page)
        page.fill("[name=new_code]", phone.code())
        page.locator(".steps .btn-primary").click()
        expect(page.locator(".recovery-codes")).to_be_visible()
        look(page)
        for path in (
            "/account/",
            "/account/password/",
            "/account/recovery-codes/new/",
            "/account/second-factor/?next=/account/",
        ):
            page.goto(path)
            look(page)
        sign_out(page)
        give_password(page, "headoffice")
        expect(page.locator("[name=code]")).to_be_visible()
        look(page)

    assert not findings, "\n".join(findings)
