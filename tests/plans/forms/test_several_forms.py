"""Several offices' forms in one file: each is its own, with its own office."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from numerals import Message
from plans.document.reader import Reading
from plans.forms.reading import read_file
from tests.plans.forms.writers import (
    WRITERS,
    Merged,
    Sheet,
    as_html,
    as_xlsx,
    docx_of,
    paragraph,
    word_table,
)

HEADINGS = ("কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২৩-২৪", "মন্তব্য")
APA = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"
KHULNA, JASHORE = "জেলা কার্যালয়, খুলনা", "জেলা কার্যালয়, যশোর"
INTEGRITY = "জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০২৩-২৪"
GRIEVANCE = "অভিযোগ প্রতিকার ব্যবস্থা কর্মপরিকল্পনা ২০২৩-২৪"


def rows(target: str) -> list[tuple[str, ...]]:
    return [HEADINGS, ("১.১ মেলা", "১.১.১ মেলা আয়োজন", "সংখ্যা", "১০০", target, "")]


def in_word(*forms: tuple[Sequence[str], str]) -> bytes:
    return docx_of(
        "".join(
            "".join(map(paragraph, above)) + word_table(Sheet((), rows(target)))
            for above, target in forms
        )
    )


def read(content: bytes) -> list[Reading]:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    return list(readings)


def said(content: bytes) -> list[tuple[str, str, list[str]]]:
    """Kind, office and targets of each form."""
    return [
        (
            str(one.kind),
            one.document.office,
            [str(entry.targets.t100) for entry in one.document.indicators],
        )
        for one in read(content)
        if one.document is not None
    ]


BOTH = [("apa", KHULNA, ["11"]), ("apa", JASHORE, ["12"])]


@pytest.mark.parametrize(
    "above",
    [
        [(KHULNA, APA), (JASHORE, APA)],
        [(KHULNA, APA), ("পাতা ২", JASHORE, APA)],
        [(APA, f"কার্যালয়ের নাম: {KHULNA}"), (f"কার্যালয়ের নাম: {JASHORE}",)],
        [(APA, KHULNA), (APA, JASHORE)],
    ],
)
def test_same_title_below_another_office_is_another_form(above: list[tuple[str, ...]]) -> None:
    assert said(in_word((above[0], "১১"), (above[1], "১২"))) == BOTH


def test_office_that_stands_once_is_that_of_all_forms_below() -> None:
    content = in_word(((KHULNA, INTEGRITY), "১১"), ((GRIEVANCE,), "১২"), ((JASHORE, APA), "১৩"))

    assert said(content) == [
        ("integrity", KHULNA, ["11"]),
        ("grievance", KHULNA, ["12"]),
        ("apa", JASHORE, ["13"]),
    ]


def test_title_again_on_the_next_page_is_the_same_form() -> None:
    second = Sheet((), (HEADINGS, ("১.২ সভা", "১.২.১ সভা আয়োজন", "সংখ্যা", "৫০", "১২", "")))
    again = "".join(map(paragraph, ("উপব্যবস্থাপক", APA)))
    first = "".join(map(paragraph, (KHULNA, APA))) + word_table(Sheet((), rows("১১")))

    assert said(docx_of(first + again + word_table(second))) == [("apa", KHULNA, ["11", "12"])]


@pytest.mark.parametrize("written", [name for name in WRITERS if name not in ("docx", "html")])
def test_forms_under_one_another_on_a_sheet_are_told_apart(written: str) -> None:
    between = [(JASHORE, *[""] * 5), (APA, *[""] * 5)]
    sheet = Sheet((KHULNA, APA), [*rows("১১"), *between, *rows("১২")])

    assert said(WRITERS[written](sheet)) == BOTH


def workbook(*names: str) -> bytes:
    book = Workbook()
    for number, name in enumerate(names, start=11):
        sheet = book.create_sheet(name)
        sheet.append([APA])
        for row in rows(str(number)):
            sheet.append(row)
    book.remove(book["Sheet"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_of_offices_name_them_where_their_forms_do_not() -> None:
    content = workbook("খুলনা", "যশোর")

    assert said(content) == [("apa", "খুলনা", ["11"]), ("apa", "যশোর", ["12"])]
    rules = [[problem.rule for problem in one.problems] for one in read(content)]
    assert all(one.count("office-by-sheet") == 1 for one in rules)


@pytest.mark.parametrize("names", [("খুলনা",), ("Sheet1", "Sheet2"), ("জুলাই", "শুদ্ধাচার"), ("২০২৩", "x")])
def test_sheets_of_other_names_name_no_office(names: tuple[str, ...]) -> None:
    assert {office for _kind, office, _targets in said(workbook(*names))} == {""}


@pytest.mark.parametrize("written", WRITERS)
def test_offices_beside_one_another_are_named_and_told_what_to_do(written: str) -> None:
    heads = [Merged(text, down=2) for text in HEADINGS[:4]]
    sheet = Sheet(
        (APA,),
        (
            (*heads, Merged("লক্ষ্যমাত্রা ২০২৩-২৪", across=3)),
            ("খুলনা", "যশোর", "বাগেরহাট"),
            ("১.১ মেলা", "১.১.১ মেলা", "টি", "১০০", "৫", "৬", "৭"),
        ),
    )
    refused = read_file(WRITERS[written](sheet))

    assert isinstance(refused, Message)
    assert "“খুলনা”, “যশোর”, “বাগেরহাট”" in refused.en
    assert "আলাদা শিটে" in refused.bn


def test_offices_beside_the_target_of_all_leave_it_in_its_place() -> None:
    heads = [Merged(text, down=2) for text in HEADINGS[:5]]
    sheet = Sheet(
        (KHULNA, APA),
        (
            (*heads, Merged("জেলাভিত্তিক অর্জন", across=3), Merged("মোট অর্জন", down=2)),
            ("খুলনা", "যশোর", "বাগেরহাট"),
            ("১.১ মেলা", "১.১.১ মেলা", "টি", "১০০", "১৮", "৫", "৬", "৭", "১৯"),
        ),
    )
    [reading] = read(as_xlsx(sheet))

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert (str(entry.targets.t100), str(entry.reported.cumulative)) == ("18", "19")
    assert list(entry.others.values()) == ["৫", "৬", "৭"]


def test_clipboard_of_google_sheets_is_read() -> None:
    table = as_html(Sheet((), [(KHULNA,), (APA,), *rows("১১")])).partition(b"<table>")[2]
    opened = b"<meta charset='utf-8'><google-sheets-html-origin><style><!--td {}--></style><table>"

    assert said(opened + table) == [("apa", KHULNA, ["11"])]


def test_cells_that_a_tracked_change_merges_are_one() -> None:
    def cell(text: str, mark: str = "") -> str:
        merge = f'<w:cellMerge w:id="1" w:author="x" w:vMerge="{mark}"/>' if mark else ""
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(text)}</w:tc>"

    def row(first: str, *others: str) -> str:
        return f"<w:tr>{first}{''.join(map(cell, others))}</w:tr>"

    table = (
        row(*map(cell, HEADINGS[:1]), *HEADINGS[1:])
        + row(cell("১.১ মেলা", "rest"), "১.১.১ মেলা আয়োজন", "সংখ্যা", "৫০", "১১", "")
        + row(cell("ও সভা", "cont"), "১.১.২ সভা আয়োজন", "সংখ্যা", "৫০", "১২", "")
    )
    body = paragraph(KHULNA) + paragraph(APA) + f"<w:tbl>{table}</w:tbl>"
    [reading] = read(docx_of(body))

    assert reading.document is not None
    [[activity]] = [one.activities for one in reading.document.objectives]
    assert (activity.title, len(activity.indicators)) == ("মেলা ও সভা", 2)
