"""The monthly form by its keys, and what they undo."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import Achievement
from numerals import Month, to_latin_digits
from plans.models import Indicator, Plan
from tests.browser.hands import paste
from tests.browser.lines import Held
from tests.browser.people import choose_language, let_in, visitor
from tests.unguarded import unguarded

JUNE = "/plans/khulna/2023-24/apa/2024-06/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def form(page: Page, khulna: Plan) -> Page:
    let_in(page, "khulna")
    page.goto(JUNE)
    return page


def number(row: str) -> int:
    return Indicator.objects.get(plan__kind="apa", row=row).pk


def cell(row: str) -> str:
    return f"#cell-{number(row)}"


def remarks(row: str) -> str:
    return f"[name=remarks-{number(row)}]"


def in_june(row: str) -> Achievement:
    return Achievement.objects.get(indicator=number(row), monthly_return__month=Month(2024, 6))


def stored(row: str) -> str:
    return str(in_june(row).figure)


def blank(*rows: str) -> None:
    cells = Achievement.objects.filter(
        monthly_return__month=Month(2024, 6), indicator__row__in=rows
    )
    cells.update(value=None)


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")


def test_arrows_and_enter_go_from_row_to_row(form: Page) -> None:
    form.locator(cell("1.1.1")).focus()
    form.keyboard.press("Enter")
    form.keyboard.press("ArrowDown")
    expect(form.locator(cell("1.3.1"))).to_be_focused()
    form.keyboard.press("ArrowUp")
    expect(form.locator(cell("1.2.1"))).to_be_focused()


def test_page_opens_in_its_first_blank_cell_on_a_desk(form: Page) -> None:
    expect(form.locator(cell("1.1.1"))).to_be_focused()
    blank("1.4.1", "1.6.1")

    form.goto("/")
    form.goto(JUNE)

    expect(form.locator(cell("1.4.1"))).to_be_focused()


def test_page_opens_at_the_row_that_its_address_names(form: Page) -> None:
    form.goto("/")
    form.goto(f"{JUNE}#row-{number('3.1.1')}")

    expect(form.locator(f"#row-{number('3.1.1')}")).to_be_in_viewport()
    expect(form.locator(".cell-input:focus")).to_have_count(0)


def test_phone_opens_without_its_keyboard(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, **PHONE) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        saved(page)

        expect(page.locator(".cell-input:focus")).to_have_count(0)


def test_tab_goes_from_cell_to_cell_and_enter_on_to_the_check(form: Page) -> None:
    form.locator(cell("1.1.1")).focus()
    for row in ("1.2.1", "1.3.1", "1.4.1"):
        form.keyboard.press("Tab")
        expect(form.locator(cell(row))).to_be_focused()

    form.locator(".cell-input").last.focus()
    form.keyboard.press("Enter")

    expect(form.locator("#go-check")).to_be_focused()


def test_links_of_a_row_are_reached_sideways(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()
    form.keyboard.press("End")

    form.keyboard.press("ArrowRight")
    expect(form.locator(f"#row-{number('1.4.1')} .evidence-link")).to_be_focused()
    form.keyboard.press("ArrowLeft")
    expect(form.locator(cell("1.4.1"))).to_be_focused()
    form.keyboard.press("Home")
    form.keyboard.press("ArrowLeft")
    expect(form.locator(f"#row-{number('1.4.1')} .as-last")).to_be_focused()
    form.keyboard.press("ArrowLeft")
    expect(form.locator(f"#row-{number('1.4.1')} a.code")).to_be_focused()
    form.keyboard.press("ArrowDown")
    expect(form.locator(cell("1.5.1"))).to_be_focused()


def test_links_of_a_row_are_reached_by_tab_without_a_script(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, java_script_enabled=False) as page:
        let_in(page, "khulna")
        page.goto(JUNE)

        expect(page.locator("tr.indicator-row [tabindex='-1']")).to_have_count(0)
        expect(page.locator("#zeros")).to_be_hidden()
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_typed_figure_is_undone_after_it_was_saved_and_redone(form: Page) -> None:
    form.fill(cell("1.4.1"), "১২")
    form.keyboard.press("Enter")
    saved(form)
    assert stored("1.4.1") == "12"

    form.keyboard.press("Control+z")

    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    expect(form.locator(cell("1.4.1"))).to_be_focused()
    expect(form.locator("#paste-note")).to_contain_text("১.৪.১: আবার ২")
    saved(form)
    assert stored("1.4.1") == "2"

    form.keyboard.press("Control+y")
    expect(form.locator(cell("1.4.1"))).to_have_value("১২")
    saved(form)
    assert stored("1.4.1") == "12"


def test_steps_are_undone_one_after_another(form: Page) -> None:
    for row, figure in (("1.4.1", "7"), ("1.5.1", "8")):
        form.fill(cell(row), figure)
        form.keyboard.press("Enter")
    form.locator(cell("2.1.1")).focus()
    # The answer to a save writes the figure in the reader's digits.
    saves = Held(form, "**/cells/")
    paste(form, "1.4.1\t70\n1.5.1\t80\n")
    expect(form.locator(cell("1.5.1"))).to_have_value("80")
    saves.let_go()
    saved(form)

    seen = []
    for _ in range(3):
        form.keyboard.press("Control+z")
        seen.append([form.locator(cell(row)).input_value() for row in ("1.4.1", "1.5.1")])

    # In either digits: an answer that comes meanwhile writes the reader's.
    assert [to_latin_digits(figures[1]) for figures in seen] == ["8", "20", "20"]
    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    saved(form)
    assert [stored("1.4.1"), stored("1.5.1")] == ["2", "20"]
    form.keyboard.press("Control+z")
    expect(form.locator("#paste-note")).to_contain_text("কিছু নেই")


def test_browser_undoes_what_is_being_typed(form: Page) -> None:
    form.locator(cell("1.4.1")).press("End")
    form.keyboard.type("৩")
    expect(form.locator(cell("1.4.1"))).to_have_value("২৩")

    form.keyboard.press("Control+z")

    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    expect(form.locator("#note-bar")).to_be_hidden()


def test_undo_leaves_what_a_colleague_changed_since(form: Page, context: BrowserContext) -> None:
    form.fill(cell("1.4.1"), "১২")
    form.keyboard.press("Enter")
    saved(form)
    other = context.new_page()
    other.goto(JUNE)
    other.fill(cell("1.4.1"), "১৫")
    saved(other)
    form.fill(cell("1.6.1"), "10")
    saved(form)
    expect(form.locator(cell("1.4.1"))).to_have_value("১৫")
    form.keyboard.press("Enter")

    form.keyboard.press("Control+z")
    form.keyboard.press("Control+z")

    expect(form.locator("#paste-note")).to_contain_text("১.৪.১: এর মধ্যে বদলেছে")
    expect(form.locator(cell("1.4.1"))).to_have_value("১৫")
    assert stored("1.4.1") == "15"


def test_undo_over_an_unseen_change_of_a_colleague_asks(
    form: Page, context: BrowserContext
) -> None:
    form.fill(cell("1.4.1"), "১২")
    form.keyboard.press("Enter")
    saved(form)
    other = context.new_page()
    other.goto(JUNE)
    other.fill(cell("1.4.1"), "১৫")
    saved(other)
    form.bring_to_front()

    form.keyboard.press("Control+z")

    choices = form.locator(f"#cell-state-{number('1.4.1')} button")
    expect(choices.first).to_be_visible()
    assert stored("1.4.1") == "15"

    # What was taken then is a step as well.
    choices.nth(1).click()
    expect(form.locator(cell("1.4.1"))).to_have_value("১৫")
    form.keyboard.press("Control+z")
    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    saved(form)
    assert stored("1.4.1") == "2"


def test_remarks_are_undone_too(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()
    form.keyboard.press("F2")
    form.keyboard.type("মেলা জুনে")
    form.keyboard.press("Escape")
    expect(form.locator(cell("1.4.1"))).to_be_focused()
    expect(form.locator(remarks("1.4.1"))).to_be_visible()
    saved(form)
    assert in_june("1.4.1").remarks == "মেলা জুনে"

    form.keyboard.press("Control+z")

    expect(form.locator(remarks("1.4.1"))).to_have_value("")
    saved(form)
    assert in_june("1.4.1").remarks == ""


@pytest.mark.parametrize("language", ["bn", "en"])
def test_panel_shows_the_keys_and_gives_the_focus_back(form: Page, language: str) -> None:
    choose_language(form, language)
    form.goto(JUNE)
    form.locator("#go-check").focus()

    form.keyboard.press("?")
    expect(form.locator("#keys")).to_contain_text({"bn": "পরের ঘর", "en": "next cell"}[language])
    form.keyboard.press("Escape")
    expect(form.locator("#keys")).to_be_hidden()
    expect(form.locator("#go-check")).to_be_focused()

    form.locator("[data-keys]").click()
    expect(form.locator("#keys")).to_be_visible()
    form.locator("#keys button").click()
    expect(form.locator("[data-keys]")).to_be_focused()


def test_nothing_happened_in_all_that_is_blank(form: Page) -> None:
    with unguarded(Indicator):
        Indicator.objects.filter(row="1.6.1", plan__kind="apa").update(method="date")
        Indicator.objects.filter(row="1.7.1", plan__kind="apa").update(method="cumulative")
    blank("1.4.1", "1.5.1", "1.6.1", "1.7.1")
    form.goto("/")
    form.goto(JUNE)
    zeros = form.locator("#zeros")
    expect(zeros).to_contain_text("ফাঁকা ২টি ঘরে ০")

    zeros.focus()
    form.keyboard.press("Enter")

    expect(zeros).to_be_hidden()
    saved(form)
    assert [stored(row) for row in ("1.4.1", "1.5.1")] == ["0", "0"]
    assert [in_june(row).figure for row in ("1.6.1", "1.7.1")] == [None, None]
    form.locator("#paste-note button").click()
    expect(form.locator(cell("1.4.1"))).to_have_value("")
    saved(form)
    assert in_june("1.4.1").figure is None


def test_as_last_month_at_a_tap(browser: Browser, live_server: LiveServer, khulna: Plan) -> None:
    with visitor(browser, live_server, **PHONE) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.locator(f"#row-{number('1.5.1')} .as-last").tap()

        expect(page.locator(cell("1.5.1"))).to_have_value("৫২")
        expect(page.locator("#paste-note")).to_contain_text("১.৫.১: ৫২")
        saved(page)
        assert stored("1.5.1") == "52"
        page.locator("#paste-note button").tap()
        expect(page.locator(cell("1.5.1"))).to_have_value("২০")
        saved(page)
    assert stored("1.5.1") == "20"


def test_oddity_leads_to_the_remarks_of_its_row(form: Page) -> None:
    address = f"#remarks-{number('2.4.1')}"
    form.locator(f"#checks a[href='{address}']").first.click()
    expect(form.locator(remarks("2.4.1"))).to_be_focused()

    form.goto(f"{JUNE}check/")
    form.locator(f"a[href='{JUNE}{address}']").first.click()

    expect(form.locator(remarks("2.4.1"))).to_be_focused()
    expect(form.locator(remarks("2.4.1"))).to_be_in_viewport()


@pytest.mark.parametrize(("screen", "least"), [(1366, 900), (390, 320)])
def test_remarks_take_the_width_of_their_row(
    browser: Browser, live_server: LiveServer, khulna: Plan, screen: int, least: int
) -> None:
    viewport = {"width": screen, "height": 768}
    with visitor(browser, live_server, viewport=viewport) as page:
        let_in(page, "khulna")
        page.goto(f"{JUNE}#remarks-{number('1.4.1')}")

        field = page.locator(remarks("1.4.1"))
        expect(field).to_be_focused()
        box, row = field.bounding_box(), page.locator(f"#row-{number('1.4.1')}").bounding_box()
        assert box
        assert row
        assert box["width"] >= least
        assert row["y"] < box["y"] < row["y"] + row["height"]
