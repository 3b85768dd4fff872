"""The planner's list in Bengali: many offices at once, by the planner and by a regional office."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Level, Role, User
from plans.agreements.selectors import agreement_of
from plans.agreements.services import propose
from plans.handing_in.states import State
from plans.models import Plan
from plans.services import store_plan
from tests.browser.people import let_in, visitor
from tests.browser.test_agreement import document_of_next_year
from tests.cast import office, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/planning/?year=2024"
TOO_LOW = "গত বছরের অর্জনের চেয়ে কম"
SOON = "২৫ জুনের মধ্যে প্রস্তাব করুন"
OFFICES = 3


@pytest.fixture
def proposed(khulna: Plan) -> list[Plan]:
    """Three offices of Khulna's region with proposed plans of the next year, and Khulna's draft."""
    region = khulna.office.parent
    assert region is not None
    plans = []
    for number in range(OFFICES):
        branch = office(f"branch-{number}", Level.DISTRICT, region)
        officer = person(f"branch-{number}", Role.ENTRY, branch)
        plan = store_plan(document_of_next_year(), office=branch, kind="apa")
        propose(agreement_of(plan), by=officer)
        plans.append(plan)
    store_plan(document_of_next_year(), office=khulna.office, kind="apa")
    return plans


def tick(page: Page, plans: list[Plan]) -> None:
    for plan in plans:
        page.locator(f"[name=chosen][value^='{plan.office_id}:']").check()


def states(plans: list[Plan]) -> set[str]:
    return {agreement_of(plan).state for plan in plans}


@pytest.mark.parametrize("width", [1366, 390])
def test_many_are_returned_proposed_again_agreed_and_reminded(
    proposed: list[Plan], page: Page, browser: Browser, live_server: LiveServer, width: int
) -> None:
    size = {"width": width, "height": 768}
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, "planner")
    page.goto(PAGE)
    tick(page, proposed)
    # Without a reason nothing is done, and the ticks stay.
    page.click("button[name=step][value=return]")
    expect(page.locator("#bulk .field-error")).to_be_visible()
    expect(page.locator("[name=chosen]:checked")).to_have_count(OFFICES)
    page.fill("#bulk [name=reason]", TOO_LOW)
    page.click("button[name=step][value=return]")
    expect(page.locator("#done")).to_contain_text("৩")
    assert states(proposed) == {State.RETURNED}

    for plan in proposed:
        officer = User.objects.get(username=plan.office.code)
        propose(agreement_of(plan), by=officer)
    with visitor(browser, live_server, viewport=size) as region:
        let_in(region, "khulna-region")
        region.goto(f"{PAGE}&stage=proposed")
        region.locator("a[href*='ticked=all']").click()
        expect(region.locator("[name=chosen]:checked")).to_have_count(OFFICES)
        region.click("button[name=step][value=agree]")
        expect(region.locator("#done")).to_contain_text("৩")
        assert states(proposed) == {State.ACCEPTED}

        region.goto(f"{PAGE}&stage=open")
        region.locator("[name=chosen]").first.check()
        region.fill("#bulk [name=reason]", SOON)
        region.click("button[name=step][value=remind]")
        expect(region.locator("#done")).to_contain_text("১")

    with visitor(browser, live_server, viewport=size) as officer_of_khulna:
        let_in(officer_of_khulna, "khulna")
        officer_of_khulna.goto("/notices/")
        expect(officer_of_khulna.locator("main")).to_contain_text(SOON)
