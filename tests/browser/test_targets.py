"""Targets beside the past: asked for in the editor row by row, proposals taken and undone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from offices.models import User
from plans.models import Plan
from plans.workshop.models import Draft
from plans.workshop.services import begin_from_plan
from tests.browser.people import let_in
from tests.indicators.targets.world import put_world


def test_past_stands_beside_the_row_and_its_proposal_is_taken(khulna: Plan, page: Page) -> None:
    put_world(khulna.office)
    last = Plan.objects.get(office=khulna.office, fiscal_year=2023, kind="integrity")
    draft = begin_from_plan(last, way="next", by=User.objects.get(username="planner"))
    row = next(one.key for one in draft.value.rows if one.said("unit"))
    best = f"[name=cell-{row}-t100]"
    let_in(page, "planner")
    page.goto(f"/workshop/{draft.pk}/")

    page.locator("[data-past]").click()
    page.locator(best).focus()
    dock = page.locator("#past-dock")
    expect(dock.locator(f".past[data-row='{row}']")).to_be_visible()
    expect(dock).to_contain_text("৯টি কার্যালয়")

    dock.locator(".source-head a").click()
    page.locator(f"#row-{row} .past-take button").click()
    expect(page.locator(".notice-success")).to_be_visible()
    taken = Draft.objects.get(pk=draft.pk).value.by_key[row].said("t100")
    assert taken != draft.value.by_key[row].said("t100")

    page.goto(f"/workshop/{draft.pk}/")
    expect(page.locator(best)).to_have_value(taken)
    page.locator("button[value=undo]").click()
    expect(page.locator(best)).to_have_value(draft.value.by_key[row].said("t100"))
