"""Files that are made to harm: refused with a sentence, quickly, before they are unpacked."""

import time
from pathlib import Path

import pytest

from numerals import Message
from plans.forms.limits import MOST_BYTES
from plans.forms.reading import read_file
from tests.plans.forms.families import AGREEMENT
from tests.plans.forms.writers import as_docx, as_text, as_xlsx, docx_of, packed

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CPU_SECONDS = 0.5  # 0.2 on a quiet machine


def workbook(sheet: str, shared: str = "<sst/>", styles: str = "<styles/>") -> bytes:
    return packed(
        {
            "_rels/.rels": (
                f'<R><r Id="a" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></R>'
            ),
            "xl/workbook.xml": f'<w xmlns:r="{RELATION}"><s><sheet name="A" r:id="x"/></s></w>',
            "xl/_rels/workbook.xml.rels": (
                f'<R><r Id="x" Type="{RELATION}/worksheet" Target="sheet.xml"/>'
                f'<r Id="y" Type="{RELATION}/sharedStrings" Target="shared.xml"/>'
                f'<r Id="z" Type="{RELATION}/styles" Target="styles.xml"/></R>'
            ),
            "xl/sheet.xml": sheet,
            "xl/shared.xml": shared,
            "xl/styles.xml": styles,
        }
    )


def merges(reference: str, count: int) -> str:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 1500))
    merge = f'<mergeCell ref="{reference}"/>'
    return f"<w><d>{rows}</d>{merge * count}</w>"


ROW_OF_SHARED = "<row>" + '<c t="s"><v>0</v></c>' * 50 + "</row>"
CELL = "<w:tc><w:p/></w:tc>"
HOSTILE = {
    "unpacks-large": docx_of(f"<w:p><w:r><w:t>{'A' * 20_000_000}</w:t></w:r></w:p>"),
    "many-paragraphs": docx_of("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 20_000),
    "deep": docx_of("<w:sdt>" * 200 + "</w:sdt>" * 200),
    "wide": docx_of(f"<w:tbl><w:tr>{CELL * 5_000}</w:tr></w:tbl>"),
    "span": docx_of(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999999'/></w:tcPr><w:p/></w:tc>"
        "</w:tr></w:tbl>"
    ),
    "entities": packed({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
    "html-span": b"<html><table><tr><td colspan=1000000 rowspan=1000000>a</td></tr></table>",
    "html-deep": b"<html>" + b"<div>" * 100_000,
    "html-long": b"<html><p>" + b"abc " * 1_200_000,
    "html-rows": b"<html><table>" + b"<tr><td>x</td></tr>" * 100_000,
    "text-rows": b"a\tb\n" * 1_000_000,
    "text-cells": (b"1\t" * 99 + b"1\n") * 1_999,
    "comma-cells": (b"1," * 99 + b"1\n") * 1_999,
    "comma-rows": b"abc,def,ghi\n" * 19_000,
    "text-columns": b"a\t" * 10_000,
    "text-cell": b"a\t" + b"b" * 100_000,
    "sheet-rows": workbook(f"<w>{'<row><c><v>1</v></c></row>' * 40_000}</w>"),
    "sheet-columns": workbook(f"<w><row>{'<c><v>1</v></c>' * 40_000}</row></w>"),
    "sheet-merges": workbook(merges("A1:CU1499", 4_000)),
    "sheet-reference": workbook(
        '<w><row r="9999999999999"><c r="ZZZ1" t="s"><v>9</v></c></row></w>'
    ),
    "sheet-strings": workbook("<w/>", shared=f"<sst>{'<si><t>a</t></si>' * 150_000}</sst>"),
    "sheet-shared": workbook(
        f"<w>{ROW_OF_SHARED * 1_000}</w>",
        shared=f"<sst><si><t>{'a b' * 3_000}</t></si></sst>",
    ),
    "too-big": b" " * (MOST_BYTES + 1),
    "half": as_docx(AGREEMENT)[:900],
    "half-sheet": as_xlsx(AGREEMENT)[:900],
    "old-word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 50,
    "old-excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 50,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_harmful_file_is_refused_quickly_with_a_sentence(name: str) -> None:
    start = time.process_time()
    refusal = read_file(HOSTILE[name])

    assert isinstance(refusal, Message)
    assert time.process_time() - start < CPU_SECONDS
    assert refusal.bn.endswith("।")
    assert refusal.en.endswith(".")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "This is a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "save it as DOCX"),
        (b"{\\rtf1 a}", "save it as DOCX"),
        (b"\x89PNG\r\n\x1a\n....", "This is a picture file"),
        (b"\xff\xd8\xff\xe0....", "This is a picture file"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "This is an ODT file"),
        (packed({"ppt/slides/slide1.xml": "<a/>"}), "This is a PowerPoint file"),
        (packed({"xl/workbook.bin": "a"}), "save it as XLSX"),
    ],
)
def test_file_without_tables_is_told_what_to_save_it_as(content: bytes, said: str) -> None:
    refusal = read_file(content)

    assert isinstance(refusal, Message)
    assert said in refusal.en


@pytest.mark.parametrize("missing", ["কর্মসম্পাদন সূচক", "লক্ষ্যমাত্রা ২০২১-২২", "সূচকের মান"])
def test_needed_column_that_is_missing_is_named_with_what_was_found(missing: str) -> None:
    headings = ["কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২১-২২", "মন্তব্য"]
    left = [heading for heading in headings if heading != missing]
    refusal = read_file("\n".join(("\t".join(left), "\t".join("কখগঘঙ"))).encode())

    assert isinstance(refusal, Message)
    name = {"সূচকের মান": "কর্মসম্পাদন সূচকের মান"}.get(missing, missing.removesuffix(" ২০২১-২২"))
    assert f"“{name}” কলাম পাওয়া যায়নি" in refusal.bn
    assert all(f"“{heading}”" in refusal.bn for heading in left)


def test_name_of_the_file_does_not_matter(tmp_path: Path) -> None:
    assert isinstance(read_file(as_text(AGREEMENT), "form.docx"), tuple)
