"""Paste, as an officer does it: out of Word and Excel, into the rows that are meant."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import Achievement, MonthlyReturn, State
from numerals import Month
from plans.models import Indicator, Plan
from tests.browser.hands import paste, take_the_paste
from tests.browser.people import let_in, visitor
from tests.unguarded import unguarded

JUNE = "/plans/khulna/2023-24/apa/2024-06/"
FORM = (settings.BASE_DIR / "fixtures" / "apa-progress-khulna-2024-q4.txt").read_text("utf-8")
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


def in_june(row: str) -> Achievement:
    return Achievement.objects.get(indicator=number(row), monthly_return__month=Month(2024, 6))


def stored(row: str) -> str:
    return str(in_june(row).figure)


def june() -> dict[str, Decimal | date | None]:
    cells = Achievement.objects.filter(
        monthly_return__month=Month(2024, 6), monthly_return__plan__kind="apa"
    )
    return dict(cells.values_list("indicator__row", "value"))


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")


def column(at: int) -> str:
    lines = (line.split("\t") for line in FORM.splitlines())
    return "\n".join(cells[at] if at < len(cells) else "" for cells in lines) + "\n"


def test_column_of_the_printed_form_goes_to_its_own_rows(form: Page) -> None:
    as_printed = june()
    Achievement.objects.filter(monthly_return__month=Month(2024, 6)).update(value=None)
    form.reload()
    form.locator(cell("1.1.1")).focus()

    paste(form, column(14))

    expect(form.locator("#paste-note")).to_contain_text("৩২")
    saved(form)
    assert june() == as_printed


def test_whole_form_goes_to_its_own_rows_wherever_one_stands(form: Page) -> None:
    as_printed = june()
    Achievement.objects.filter(monthly_return__month=Month(2024, 6)).update(value=None)
    form.reload()
    form.locator(cell("3.1.1")).focus()

    paste(form, FORM)

    expect(form.locator("#paste-note")).to_contain_text("৩২")
    saved(form)
    assert june() == as_printed


def test_rows_that_name_no_indicator_are_shown_before_they_are_stored(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()

    paste(form, "7\n8\n")

    preview = form.locator("#paste-preview")
    expect(preview.locator("tbody tr")).to_have_count(2)
    expect(preview.locator("tbody tr").first).to_contain_text(re.compile("১.৪.১.*২.*7", re.DOTALL))
    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    assert stored("1.4.1") == "2"

    take_the_paste(form)
    saved(form)
    assert [stored("1.4.1"), stored("1.5.1")] == ["7", "8"]
    expect(form.locator(cell("1.4.1"))).to_be_focused()


def test_preview_that_is_left_changes_nothing(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()
    paste(form, "7\n8\n")
    expect(form.locator("#paste-preview")).to_be_visible()

    form.keyboard.press("Escape")

    expect(form.locator("#paste-preview")).to_be_hidden()
    expect(form.locator(cell("1.4.1"))).to_have_value("২")
    expect(form.locator(cell("1.4.1"))).to_be_focused()


def test_row_unticked_in_the_preview_stays(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()
    paste(form, "7\n8\n")

    form.locator("#paste-preview tbody input").first.uncheck()
    take_the_paste(form)

    saved(form)
    assert [stored("1.4.1"), stored("1.5.1")] == ["2", "8"]


def test_line_break_that_excel_put_in_quotes_stays_in_its_cell(form: Page) -> None:
    form.locator(cell("1.1.1")).focus()

    paste(form, '11\t"line one\nline two"\n12\tx\n13\ty\n')
    take_the_paste(form)

    saved(form)
    assert [stored(row) for row in ("1.1.1", "1.2.1", "1.3.1")] == ["11", "12", "13"]
    remarks = [in_june(row).remarks for row in ("1.1.1", "1.2.1", "1.3.1")]
    assert remarks == ["line one\nline two", "x", "y"]


def test_rows_are_found_by_code_and_by_title_in_any_order(form: Page) -> None:
    form.locator(cell("3.1.1")).focus()
    # Out of order, ো as two signs, য় as one character, another script's digits, no brackets.
    block = (
        (
            "2.5.2 সৃষ্ট নারী কর্মসংস্থান\t১৬\n"
            "আয়োজিত শিল্প মেলা\t3\n"
            "[১.৫.১] প্রণয়ন ও মূল্যায়নকৃত প্রকল্প প্রস্তাব\t২১\n"
            "পরিদর্শনকৃত শিল্প ইউনিট\t৪\n"
        )
        .replace("\u09cb", "\u09c7\u09be")
        .replace("\u09af\u09bc", "\u09df")
    )

    paste(form, block)

    expect(form.locator("#paste-note")).to_contain_text("৪টি")
    saved(form)
    assert [stored(row) for row in ("2.5.2", "3.1.1", "1.5.1", "1.8.1")] == ["16", "3", "21", "4"]


def test_nearly_equal_title_is_asked_back(form: Page) -> None:
    form.locator(cell("1.1.1")).focus()

    paste(form, "বিতরণকৃত পণ্যের নকশা নমুনাসমূহ\t৯\nনিবন্ধিত শিল্প ইউনিট\t৮\n")

    doubtful = form.locator("#paste-preview .is-doubtful")
    expect(doubtful).to_have_count(1)
    expect(doubtful).to_contain_text("নমুনাসমূহ")
    take_the_paste(form)
    saved(form)
    assert [stored("1.4.1"), stored("1.7.1")] == ["9", "8"]


def test_column_in_doubt_is_chosen_by_the_person(form: Page) -> None:
    form.locator(cell("1.1.1")).focus()
    paste(form, "নিবন্ধিত শিল্প ইউনিট\t৫\t৬\nবিতরণকৃত পণ্যের নকশা নমুনা\t৭\t৮\n")

    form.locator("#paste-column").select_option("1")
    take_the_paste(form)

    saved(form)
    assert [stored("1.7.1"), stored("1.4.1")] == ["5", "7"]


def test_row_that_is_not_asked_is_named_and_left(form: Page) -> None:
    with unguarded(Indicator):
        Indicator.objects.filter(pk=number("1.2.1")).update(frequency="quarterly")
    MonthlyReturn.objects.filter(month=Month(2024, 5).first_day).update(state=State.OPEN)
    form.goto(form.url.replace("2024-06", "2024-05"))
    form.locator(cell("1.1.1")).focus()

    paste(form, "1.1.1\t4\n1.2.1\t5\n1.3.1\t6\n")

    expect(form.locator(cell("1.3.1"))).to_have_value(re.compile("^[6৬]$"))
    expect(form.locator("#paste-note")).to_contain_text("১.২.১ (5)")
    expect(form.locator(cell("1.2.1"))).to_have_count(0)


def test_what_holds_no_figure_changes_nothing_and_says_so(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()

    paste(form, "মাননীয় মহোদয়\nসদয় অবগতির জন্য\n")

    expect(form.locator("#paste-note")).to_contain_text("কিছুই বদলানো হয়নি")
    expect(form.locator(cell("1.4.1"))).to_have_value("২")


def test_ten_thousand_lines_are_refused_in_a_sentence(form: Page) -> None:
    form.locator(cell("1.4.1")).focus()

    paste(form, "12\t13\n" * 10_000)

    expect(form.locator("#paste-note")).to_contain_text("কিছুই বদলানো হয়নি")
    expect(form.locator(cell("1.4.1"))).to_have_value("২")


def test_lines_pasted_into_remarks_are_words(form: Page) -> None:
    form.locator(f"#row-{number('1.4.1')} summary").click()
    expect(form.locator(f"[name=remarks-{number('1.4.1')}]")).to_be_focused()

    paste(form, '"প্রথম লাইন\nদ্বিতীয় লাইন"\r\n')

    remarks = form.locator(f"[name=remarks-{number('1.4.1')}]")
    expect(remarks).to_have_value("প্রথম লাইন\nদ্বিতীয় লাইন")


def test_undoing_stands_in_view_on_a_phone(
    browser: Browser, live_server: LiveServer, khulna: Plan
) -> None:
    with visitor(browser, live_server, **PHONE) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.locator(cell("3.5.2")).tap()
        paste(page, "1.4.1\t7\n1.5.1\t8\n")
        # As it came, and after the answer to the save in the reader's digits.
        expect(page.locator(cell("1.5.1"))).to_have_value(re.compile("^[8৮]$"))
        saved(page)

        undo = page.locator("#paste-note button")
        expect(undo).to_be_in_viewport()
        box = undo.bounding_box()
        assert box
        assert box["height"] >= 44
        undo.tap()

        expect(page.locator(cell("1.4.1"))).to_have_value("২")
        saved(page)
    assert [stored("1.4.1"), stored("1.5.1")] == ["2", "20"]
