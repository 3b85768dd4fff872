from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import Achievement, MonthlyReturn, State
from numerals import Month
from plans.models import Indicator, Plan
from tests.browser.people import let_in, sign_in, visitor

JUNE = "/plans/khulna/2023-24/apa/2024-06/"


@pytest.fixture
def form(page: Page, khulna: Plan) -> Page:
    let_in(page, "khulna")
    page.goto(JUNE)
    return page


def number(row: str) -> int:
    return Indicator.objects.get(plan__kind="apa", row=row).pk


def cell(row: str) -> str:
    return f"#cell-{number(row)}"


def state_of(page: Page, row: str) -> Locator:
    return page.locator(f"#cell-state-{number(row)}")


def in_june(row: str) -> Achievement:
    return Achievement.objects.get(indicator=number(row), monthly_return__month=Month(2024, 6))


def stored(row: str) -> str:
    return str(in_june(row).figure)


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_text(re.compile("✓"))


def test_typed_bengali_figure_moves_the_total_and_stays(form: Page) -> None:
    expect(form.locator("#total-weighted")).to_have_text("১৯.৪৪")

    form.fill(cell("1.4.1"), "১২")

    expect(form.locator("#total-weighted")).to_have_text("২০.০৪")
    # It is told to those who hear the page, and not the whole panel.
    expect(form.locator("#score-said")).to_have_text(re.compile("^১.৪.১: নম্বর .*; .* ২০.০৪$"))
    saved(form)
    form.reload()
    expect(form.locator(cell("1.4.1"))).to_have_value("১২")
    assert stored("1.4.1") == "12"


def test_unreadable_figure_stays_with_what_is_expected(form: Page) -> None:
    form.fill(cell("1.4.1"), "১,৫")

    expect(state_of(form, "1.4.1")).to_contain_text("১,৫")
    expect(form.locator(cell("1.4.1"))).to_have_value("১,৫")
    assert stored("1.4.1") == "2"

    form.fill(cell("1.4.1"), "১.৫")
    saved(form)
    assert stored("1.4.1") == "1.5"


def test_score_is_explained_beside_the_form(form: Page) -> None:
    form.locator(cell("1.5.1")).focus()

    expect(form.locator("#why")).to_contain_text("৭২টি")


def test_two_tabs_on_one_cell_show_both_values(form: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(JUNE)
    form.fill(cell("1.4.1"), "১২")
    saved(form)

    other.fill(cell("1.4.1"), "15")

    state = state_of(other, "1.4.1")
    expect(state).to_contain_text("১২")
    expect(state).to_contain_text("15")
    assert stored("1.4.1") == "12"
    state.get_by_role("button").first.click()
    saved(other)
    assert stored("1.4.1") == "15"


def test_tab_left_behind_takes_what_the_other_saved(form: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(JUNE)
    form.fill(cell("1.4.1"), "১২")
    saved(form)

    other.fill(cell("1.5.1"), "21")

    saved(other)
    expect(other.locator(cell("1.4.1"))).to_have_value("১২")


def test_lost_line_keeps_the_figure_and_sends_it_later(form: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    form.fill(cell("1.4.1"), "১২")
    expect(form.locator("#save-state")).to_have_class(re.compile("is-waiting"))

    context.set_offline(False)

    saved(form)
    assert stored("1.4.1") == "12"


def test_taking_theirs_takes_their_remarks_too(form: Page, context: BrowserContext) -> None:
    pk, other = number("1.4.1"), context.new_page()
    other.goto(JUNE)
    form.locator(f"#row-{pk} summary").click()
    form.fill(f"[name=remarks-{pk}]", "বারোটি")
    form.fill(cell("1.4.1"), "১২")
    saved(form)
    other.fill(cell("1.4.1"), "15")
    expect(state_of(other, "1.4.1")).to_contain_text("বারোটি")

    state_of(other, "1.4.1").get_by_role("button").nth(1).click()

    saved(other)
    expect(other.locator(f"[name=remarks-{pk}]")).to_have_value("বারোটি")
    other.fill(cell("1.5.1"), "21")
    saved(other)
    assert (stored("1.4.1"), in_june("1.4.1").remarks) == ("12", "বারোটি")


def test_signing_in_again_in_another_tab_saves_what_waits(
    form: Page, context: BrowserContext
) -> None:
    other = context.new_page()
    other.goto("/")
    other.locator("form[action='/sign-out/'] button").click()
    other.wait_for_url("**/sign-in/")
    form.fill(cell("1.4.1"), "১২")
    expect(form.locator("#save-state")).to_have_attribute("data-state", "signed-out")

    sign_in(other, "khulna")

    saved(form)
    assert stored("1.4.1") == "12"


def test_form_saves_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, java_script_enabled=False) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.fill(cell("1.4.1"), "১২")
        page.locator("#return-form button[name=save]").click()

        expect(page.locator(cell("1.4.1"))).to_have_value("১২")
    assert stored("1.4.1") == "12"


def test_month_goes_there_and_back_and_is_locked(
    form: Page, browser: Browser, live_server: LiveServer
) -> None:
    submit(form)
    with visitor(browser, live_server) as reviewer:
        sign_in(reviewer, "headoffice")
        reviewer.goto("/review/")
        reviewer.get_by_role("link", name="বিসিক জেলা কার্যালয়, খুলনা").first.click()
        reviewer.locator(f"#row-{number('2.5.2')} summary").click()
        reviewer.fill(f"[name=note-{number('2.5.2')}]", "৪৪ ও ১৫ মিলিয়ে ৫৯ হয়")
        reviewer.fill("[name=reason]", "২.৫.২ সংশোধন করুন")
        reviewer.locator("button[name=return]").click()
        expect(reviewer.locator(".notice-success")).to_be_visible()

        form.goto(JUNE)
        expect(form.locator(".returned")).to_contain_text("২.৫.২ সংশোধন করুন")
        expect(form.locator(f"#row-{number('2.5.2')}")).to_contain_text("৪৪ ও ১৫ মিলিয়ে ৫৯ হয়")
        form.locator("#go-check").click()
        form.get_by_role("button", name="প্রতিবেদন জমা দিন").click()
        expect(form.get_by_role("alert")).to_contain_text("আগের মতোই আছে")
        form.goto(JUNE)
        form.fill(cell("2.5.2"), "১৬")
        saved(form)
        submit(form)

        reviewer.goto(f"{JUNE}review/")
        expect(reviewer.locator("aside")).to_contain_text("১৫ → ১৬")
        reviewer.locator("button[name=accept]").click()
        expect(reviewer.locator(".notice-success")).to_be_visible()

    form.goto(JUNE)
    assert MonthlyReturn.objects.get(month=Month(2024, 6)).state == State.ACCEPTED
    assert form.locator(".cell-input").count() == 0


def test_accepted_month_is_opened_again_until_a_day(
    form: Page, browser: Browser, live_server: LiveServer
) -> None:
    submit(form)
    today = timezone.localdate()
    with visitor(browser, live_server) as reviewer:
        sign_in(reviewer, "headoffice")
        reviewer.goto(f"{JUNE}review/")
        reviewer.locator("button[name=accept]").click()
        expect(reviewer.locator(".notice-success")).to_be_visible()
        reviewer.goto(f"{JUNE}review/")
        reviewer.fill("[name=why]", "২.৫.২ ভুল")
        reviewer.fill("[name=until]", "31-2-2024")
        reviewer.locator("button[name=reopen]").click()
        expect(reviewer.locator(".field-error")).to_be_visible()
        reviewer.fill("[name=until]", f"{today.day}/{today.month}/{today.year}")
        reviewer.locator("button[name=reopen]").click()
        expect(reviewer.locator(".notice-success")).to_be_visible()

    form.goto(JUNE)
    form.fill(cell("2.5.2"), "১৬")
    saved(form)
    submit(form)
    assert MonthlyReturn.objects.get(month=Month(2024, 6)).state == State.RESUBMITTED


def submit(page: Page) -> None:
    page.locator("#go-check").click()
    page.get_by_role("button", name="প্রতিবেদন জমা দিন").click()
    expect(page.locator(".notice-success")).to_be_visible()
