from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.cells.services import save_return
from indicators.returns.models import Achievement
from numerals import Month
from offices.accounts.models import Session
from offices.models import Posting, Role, User
from plans.models import Indicator, Plan
from tests.browser.password import PASSWORD
from tests.browser.people import let_in, sign_in, visitor
from tests.cast import LONG_AGO, change

JUNE = Month(2024, 6)
ADDRESS = "/plans/khulna/2023-24/apa/2024-06/"
MINUTE = 60_000

COUNT_OF_DRAFTS = "Object.keys(localStorage).filter(key => key.startsWith('lokkho.draft.')).length"


@pytest.fixture
def form(page: Page, khulna: Plan) -> Page:
    let_in(page, "khulna")
    page.goto(ADDRESS)
    return page


def number(row: str) -> int:
    return Indicator.objects.get(plan__kind="apa", row=row).pk


def cell(row: str) -> str:
    return f"#cell-{number(row)}"


def in_june(row: str) -> Achievement:
    return Achievement.objects.get(indicator=number(row), monthly_return__month=JUNE)


def stored(row: str) -> str:
    return str(in_june(row).figure)


def drafts(page: Page) -> int:
    return int(page.evaluate(COUNT_OF_DRAFTS))


def says(page: Page, state: str) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", state)


def colleague_of_khulna(plan: Plan) -> User:
    colleague = User.objects.create_user("colleague", name_bn="সহকর্মী", name_en="Colleague")
    colleague.set_password(PASSWORD)
    colleague.save()
    Posting.objects.create(user=colleague, office=plan.office, role=Role.ENTRY, starts=LONG_AGO)
    return colleague


def test_what_is_typed_while_the_line_is_lost_outlives_the_page(
    page: Page, context: BrowserContext, khulna: Plan
) -> None:
    page.clock.install()
    let_in(page, "khulna")
    page.goto(ADDRESS)
    context.set_offline(True)

    page.fill(cell("1.4.1"), "")
    page.locator(cell("1.4.1")).press_sequentially("২৩")
    page.fill(cell("1.5.1"), "21")
    page.locator(f"#row-{number('1.5.1')} summary").click()
    page.fill(f"[name=remarks-{number('1.5.1')}]", "মেলা জুনে")
    page.clock.run_for(MINUTE)
    says(page, "waiting")
    expect(page.locator(f"#cell-mark-{number('1.4.1')}")).to_contain_text("এই কম্পিউটারে বা ফোনে")
    page.locator(cell("1.4.1")).press("End")
    page.locator(cell("1.4.1")).press_sequentially("৪")
    assert (stored("1.4.1"), stored("1.5.1")) == ("2", "20")
    # Left, not loaded again: from the page of a lost line Chromium comes back by itself, at a
    # moment of its own.
    page.goto("about:blank")

    context.set_offline(False)
    page.goto(ADDRESS)

    expect(page.locator(cell("1.4.1"))).to_have_value("২৩৪")
    expect(page.locator("#paste-note")).to_contain_text("টি ঘর")
    page.clock.run_for(1000)
    says(page, "saved")
    assert (stored("1.4.1"), stored("1.5.1")) == ("234", "21")
    assert in_june("1.5.1").remarks == "মেলা জুনে"
    assert drafts(page) == 0


def test_reload_before_the_pause_of_typing_loses_nothing(form: Page) -> None:
    form.fill(cell("1.4.1"), "29")
    form.reload()

    expect(form.locator(cell("1.4.1"))).to_have_value(re.compile("২৯|29"))
    says(form, "saved")
    assert stored("1.4.1") == "29"
    assert drafts(form) == 0


def test_unreadable_figure_outlives_a_reload(form: Page) -> None:
    form.fill(cell("1.4.1"), "১,৫")
    says(form, "problem")

    form.reload()

    expect(form.locator(cell("1.4.1"))).to_have_value("১,৫")
    says(form, "problem")


def test_sign_in_that_ran_out_is_renewed_in_another_tab(
    form: Page, context: BrowserContext
) -> None:
    Session.objects.all().delete()
    form.fill(cell("1.4.1"), "১২")
    says(form, "signed-out")
    assert stored("1.4.1") == "2"

    with context.expect_page() as opened:
        form.locator("#save-state a").click()
    sign_in(opened.value, "khulna")

    says(form, "saved")
    assert stored("1.4.1") == "12"
    assert drafts(form) == 0


def test_figures_are_not_saved_as_another_persons(form: Page, context: BrowserContext) -> None:
    colleague_of_khulna(Plan.objects.get(kind="apa"))
    Session.objects.all().delete()
    form.fill(cell("1.4.1"), "১২")
    says(form, "signed-out")

    other = context.new_page()
    sign_in(other, "colleague")
    form.fill(cell("1.4.1"), "১৩")

    expect(form.locator("#save-state")).to_contain_text("অন্য একজন")
    assert stored("1.4.1") == "2"


def test_drafts_are_not_shown_to_another_person(form: Page, context: BrowserContext) -> None:
    colleague_of_khulna(Plan.objects.get(kind="apa"))
    Session.objects.all().delete()
    form.fill(cell("1.4.1"), "১২")
    says(form, "signed-out")
    form.close()

    page = context.new_page()
    let_in(page, "colleague")
    page.goto(ADDRESS)

    says(page, "saved")
    expect(page.locator(cell("1.4.1"))).to_have_value("২")
    assert drafts(page) == 1
    page.get_by_role("button", name="প্রস্থান").click()
    page.wait_for_url("**/sign-in/**")
    assert drafts(page) == 1


def test_colleagues_change_meanwhile_is_a_choice_of_three(
    form: Page, context: BrowserContext, khulna: Plan
) -> None:
    colleague = colleague_of_khulna(khulna)
    context.set_offline(True)
    form.fill(cell("1.4.1"), "১২")
    says(form, "waiting")
    cells = {number("1.4.1"): change(15, base=in_june("1.4.1").version, remarks="মেলায়")}
    save_return(khulna, JUNE, cells=cells, by=colleague)

    context.set_offline(False)

    state = form.locator(f"#cell-state-{number('1.4.1')}")
    expect(state).to_contain_text("১৫ (মেলায়), লিখেছেন সহকর্মী")
    expect(state.get_by_role("button")).to_have_text(
        [re.compile("১২"), re.compile("১৫ .*মেলায়"), re.compile("২ ")]
    )
    assert stored("1.4.1") == "15"
    form.reload()
    expect(state.get_by_role("button")).to_have_count(3)
    state.get_by_role("button").last.click()
    says(form, "saved")
    assert (stored("1.4.1"), in_june("1.4.1").remarks) == ("2", "")
    assert drafts(form) == 0


def test_choice_can_be_hit_with_a_thumb(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    colleague = colleague_of_khulna(khulna)
    with visitor(browser, live_server, viewport={"width": 390, "height": 844}) as page:
        let_in(page, "khulna")
        page.goto(ADDRESS)
        cells = {number("1.4.1"): change(15, base=in_june("1.4.1").version)}
        save_return(khulna, JUNE, cells=cells, by=colleague)
        page.fill(cell("1.4.1"), "১২")

        buttons = page.locator(f"#cell-state-{number('1.4.1')} button")
        expect(buttons).to_have_count(3)
        for button in buttons.all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44


def test_taking_the_colleagues_value_takes_the_remarks_too(form: Page, khulna: Plan) -> None:
    colleague = colleague_of_khulna(khulna)
    cells = {number("1.4.1"): change(15, base=in_june("1.4.1").version, remarks="মেলায়")}
    save_return(khulna, JUNE, cells=cells, by=colleague)
    form.fill(cell("1.4.1"), "১২")

    form.locator(f"#cell-state-{number('1.4.1')} button").nth(1).click()

    says(form, "saved")
    expect(form.locator(f"[name=remarks-{number('1.4.1')}]")).to_have_value("মেলায়")
    assert (stored("1.4.1"), in_june("1.4.1").remarks) == ("15", "মেলায়")
    assert drafts(form) == 0


def test_signing_out_asks_and_then_forgets_what_was_typed(
    form: Page, context: BrowserContext
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if len(asked) == 1:
            dialog.dismiss()
        else:
            dialog.accept()

    form.on("dialog", answer)
    form.fill(cell("1.4.1"), "১,৫")
    says(form, "problem")

    sign_out = form.get_by_role("button", name="প্রস্থান")
    sign_out.click()
    expect(form.locator(cell("1.4.1"))).to_have_value("১,৫")
    assert drafts(form) == 1
    sign_out.click()

    form.wait_for_url("**/sign-in/**")
    assert drafts(form) == 0
    assert asked[0].startswith("এই কম্পিউটারে বা ফোনে আপনার লেখা ১টি ঘর")


def test_device_that_keeps_nothing_is_said_and_typing_goes_on(page: Page, khulna: Plan) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    let_in(page, "khulna")
    page.goto(ADDRESS)

    page.fill(cell("1.4.1"), "১২")

    expect(page.locator("#device-note")).to_be_visible()
    says(page, "saved")
    assert stored("1.4.1") == "12"


def test_forbidden_storage_does_not_stop_the_form(page: Page, khulna: Plan) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('', 'SecurityError'); } });"
    )
    let_in(page, "khulna")
    page.goto(ADDRESS)

    page.fill(cell("1.4.1"), "১২")

    says(page, "saved")
    assert stored("1.4.1") == "12"


def test_old_drafts_are_tidied_whoever_typed_them(form: Page) -> None:
    form.evaluate(
        """() => {
            const draft = (days) => JSON.stringify(
                {typed: ["7", ""], was: ["2", ""], at: Date.now() - days * 86400000});
            localStorage.setItem("lokkho.draft.1/999/1/2024-06/1/1", draft(61));
            localStorage.setItem("lokkho.draft.1/999/1/2024-06/2/1", draft(59));
            localStorage.setItem("lokkho.draft.0/999/1/2024-06/3/1", draft(1));
            localStorage.setItem("lokkho.draft.1/999/1/2024-06/4/1", "half a dra");
            localStorage.setItem("of-somebody-else", "stays");
        }"""
    )

    form.reload()
    says(form, "saved")

    assert form.evaluate("Object.keys(localStorage).sort()") == [
        "lokkho.draft.1/999/1/2024-06/2/1",
        "of-somebody-else",
    ]
