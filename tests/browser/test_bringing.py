"""A month from the file on the desk, in a browser, on an office's screen and on a phone."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from indicators.returns.models import Achievement
from numerals import Month
from plans.models import Plan
from tests.browser.hands import paste
from tests.browser.people import let_in, visitor
from tests.indicators.returns.bringing.khulna import sheet_with
from tests.plans.forms.writers import as_docx, as_html, as_text

JUNE: Final = "/plans/khulna/2023-24/apa/2024-06/"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def figure(plan: Plan, row: str) -> object:
    cells = Achievement.objects.filter(
        monthly_return__plan=plan, monthly_return__month=Month(2024, 6)
    )
    return cells.get(indicator__row=row).figure


def is_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def complaints(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


@pytest.mark.parametrize("width", [1366, 390])
def test_month_from_word_is_looked_at_taken_and_put_back(
    browser: Browser, live_server: LiveServer, khulna: Plan, width: int
) -> None:
    before = figure(khulna, "1.1.1"), figure(khulna, "1.4.1")
    with visitor(browser, live_server, viewport={"width": width, "height": 800}) as page:
        let_in(page, "khulna")
        page.goto(JUNE)
        page.get_by_role("link", name="ফাইল থেকে আনুন").click()
        assert complaints(page) == []
        content = as_docx(sheet_with({"১.১.১": "৭", "১.৪.১": "৯"}))
        page.locator("input[type=file]").set_input_files(
            FilePayload(name="জুন.docx", mimeType=WORD, buffer=content)
        )
        page.get_by_role("button", name="কী বদলাবে দেখুন").click()
        expect(page.locator(".bring-lines tbody tr")).to_have_count(2)
        expect(page.locator(".bring-lines")).to_contain_text("৭")
        assert not is_sideways(page)
        assert complaints(page) == []
        page.locator(".bring-lines tbody input[type=checkbox]").last.uncheck()
        page.get_by_role("button", name="টিক দেওয়া সারিগুলো সংরক্ষণ করুন").click()
        page.wait_for_url(f"**{JUNE}")
        assert (figure(khulna, "1.1.1"), figure(khulna, "1.4.1")) == (7, before[1])
        page.get_by_role("button", name="আগের মান ফিরিয়ে আনুন").click()
        expect(page.get_by_role("button", name="আগের মান ফিরিয়ে আনুন")).to_have_count(0)
        assert figure(khulna, "1.1.1") == before[0]


def test_table_copied_in_word_keeps_the_lines_inside_its_cells(page: Page, khulna: Plan) -> None:
    sheet = sheet_with({"১.১.১": "৭"})
    html = as_html(sheet).decode().replace("প্রজেক্ট প্রফাইল", "প্রজেক্ট<br>প্রফাইল")
    text = as_text(sheet).decode().replace("প্রজেক্ট প্রফাইল", "প্রজেক্ট\nপ্রফাইল")
    let_in(page, "khulna")
    page.goto(f"{JUNE}bring/")
    page.locator("textarea[name=text]").focus()
    paste(page, text, html=html)
    page.get_by_role("button", name="কী বদলাবে দেখুন").click()
    expect(page.locator(".bring-lines tbody tr")).to_have_count(1)
    expect(page.locator("#left-out")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 390])
def test_workbook_of_a_quarter_goes_out_and_comes_back_with_every_mistake_named(
    browser: Browser, live_server: LiveServer, khulna: Plan, width: int
) -> None:
    with visitor(browser, live_server, viewport={"width": width, "height": 800}) as page:
        let_in(page, "khulna")
        page.goto("/plans/khulna/2023-24/apa/quarter-4/")
        with page.expect_download() as waiting:
            page.locator("a[href$='quarter-4/form.xlsx']").click()
        book = load_workbook(BytesIO(waiting.value.path().read_bytes()))
        june = next(one for one in book.worksheets if one["D1"].value == "2024-06")
        column = [cell.value for cell in june[2]].index("figure:2024-06") + 1
        at = {r[0].value: r[0].row for r in june.iter_rows(min_row=7)}
        june.cell(at["1.1.1"], column).value = 11
        june.cell(at["1.4.1"], column).value = "এগারো"
        june.cell(at["1.5.1"], column).value = -1
        bring_months(page, book)
        expect(page.locator("main")).to_contain_text("এগারো")
        expect(page.locator("main")).to_contain_text("“-1”")
        expect(page.locator("input[name=take]")).to_have_count(0)
        assert not is_sideways(page)
        assert complaints(page) == []

        june.cell(at["1.4.1"], column).value = june.cell(at["1.5.1"], column).value = 12
        bring_months(page, book)
        page.get_by_role("button", name="টিক দেওয়া শিটগুলো সংরক্ষণ করুন").click()
        expect(page.get_by_text("৩টি ঘর সংরক্ষণ করা হয়েছে")).to_be_visible()
    assert [figure(khulna, row) for row in ("1.1.1", "1.4.1", "1.5.1")] == [11, 12, 12]


def bring_months(page: Page, book: Workbook) -> None:
    content = BytesIO()
    book.save(content)
    page.goto("/months/")
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="months.xlsx", mimeType="", buffer=content.getvalue())
    )
    page.get_by_role("button", name="কী বদলাবে দেখুন").click()


def test_workbook_goes_out_and_comes_back(page: Page, khulna: Plan) -> None:
    let_in(page, "khulna")
    page.goto(f"{JUNE}bring/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="এ মাসের ছক Excel হিসেবে নামান").click()
    book = load_workbook(BytesIO(waiting.value.path().read_bytes()))
    sheet = book.worksheets[0]
    keys = [cell.value for cell in sheet[2]]
    row = next(one[0].row for one in sheet.iter_rows(min_row=7) if one[0].value == "1.1.1")
    sheet.cell(row, keys.index("figure:2024-06") + 1).value = 11
    content = BytesIO()
    book.save(content)
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="june.xlsx", mimeType="", buffer=content.getvalue())
    )
    page.get_by_role("button", name="কী বদলাবে দেখুন").click()
    expect(page.locator(".bring-lines tbody tr")).to_have_count(1)
    page.get_by_role("button", name="টিক দেওয়া সারিগুলো সংরক্ষণ করুন").click()
    page.wait_for_url(f"**{JUNE}")
    assert figure(khulna, "1.1.1") == 11
