from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from plans.forms.reading import read_file
from plans.models import Plan
from tests.browser.people import let_in

DRAFT = "khulna-2023-24-apa-progress-2024-06-v1-draft-20240702-1100"
"""What is not accepted yet says so, and until when it speaks, in its file's name."""
A4_LANDSCAPE = (842, 595)
DARK = 215
"""Hairlines are grey; paper, even the tinted head of the table, is lighter."""


def test_progress_report_downloads_and_its_first_page_looks_right(
    page: Page, khulna: Plan, tmp_path: Path
) -> None:
    let_in(page, "khulna")
    page.goto("/plans/khulna/2023-24/apa/?month=2024-06")
    with page.expect_download() as download:
        page.get_by_role("link", name="অগ্রগতি প্রতিবেদন (১৮ কলাম)", exact=True).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    assert path.name == f"{DRAFT}.pdf"
    first = PdfReader(path).pages[0]
    assert (round(first.mediabox.width), round(first.mediabox.height)) == A4_LANDSCAPE
    assert "জেলা কার্যালয়" in text_of_first_page(path)
    width, height, ink = first_page(path)
    assert (width, height) == (1684, 1191)
    left, right = min(x for x, _ in ink), max(x for x, _ in ink)
    assert 30 < left < 90, "the table begins at the left margin"
    assert 30 < width - right < 90, "and ends at the right one"
    assert len(lines_across(ink, left=left, right=right)) > 20, "a rule between all rows"
    assert 0.03 < len(ink) / (width * height) < 0.25, "neither empty nor blotted"


@pytest.mark.parametrize(("called", "ending"), [("Word", "docx"), ("Excel", "xlsx")])
def test_form_that_was_downloaded_to_edit_is_read_again(
    called: str, ending: str, page: Page, khulna: Plan, tmp_path: Path
) -> None:
    let_in(page, "khulna")
    page.goto("/plans/khulna/2023-24/apa/?month=2024-06")
    with page.expect_download() as download:
        page.get_by_role("link", name=f"অগ্রগতি প্রতিবেদন (১৮ কলাম), {called}", exact=True).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)

    readings = read_file(path.read_bytes())

    assert path.name == f"{DRAFT}.{ending}"
    assert isinstance(readings, tuple)
    assert readings[0].document is not None
    assert len(readings[0].document.indicators) == 32


def text_of_first_page(path: Path) -> str:
    command = ["pdftotext", "-l", "1", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def first_page(path: Path) -> tuple[int, int, set[tuple[int, int]]]:
    """Width, height and the dark points of the first page at 144 dpi."""
    command = ["pdftoppm", "-gray", "-r", "144", "-l", "1", "-singlefile", str(path)]
    image = subprocess.run(command, capture_output=True, check=True).stdout
    _magic, size, _depth, points = image.split(b"\n", 3)
    width, height = (int(part) for part in size.split())
    ink = {(at % width, at // width) for at, grey in enumerate(points) if grey < DARK}
    return width, height, ink


def lines_across(ink: set[tuple[int, int]], *, left: int, right: int) -> list[int]:
    """The heights at which most of the table's width is drawn over."""
    rows: dict[int, int] = {}
    for _x, y in ink:
        rows[y] = rows.get(y, 0) + 1
    return [y for y, points in rows.items() if points > (right - left) / 2]
