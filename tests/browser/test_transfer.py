from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Office, User
from plans.models import Plan
from tests.browser.people import sign_in, visitor

SCREENS = {"desktop": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
SERIOUS = {"serious", "critical"}
BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")


def transfer(page: Page, officer: User, *, on: str, to: str) -> None:
    """Enter a transfer as the administrator does, from the list of people on."""
    page.goto("/manage/people/?person=khulna&role=entry")
    page.locator(f"a[href='/manage/people/{officer.pk}/']").click()
    page.get_by_role("link", name="বদলি").click()
    page.fill("[name=on]", on)
    page.fill("[name=assignment-0-office]", to)
    page.select_option("[name=assignment-0-role]", "entry")
    page.get_by_role("button", name="বদলি লিপিবদ্ধ করুন").click()
    expect(page.locator(".notice")).to_contain_text("বদলি লিপিবদ্ধ হয়েছে")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("days", "sees"), [(1, "khulna"), (0, "jashore")], ids=["the day before", "the first day"]
)
def test_officer_sees_the_old_office_until_the_day_before(
    browser: Browser,
    live_server: LiveServer,
    khulna: Plan,
    screen: str,
    *,
    days: int,
    sees: str,
) -> None:
    region = Office.objects.get(code="khulna-region")
    page_of = {"khulna": "/offices/khulna/", "jashore": "/offices/jashore/"}
    other = Office.objects.filter(code="jashore").first() or Office.objects.create(
        code="jashore",
        level="district",
        parent=region,
        name_bn="বিসিক জেলা কার্যালয়, যশোর",
        name_en="BSCIC District Office, Jashore",
    )
    Office.objects.filter(pk=other.pk).update(path=f"{region.path}{other.pk}/")
    officer = User.objects.get(username="khulna")
    first = timezone.localdate() + timedelta(days)

    with visitor(browser, live_server, viewport=SCREENS[screen]) as page:
        sign_in(page, "admin")
        transfer(page, officer, on=f"{first:%d-%m-%Y}".translate(BENGALI), to="jashore")

    with visitor(browser, live_server, viewport=SCREENS[screen]) as page:
        sign_in(page, "khulna")
        expect(page.locator("html")).to_have_attribute("lang", "bn")
        assert {
            code
            for code, address in page_of.items()
            if page.goto(address).status == 200  # type: ignore[union-attr]
        } == {sees}


@pytest.mark.parametrize("screen", SCREENS)
def test_link_that_the_administrator_hands_over_sets_the_password(
    browser: Browser, live_server: LiveServer, khulna: Plan, screen: str
) -> None:
    officer = User.objects.get(username="khulna")
    with visitor(browser, live_server, viewport=SCREENS[screen]) as page:
        sign_in(page, "admin")
        page.goto(f"/manage/people/{officer.pk}/")
        page.get_by_role("button", name="নতুন লিংক তৈরি করুন").click()
        link = page.input_value("#link-address")

    with visitor(browser, live_server, viewport=SCREENS[screen]) as page:
        page.goto(link)
        page.fill("[name=new_password1]", "নদী-নৌকা-২০২৬")
        page.fill("[name=new_password2]", "নদী-নৌকা-২০২৬")
        page.locator(".sign-in .btn-primary").click()
        expect(page.locator(".notice")).to_contain_text("আপনার পাসওয়ার্ড নির্ধারিত হয়েছে")
        page.fill("[name=username]", "khulna")
        page.fill("[name=password]", "নদী-নৌকা-২০২৬")
        page.locator(".sign-in .btn-primary").click()
        expect(page.locator(".masthead-nav")).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
def test_no_page_of_offices_and_people_has_a_serious_accessibility_finding(
    browser: Browser, live_server: LiveServer, khulna: Plan, screen: str
) -> None:
    officer = User.objects.get(username="khulna")
    posting = officer.postings.get()
    person = f"/manage/people/{officer.pk}/"
    paths = [
        *("/manage/offices/", "/manage/offices/khulna/", "/manage/new-office/"),
        *(f"/manage/offices/khulna/{action}/" for action in ("edit", "move", "close")),
        *("/manage/people/", "/manage/new-person/", person),
        *(f"{person}{action}/" for action in ("edit", "post", "transfer")),
        *(f"/manage/postings/{posting.pk}/", f"/manage/postings/{posting.pk}/end/"),
        *("/manage/import/", "/password/forgotten/", "/password/MQ/none-such/"),
    ]
    findings = []
    with visitor(browser, live_server, viewport=SCREENS[screen]) as page:
        sign_in(page, "admin")
        for path in paths:
            page.goto(path)
            findings += [
                f"{path}: {found['id']}: {found['nodes'][0]['html'][:120]}"
                for found in Axe().run(page).response["violations"]
                if found["impact"] in SERIOUS
            ]
            overflow = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            if overflow > 0:
                findings.append(f"{path}: {overflow} px wider than the screen")

    assert not findings, "\n".join(findings)
