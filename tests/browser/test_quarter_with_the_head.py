"""The fourth quarter, in Bengali: to the head, down, up, out, back, and accepted."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import MonthlyReturn
from indicators.returns.steps import accept_return, submit_return
from offices.models import Office, Posting, Role, User
from plans.models import Plan
from tests.browser.people import let_in, visitor
from tests.cast import JUNE, LONG_AGO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUARTER = "/plans/khulna/2023-24/apa/quarter-4/"
WORD = "মেলার সংখ্যা মন্তব্যে লিখুন"


def accept_june(plan: Plan) -> None:
    submit_return(
        MonthlyReturn.objects.get(plan=plan, month=JUNE),
        by=User.objects.get(username="khulna"),
        blanks_confirmed=True,
    )
    accept_return(
        MonthlyReturn.objects.get(plan=plan, month=JUNE),
        by=User.objects.get(username="khulna-region"),
    )


def appoint_head() -> None:
    head = User.objects.create_user("chief", name_bn="কার্যালয় প্রধান")
    khulna = Office.objects.get(code="khulna")
    Posting.objects.create(user=head, office=khulna, role=Role.HEAD, starts=LONG_AGO)


def fits(page: Page) -> None:
    """Wait until nothing is wider than the screen."""
    page.wait_for_function(
        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("width", [1366, 390])
def test_quarter_goes_up_comes_down_goes_out_comes_back_and_is_accepted(
    khulna: Plan, browser: Browser, live_server: LiveServer, width: int
) -> None:
    accept_june(khulna)
    appoint_head()
    size = {"width": width, "height": 768}
    with ExitStack() as stack:
        officer, chief, reviewer = (
            stack.enter_context(visitor(browser, live_server, viewport=size)) for _ in range(3)
        )
        for page, name in ((officer, "khulna"), (chief, "chief"), (reviewer, "khulna-region")):
            let_in(page, name)

        officer.goto("/")
        officer.click(f"a[href='{QUARTER}']")
        officer.fill("[name=remarks]", "তিনটি মেলা হয়েছে।")
        expect(officer.locator("button[name=submit]")).to_have_count(0)
        officer.click("text=প্রধানের কাছে পাঠান")
        expect(officer.locator("button[name=take-back]")).to_be_visible()

        chief.goto("/")
        chief.click(f"a[href='{QUARTER}']")
        expect(chief.locator("[name=remarks]")).to_have_value("তিনটি মেলা হয়েছে।")
        fits(chief)
        chief.fill("[name=word]", WORD)
        chief.click("text=প্রস্তুতকারীকে ফেরত দিন")
        expect(chief.locator("button[name=hand-down]")).to_have_count(0)

        reviewer.goto(QUARTER)
        expect(reviewer.locator("main")).not_to_contain_text(WORD)
        expect(reviewer.locator("main")).not_to_contain_text("কার্যালয় প্রধানের কাছে")

        officer.goto("/")
        expect(officer.locator("main")).to_contain_text("প্রধান ফেরত দিয়েছেন")
        officer.goto(QUARTER)
        expect(officer.locator(".returned")).to_contain_text(WORD)
        officer.click("button[name=hand-up]")
        officer.click("button[name=take-back]")
        officer.click("button[name=hand-up]")
        expect(officer.locator("button[name=take-back]")).to_be_visible()

        chief.goto(QUARTER)
        chief.click("button[name=submit]")
        chief.click("button[name=recall]")
        chief.click("button[name=submit]")
        expect(chief.locator("button[name=recall]")).to_be_visible()
        fits(chief)

        reviewer.goto(QUARTER)
        chief.reload()
        expect(chief.locator("button[name=recall]")).to_have_count(0)
        expect(chief.locator("main")).to_contain_text("এখন আর ফেরত নেওয়া যাবে না")
        reviewer.click("button[name=accept]")
        expect(reviewer.locator(".title-note")).to_contain_text("গৃহীত")
