"""The forms as Word files: the table that Word shows, in the markup that Word reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperRequest
from reports.paper.content import paper_of
from reports.paper.word import docx_of
from tests.reports.paper.samples import Requester

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '=1+1 <script>alert("x")</script> <w:p/> & ]]> \x01 file:///etc/passwd'


def part(content: bytes, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def text_of(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def value(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def table_of(request: PaperRequest) -> etree._Element:
    table = part(docx_of(request)).find(f".//{W}tbl")
    assert table is not None
    return table


@pytest.mark.parametrize("form", PaperForm)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_row_has_a_cell_for_every_column(
    form: PaperForm, language: str, khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, form, language=language)
    table = table_of(request)
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))

    spans = [
        sum(int(value(cell, "tcPr/gridSpan") or 1) for cell in row.findall(f"{W}tc"))
        for row in table.findall(f"{W}tr")
    ]

    assert columns == len(request.columns)
    assert spans == [columns] * len(spans)


def test_head_repeats_and_no_row_is_split(khulna: PlanDocument, requested: Requester) -> None:
    rows = table_of(requested(khulna, PaperForm.PROGRESS)).findall(f"{W}tr")

    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]

    assert heads == [True] * 4 + [False] * (len(rows) - 4)
    assert [row.find(f"{W}trPr/{W}cantSplit") is None for row in rows] == [False] * len(rows)


def test_head_is_merged_as_the_form_is(khulna: PlanDocument, requested: Requester) -> None:
    first, second, *_ = table_of(requested(khulna, PaperForm.PROGRESS)).findall(f"{W}tr")

    assert [
        (text_of(cell), value(cell, "tcPr/gridSpan"), value(cell, "tcPr/vMerge"))
        for cell in first.findall(f"{W}tc")[6:9]
    ] == [
        ("কর্মসম্পাদন সূচকের মান", None, "restart"),
        ("লক্ষ্যমাত্রা/নির্ণায়ক ২০২৩-২৪", "5", None),
        ("বিগত মাসের পূর্ববর্তী মাসে অর্জন", None, "restart"),
    ]
    assert value(second.findall(f"{W}tc")[6], "tcPr/vMerge") == "continue"


def test_objective_reaches_over_its_indicators(khulna: PlanDocument, requested: Requester) -> None:
    rows = table_of(requested(khulna, PaperForm.PROGRESS)).findall(f"{W}tr")[5:]

    reach = [value(row.findall(f"{W}tc")[0], "tcPr/vMerge") for row in rows[:12]]

    assert reach == ["restart", *["continue"] * 10, "restart"]


def test_page_lies_and_says_which_it_is(khulna: PlanDocument, requested: Requester) -> None:
    content = docx_of(requested(khulna, PaperForm.PROGRESS))
    page = part(content).find(f".//{W}sectPr/{W}pgSz")
    fields = [one.get(f"{W}instr") for one in part(content, "footer").iter(f"{W}fldSimple")]

    assert page is not None
    assert (page.get(f"{W}orient"), page.get(f"{W}w"), page.get(f"{W}h")) == (
        "landscape",
        "16838",
        "11906",
    )
    assert fields == ["PAGE", "NUMPAGES"]
    assert text_of(part(content, "footer")).startswith("বাংলাদেশ ক্ষুদ্র ও কুটির শিল্প করপোরেশন")


def test_bengali_has_its_font_and_language(khulna: PlanDocument, requested: Requester) -> None:
    styles = part(docx_of(requested(khulna, PaperForm.PLAN)), "styles")
    fonts, language = styles.find(f".//{W}rFonts"), styles.find(f".//{W}lang")

    assert fonts is not None
    assert fonts.get(f"{W}cs") == fonts.get(f"{W}ascii") == "Nirmala UI"
    assert language is not None
    assert language.get(f"{W}bidi") == "bn-BD"


@pytest.mark.parametrize("form", PaperForm)
def test_word_says_what_the_pdf_says(
    form: PaperForm, khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, form, is_demo=True)
    content = docx_of(request)
    heading = paper_of(request).heading
    said = text_of(part(content)) + text_of(part(content, "header"))

    texts = [heading.office, *heading.address, heading.title, *heading.notes, heading.demo]
    texts += [box.role for box in heading.signatures]

    assert [text for text in texts if text not in said] == []


def test_typed_markup_is_text(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    request = requested(one_indicator(remarks=HOSTILE, title=HOSTILE), PaperForm.PROGRESS)

    document = part(docx_of(request))

    assert HOSTILE.replace("\x01", "\N{REPLACEMENT CHARACTER}") in text_of(document)
    assert list(document.iter(f"{W}hyperlink")) == []


def test_same_form_gives_the_same_bytes(khulna: PlanDocument, requested: Requester) -> None:
    request = requested(khulna, PaperForm.PLAN)

    assert docx_of(request) == docx_of(request)
