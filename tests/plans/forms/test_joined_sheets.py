"""One form on several sheets of a workbook is read as one; several forms stay several."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from openpyxl import load_workbook

from numerals import Message
from plans.document.values import PlanDocument
from plans.forms.limits import MOST_SHEETS
from plans.forms.reading import grids_read, read_file
from tests.plans.forms.families import AGREEMENT, OFFICE
from tests.plans.forms.writers import Row, Sheet, as_ods, as_workbook, as_xlsx, packed

TITLE = AGREEMENT.above[1]
HEADS, (STRATEGIC, *SET), (MANDATORY, *KEPT) = (
    AGREEMENT.rows[:4],
    AGREEMENT.rows[4:7],
    AGREEMENT.rows[7:],
)
FIRST, SECOND = ("[১] শিল্প উন্নয়ন", "৭৫", "[১.১] ঋণ বিতরণ", *SET[0][3:]), ("", "", "", *SET[1])
Page = tuple[str, Sequence[str], Sequence[Row]]
"""The name of a sheet, what stands above its table, and the rows below the headings."""


def workbook(*pages: Page) -> bytes:
    return as_workbook({name: Sheet(above, (*HEADS, *rows)) for name, above, rows in pages})


def documents(content: bytes) -> list[PlanDocument]:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    return [one.document for one in readings if one.document is not None]


def rules(content: bytes) -> list[str]:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    return [problem.rule for one in readings for problem in one.problems]


def rows_of(document: PlanDocument) -> list[tuple[str, str, str]]:
    """Section, code and best target of each row."""
    return [
        (objective.section, one.code or "", str(one.targets.t100))
        for objective in document.objectives
        for activity in objective.activities
        for one in activity.indicators
    ]


def numbered_anew(rows: Sequence[Row]) -> list[Row]:
    return [
        [cell.replace("এম.১", "১") if isinstance(cell, str) else cell for cell in row]
        for row in rows
    ]


ABOVE = (OFFICE, TITLE)
NAMED = "আবশ্যিক কৌশলগত উদ্দেশ্যসমূহ"


@pytest.mark.parametrize(
    "pages",
    [
        # The second sheet says nothing of itself, or all of it again.
        [("Sheet1", ABOVE, [STRATEGIC, *SET]), ("Sheet2", (), [MANDATORY, *KEPT])],
        [("Sheet1", ABOVE, [STRATEGIC, *SET]), ("Sheet2", ABOVE, [MANDATORY, *KEPT])],
        # Its name tells the section, or a line above its table.
        [("কৌশলগত", ABOVE, SET), ("আবশ্যিক", (), KEPT)],
        [("Strategic", ABOVE, SET), ("Mandatory", ABOVE, KEPT)],
        [("সেকশন ১", ABOVE, SET), ("সেকশন ২", (NAMED,), KEPT)],
        [("১", ABOVE, SET), ("২", (*ABOVE, NAMED), KEPT)],
        # Rows go on in the same section.
        [("পাতা ১", ABOVE, [STRATEGIC, FIRST]), ("পাতা ২", (), [SECOND, MANDATORY, *KEPT])],
    ],
)
def test_sections_and_pages_on_sheets_of_their_own_are_one_form(pages: list[Page]) -> None:
    content = workbook(*pages)
    [document] = documents(content)

    assert (document.office, document.title) == (OFFICE, TITLE)
    assert rows_of(document) == rows_of(documents(as_xlsx(AGREEMENT))[0])
    assert rules(content).count("sheets-joined") == 1
    assert "total-weight-mismatch" not in rules(content)


def test_codes_may_begin_anew_in_another_section() -> None:
    content = workbook(("কৌশলগত", ABOVE, SET), ("আবশ্যিক", (), numbered_anew(KEPT)))
    [document] = documents(content)

    assert [(section, code) for section, code, _ in rows_of(document)] == [
        ("strategic", "1.1.1"),
        ("strategic", "1.1.2"),
        ("mandatory", "1.1.1"),
    ]


def test_each_sheet_of_three_is_named() -> None:
    content = workbook(
        ("১", ABOVE, [STRATEGIC, FIRST]), ("২", (), [SECOND]), ("৩", (), [MANDATORY, *KEPT])
    )

    assert len(documents(content)) == 1
    assert rules(content).count("sheets-joined") == 2


@pytest.mark.parametrize(
    "second",
    [
        # Another office, kind or year; a sheet named after an office; the same rows again.
        ("Sheet2", ("পরীক্ষা অধিদপ্তর, খুলনা", TITLE), KEPT),
        ("Sheet2", (OFFICE, "জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০১৯-২০"), KEPT),
        ("Sheet2", (OFFICE, TITLE.replace("২০১৯-২০", "২০২০-২১")), KEPT),
        ("যশোর", (), KEPT),
        ("Sheet2", (), SET),
        ("Sheet2", ABOVE, SET),
    ],
)
def test_another_form_stays_another(second: Page) -> None:
    content = workbook(("Sheet1", ABOVE, SET), second)

    assert len(rows_of(documents(content)[0])) == len(SET)
    assert "sheets-joined" not in rules(content)


def test_rows_are_numbered_on_and_hidden_ones_told() -> None:
    book = load_workbook(io.BytesIO(workbook(("১", ABOVE, SET), ("২", (), KEPT))))
    book["২"].row_dimensions[5].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    read = grids_read(stream.getvalue())
    assert isinstance(read, tuple)
    [(grid, _readings)] = read
    numbers = [row.number for row in grid.rows]

    assert numbers == sorted(set(numbers))
    (hidden,) = grid.hidden
    assert (
        next(row for row in grid.rows if row.number == hidden).cells[0].text == "[এম.১] দাপ্তরিক কাজ"
    )


def ods_with(tables: int) -> bytes:
    packed_once = as_ods(Sheet(ABOVE, (*HEADS, *SET)))
    with zipfile.ZipFile(io.BytesIO(packed_once)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    content = parts["content.xml"]
    start, end = (
        content.index("<t:table t:name='A'>"),
        content.index("</t:table>") + len("</t:table>"),
    )
    parts["content.xml"] = content[:start] + content[start:end] * tables + content[end:]
    return packed(parts)


def xlsx_with(sheets: int) -> bytes:
    return workbook(*((str(number), ABOVE, SET) for number in range(sheets)))


@pytest.mark.parametrize("written", [xlsx_with, ods_with])
def test_no_sheet_is_left_out_in_silence(written: Callable[[int], bytes]) -> None:
    assert len(documents(written(MOST_SHEETS))) == MOST_SHEETS
    refused = read_file(written(MOST_SHEETS + 1))

    assert isinstance(refused, Message)
    assert "80" in refused.en
