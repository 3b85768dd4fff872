"""The workshop: a form is brought, mended and kept, alone and in twos, on a desk and a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from offices.models import Office
from plans.models import Plan
from plans.workshop.models import Draft
from tests.browser.hands import paste
from tests.browser.lines import Held
from tests.browser.people import let_in, visitor
from tests.cast import FIXTURES
from tests.plans.forms.families import AGREEMENT
from tests.plans.forms.writers import as_html, as_text

FORM = FIXTURES / "innovation-plan-2020-21.txt"
OLD_EXCEL = Path(__file__).parents[1] / "plans/forms/percent-and-day.xls"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def is_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def bring(page: Page, *, username: str = "planner") -> None:
    let_in(page, username)
    page.goto("/workshop/bring/")
    page.set_input_files("[name=files]", FORM)
    page.locator("form:has([name=files]) .btn-primary").click()
    expect(page.locator("#draft-table")).to_be_visible()


def is_saved(page: Page) -> None:
    expect(page.locator("#save-state.is-saved")).to_be_visible()


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_form_is_brought_mended_and_kept(
    khulna: Plan, browser: Browser, live_server: LiveServer, size: dict[str, object]
) -> None:
    with visitor(browser, live_server, **size) as page:
        bring(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
        errors = page.locator(".finding.is-error").count()
        fix = page.locator(".finding.is-error .fix").first
        fix.click()
        expect(page.locator("#said")).not_to_be_empty()
        expect(page.locator(".finding.is-error")).not_to_have_count(errors)
        page.locator(".title-note a").first.click()
        page.locator("[name=office]").fill("khulna")
        page.locator("[name=year]").select_option("2020-21")
        page.locator("[name=kind]").select_option("innovation")
        page.locator(".form-page .btn-primary").click()
        expect(page.locator("#draft-table")).to_be_visible()
        page.locator("button[value=keep]").click()
        page.wait_for_url("**/keep/")
        page.locator("main form .btn-primary").click()
        page.wait_for_url("**/plans/khulna/2020-21/innovation/")

    plan = Plan.objects.get(office=khulna.office, kind="innovation", fiscal_year=2020)
    assert plan.indicators.count() == 33
    assert Draft.objects.get().plan == plan


@pytest.mark.parametrize("size", [{}, PHONE], ids=["desk", "phone"])
def test_table_copied_in_word_is_brought_with_all_that_word_writes_round_it(
    khulna: Plan, browser: Browser, live_server: LiveServer, size: dict[str, object]
) -> None:
    html = as_html(AGREEMENT).decode().replace("<table>", f"<table><!--{'ক' * 480_000}-->", 1)
    with visitor(browser, live_server, **size) as page:
        let_in(page, "planner")
        page.goto("/workshop/bring/")
        page.locator("[name=table]").focus()
        paste(page, as_text(AGREEMENT).decode(), html=html)
        expect(page.locator("#pasted-note")).to_contain_text("৯")
        page.locator("form:has([name=table]) .btn-primary").click()

        expect(page.locator("#draft-table")).to_be_visible()
        assert not is_sideways(page)
    assert len(Draft.objects.get().value.rows) == 7


def test_old_excel_file_is_brought_on_a_phone(
    khulna: Plan, browser: Browser, live_server: LiveServer
) -> None:
    with visitor(browser, live_server, **PHONE) as page:
        let_in(page, "planner")
        page.goto("/workshop/bring/")
        page.set_input_files("[name=files]", OLD_EXCEL)
        page.locator("form:has([name=files]) .btn-primary").click()
        expect(page.locator(".is-indicator [name$='-t100']").first).to_have_value("95%")
        assert not is_sideways(page)


def test_plan_is_made_and_kept_on_a_phone(
    khulna: Plan, browser: Browser, live_server: LiveServer
) -> None:
    with visitor(browser, live_server, **PHONE) as page:
        let_in(page, "planner")
        page.goto("/workshop/new/")
        page.locator("[name=office]").last.fill("khulna")
        page.locator("[name=year]").select_option("2024-25")
        page.locator("[name=kind]").select_option("grievance")
        page.locator("button[value=empty]").click()
        page.locator("button[value='add-objective:0']").click()
        expect(page.locator(".is-indicator")).to_have_count(1)
        typed = (
            ("objective", {"title": "সেবা সহজিকরণ", "weight": "২৫"}),
            ("activity", {"title": "গণশুনানি"}),
            ("indicator", {"title": "আয়োজিত গণশুনানি", "unit": "সংখ্যা", "method": "সমষ্টি"}),
            ("indicator", {"weight": "২৫", "t100": "১২", "t90": "১০", "t80": "৯"}),
        )
        for level, cells in typed:
            for name, said in cells.items():
                page.locator(f".is-{level} [name$='-{name}']").fill(said)
        is_saved(page)
        assert not is_sideways(page)
        page.locator("button[value=keep]").click()
        page.wait_for_url("**/keep/")
        assert not is_sideways(page)
        page.locator("main form .btn-primary").click()
        page.wait_for_url("**/plans/khulna/2024-25/grievance/")
        assert not is_sideways(page)

    made = Plan.objects.get(office=khulna.office, kind="grievance")
    entry = made.indicators.get()
    assert entry.title == "আয়োজিত গণশুনানি"
    assert [entry.weight, entry.target_100] == [25, 12]


def test_what_is_typed_is_saved_pasted_undone_and_moved(khulna: Plan, page: Page) -> None:
    bring(page)
    weight = page.locator(".is-indicator [name$='-weight']")
    weight.nth(0).fill("৭")
    is_saved(page)
    assert "৭" in [row.said("weight") for row in Draft.objects.get().value.rows]

    weight.nth(0).focus()
    page.keyboard.press("Enter")
    expect(weight.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(weight.nth(0)).to_be_focused()
    before = [weight.nth(number).input_value() for number in range(3)]
    paste(page, "১\t৯\n২\t৮\n৩\t৭")
    expect(page.locator("#said button")).to_be_visible()
    is_saved(page)
    assert [weight.nth(number).input_value() for number in range(3)] == ["১", "২", "৩"]
    weight.nth(1).focus()
    page.keyboard.press("Control+z")
    expect(weight.nth(2)).to_have_value(before[2])
    assert [weight.nth(number).input_value() for number in range(3)] == before

    rows = page.locator(".draft-row")
    count = rows.count()
    weight.nth(0).focus()
    page.keyboard.press("Control+Enter")
    expect(rows).to_have_count(count + 1)
    expect(page.locator(".is-indicator").nth(1).locator(".f-title textarea")).to_be_focused()
    page.keyboard.type("নতুন")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".is-indicator").nth(0).locator(".f-title textarea")).to_have_value("নতুন")
    is_saved(page)


def test_keys_lead_from_error_to_error_and_to_the_fixes_of_each(khulna: Plan, page: Page) -> None:
    bring(page)
    invalid = page.locator("[aria-invalid=true]")
    errors, marked = page.locator(".finding.is-error").count(), invalid.count()
    page.locator("[data-next-error]").click()
    first = page.locator(":focus").get_attribute("name")
    page.keyboard.press("F8")
    assert page.locator(":focus").get_attribute("name") != first
    page.keyboard.press("Shift+F8")
    assert page.locator(":focus").get_attribute("name") == first
    for _ in range(errors):
        page.keyboard.press("Control+.")
        if page.locator(".fix:focus").count():
            break
        page.keyboard.press("F8")
    row = page.locator(".draft-row:has(+ .findings-row .fix:focus)").get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.locator(f"#{row} :focus")).to_have_count(1)
    page.keyboard.press("Control+.")
    page.keyboard.press("Enter")
    expect(page.locator(".finding.is-error")).not_to_have_count(errors)
    # One goes on in the row that was mended, and what is right is no longer underlined.
    expect(page.locator(f"#{row} :focus")).to_have_count(1)
    expect(invalid).not_to_have_count(marked)


def test_two_people_at_one_draft_choose_where_both_typed(
    khulna: Plan, page: Page, browser: Browser, live_server: LiveServer
) -> None:
    bring(page)
    weight = "[name$='-weight']"
    with visitor(browser, live_server) as other:
        let_in(other, "planner")
        # The page looks every few seconds what others have changed: not before both have typed.
        looks = Held(page, re.compile(r"/changes/\?since="))
        other.goto(page.url)
        theirs = other.locator(f".is-indicator {weight}")
        theirs.nth(0).fill("৮")
        theirs.nth(4).fill("৬")
        is_saved(other)

        mine = page.locator(f".is-indicator {weight}")
        mine.nth(0).fill("৯")
        looks.let_go()
        choice = page.locator(".choice")
        expect(choice).to_contain_text("৮")
        expect(choice).to_contain_text("৯")
        expect(mine.nth(4)).to_have_value("৬")
        choice.locator("button").first.click()
        is_saved(page)
        expect(theirs.nth(0)).to_have_value("৯")


def test_what_is_typed_without_a_line_comes_back(khulna: Plan, page: Page) -> None:
    bring(page)
    is_saved(page)
    page.route("**/changes/**", lambda route: route.abort())
    weight = page.locator(".is-indicator [name$='-weight']").nth(2)
    weight.fill("৪৪")
    expect(page.locator("#save-state.is-waiting")).to_be_visible()

    page.unroute("**/changes/**")
    page.route("**/changes/", lambda route: route.abort())
    page.reload()
    expect(weight).to_have_value("৪৪")
    page.unroute("**/changes/")
    is_saved(page)
    assert "৪৪" in [row.said("weight") for row in Draft.objects.get().value.rows]


def test_targets_follow_from_a_rule_beside_the_row(khulna: Plan, page: Page) -> None:
    bring(page)
    first = page.locator(".is-indicator").nth(0)
    first.locator("[name$='-t100']").fill("১-৭-২০২০")
    is_saved(page)
    first.locator("summary").click()
    first.locator("button[value^='rule:']").click()
    page.locator("#rule-how").select_option("days")
    page.locator("#rule-amount").fill("১০")
    page.keyboard.press("Enter")

    expect(first.locator("[name$='-t60']")).to_have_value(re.compile("^১০-০?৮-২০২০$"))
    expect(page.locator(".rule-row")).to_have_count(0)


def test_form_as_it_came_stands_beside_and_follows(khulna: Plan, page: Page) -> None:
    bring(page)
    page.locator("[data-source]").click()
    row = page.locator(".is-indicator").nth(6)
    row.locator("[name$='-weight']").focus()

    here = page.locator(".source .is-here")
    expect(here).to_have_attribute("data-line", str(row.get_attribute("data-line")))


def test_plan_is_made_from_nothing_and_from_last_year_s(khulna: Plan, page: Page) -> None:
    let_in(page, "planner")
    page.goto("/workshop/new/")
    page.locator("button[value=next]").click()
    expect(page.locator("h1")).to_contain_text("২০২৪-২৫")
    expect(page.locator("thead")).to_contain_text("ভিত্তিবছর")

    page.goto("/workshop/new/")
    page.locator("[name=office]").last.fill(Office.objects.get(code="khulna").code)
    page.locator("button[value=empty]").click()
    page.locator("button[value='add-objective:0']").click()
    expect(page.locator(".draft-row")).to_have_count(3)
    expect(page.locator(".is-objective .f-code input")).to_have_value("১")
