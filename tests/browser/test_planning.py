"""The planner's list in Bengali: many offices at once, by the planner and by a regional office."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Level, Posting, Role, User
from plans.agreements.selectors import agreement_of
from plans.agreements.services import propose
from plans.handing_in.states import State
from plans.models import Plan
from plans.services import store_plan
from tests.browser.people import let_in, visitor
from tests.browser.test_agreement import document_of_next_year
from tests.cast import LONG_AGO, office, person

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


@pytest.mark.parametrize("width", [1366, 390])
def test_heads_send_up_propose_and_agree_for_many(
    proposed: list[Plan], page: Page, browser: Browser, live_server: LiveServer, width: int
) -> None:
    region = proposed[0].office.parent
    assert region is not None
    size = {"width": width, "height": 768}
    above = person("region-head", Role.HEAD, region)
    # One person heads all three, with additional charge of two; nobody enters for the first.
    head = person("their-head", Role.HEAD, proposed[0].office)
    User.objects.filter(pk__in=(above.pk, head.pk)).update(language="bn")
    for plan in proposed[1:]:
        Posting.objects.create(user=head, office=plan.office, role=Role.HEAD, starts=LONG_AGO)
    Posting.objects.filter(office=proposed[0].office, role=Role.ENTRY).delete()

    # The head of the office above has nothing but this list, and gives all three back.
    page.set_viewport_size(size)  # type: ignore[arg-type]
    let_in(page, above.username)
    page.goto("/")
    page.locator("main a[href='/planning/']").click()
    page.goto(PAGE)
    tick(page, proposed)
    page.fill("#bulk [name=reason]", TOO_LOW)
    page.click("button[name=step][value=return]")
    expect(page.locator("#done")).to_contain_text("৩")
    assert states(proposed) == {State.RETURNED}
    page.locator("main .panel a").first.click()
    expect(page.locator("main")).to_contain_text(TOO_LOW)

    # Of the office where nobody enters the planner sends the plan up, of the others nobody can.
    with visitor(browser, live_server, viewport=size) as planner:
        let_in(planner, "planner")
        planner.goto(PAGE)
        tick(planner, proposed)
        planner.click("button[name=step][value=hand-up]")
        expect(planner.locator("#done")).to_contain_text("১")
        expect(planner.locator("#refused")).to_contain_text("২")

    with visitor(browser, live_server, viewport=size) as their_head:
        let_in(their_head, head.username)
        their_head.goto(PAGE)
        tick(their_head, proposed)
        their_head.click("button[name=step][value=propose]")
        expect(their_head.locator("#done")).to_contain_text("৩")
    assert states(proposed) == {State.RESUBMITTED}

    page.goto(PAGE)
    tick(page, proposed)
    page.click("button[name=step][value=agree]")
    expect(page.locator("#done")).to_contain_text("৩")
    assert states(proposed) == {State.ACCEPTED}
