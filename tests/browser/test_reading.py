"""What a screen reader hears of the form, what a field for files says, and what is printed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from plans.models import Plan
from tests.browser.people import choose_language, let_in, sign_in, visitor

PLAN: Final = "/plans/khulna/2023-24/apa/"
JUNE: Final = f"{PLAN}2024-06/"


@pytest.fixture
def form(page: Page, khulna: Plan) -> Page:
    let_in(page, "khulna")
    page.goto(JUNE)
    return page


def names_of_fields(page: Page) -> list[str]:
    """From Chromium's own accessibility tree."""
    line = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = line.send("Accessibility.getFullAXTree")["nodes"]
    return [
        " ".join(node["name"]["value"].split())
        for node in nodes
        if node.get("role", {}).get("value") == "textbox" and not node["ignored"]
    ]


def test_a_cell_is_named_by_code_title_unit_and_target(form: Page) -> None:
    wanted = "১.১.১ প্রণয়নকৃত প্রজেক্ট প্রফাইল সংখ্যা · সমষ্টি লক্ষ্যমাত্রা ১০০%: ৫"
    assert wanted == names_of_fields(form)[0]

    choose_language(form, "en")

    assert any(
        name.startswith("1.1.1 ") and name.endswith("Target 100%: 5")
        for name in names_of_fields(form)
    )


def test_the_reasons_of_a_score_are_not_read_out_at_every_move(form: Page) -> None:
    form.locator(".cell-input").nth(3).focus()

    expect(form.locator("#why")).not_to_be_empty()
    assert not form.locator(".why-panel").evaluate(
        "one => one.closest('[aria-live], [role=status]')"
    )


@pytest.mark.parametrize(
    ("who", "address", "words"),
    [
        ("khulna", f"{JUNE}evidence/{{proved}}/", "ফাইল বাছাই করুন"),
        ("admin", "/manage/import/", "ফাইল বাছাই করুন"),
    ],
)
def test_a_field_for_files_speaks_the_language_of_the_page(
    page: Page, khulna: Plan, who: str, address: str, words: str
) -> None:
    sign_in(page, who)
    page.goto(address.format(proved=khulna.indicators.get(row="1.4.1").pk))
    field = page.locator("input[type=file]").first

    expect(page.locator(".file-button").first).to_contain_text(words)
    expect(page.locator(".file-name").first).to_have_text("কোনো ফাইল বাছাই করা হয়নি")
    assert field.evaluate("one => getComputedStyle(one).opacity") == "0"
    field.focus()
    expect(field).to_be_focused()


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("khulna", JUNE),
        ("khulna", f"{JUNE}check/"),
        ("headoffice", f"{JUNE}review/"),
        ("khulna", PLAN),
    ],
)
def test_what_is_printed_has_values_and_no_boxes_or_buttons(
    browser: Browser, live_server: LiveServer, khulna: Plan, tmp_path: Path, who: str, address: str
) -> None:
    with visitor(browser, live_server) as page:
        sign_in(page, who)
        page.goto(address)
        page.emulate_media(media="print")

        assert not page.evaluate(
            """() => [...document.querySelectorAll("input, textarea, select, button, .btn")]
                .filter((one) => one.checkVisibility() && one.type !== "hidden")
                .filter((one) => one.matches("button, .btn, [type=checkbox]")
                    || getComputedStyle(one).borderTopWidth !== "0px")
                .map((one) => one.outerHTML.slice(0, 90))"""
        )
        page.pdf(path=tmp_path / "form.pdf", prefer_css_page_size=True)

    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "form.pdf", "-"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert "১.১.১" in text or "1.1.1" in text
