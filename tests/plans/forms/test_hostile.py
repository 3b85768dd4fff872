"""Files made to take for ever: time grows with their size alone, and what takes long is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import pytest

from numerals import Message, composed
from plans.document.grid import Grid
from plans.forms import apart, formats, limits
from plans.forms.bijoy import as_it_is, by_font
from plans.forms.limits import FormRefused
from plans.forms.reading import parts_read, read_file
from tests.plans.forms.families import AGREEMENT
from tests.plans.forms.test_limits import RELATION, workbook
from tests.plans.forms.writers import as_docx, as_html, as_xlsx, docx_of, packed

TEXT: Final = "<w:t>a</w:t>"
LETTERS: Final = (
    "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'>"
    f"<w:start w:val='5000'/><w:numFmt w:val='upperLetter'/><w:lvlText w:val='{'%1' * 20}'/>"
    "</w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>"
)
NUMBERED: Final = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:p>"
ODS: Final = (
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MARKS: Final = "\u0316\u0300"


SHEET: Final = "<sheet r:id='x'/>"
ROW: Final = f"<row>{'<c><v>7</v></c>' * 20}</row>"


def attributes(count: int) -> str:
    return " ".join(f'a{number}="x"' for number in range(count))


def in_a_cell(body: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"


def line(text: str) -> str:
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def prose(text: str) -> bytes:
    return docx_of(line("রূপকল্প") + line(text) * 4 + line("কার্যাবলি") + line(text) * 4)


GROWING: Final[dict[str, Callable[[int], bytes]]] = {
    "runs-of-a-paragraph": lambda n: docx_of(f"<w:p>{f'<w:r>{TEXT}</w:r>' * (400 * n)}</w:p>"),
    "texts-of-a-run": lambda n: docx_of(f"<w:p><w:r>{TEXT * (600 * n)}</w:r></w:p>"),
    "numbers-of-a-list": lambda n: packed(
        {
            "word/document.xml": "<w:document xmlns:w='w'><w:body>"
            f"{in_a_cell(NUMBERED * (150 * n))}</w:body></w:document>",
            "word/numbering.xml": LETTERS,
        }
    ),
    "attributes": lambda n: docx_of(f"<w:p {attributes(1500 * n)}><w:r>{TEXT}</w:r></w:p>"),
    "rules-of-a-page": lambda n: b"<html><style>" + b".a{" * (1500 * n) + b"</style><table>",
    "style-of-a-cell": lambda n: (
        b'<html><table><tr><td style="' + b"text-decoration:" * (1500 * n) + b'">a</table>'
    ),
    "quotes-of-a-clipboard": lambda n: b'\t"a\n' + b'b"\t"c\n' * (700 * n),
    "marks-over-a-letter": lambda n: ("a\tb\n" + f"a{MARKS * (300 * n)}\tb\n").encode(),
    "blanks-of-prose": lambda n: prose("a" + " " * (600 * n) + "b"),
    "dots-of-prose": lambda n: prose("ক" + "." * (600 * n) + "খ"),
    "merges": lambda n: workbook(
        "<w><d>"
        + "".join(f'<row r="{i}"><c r="CU{i}"><v>1</v></c></row>' for i in range(1, 1000))
        + '<mergeCell ref="CU1:A999"/>' * (500 * n)
        + "</d></w>"
    ),
    "sheets-of-one-part": lambda n: packed(
        {
            "_rels/.rels": f'<R><r Id="a" Type="{RELATION}/officeDocument" Target="b.xml"/></R>',
            "b.xml": f'<w xmlns:r="{RELATION}"><s>{SHEET * (10 * n)}</s></w>',
            "_rels/b.xml.rels": f'<R><r Id="x" Type="{RELATION}/worksheet" Target="s.xml"/></R>',
            "s.xml": f"<w>{ROW * 100}</w>",
        }
    ),
}


def seconds(content: bytes) -> float:
    begin = time.process_time()
    read_file(content)
    parts_read(content)
    return time.process_time() - begin


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_size(name: str) -> None:
    make = GROWING[name]
    seconds(make(1))

    once, eightfold = min(seconds(make(1)) for _ in range(2)), seconds(make(8))

    assert eightfold < 0.1 + 24 * once


HOSTILE: Final[dict[str, bytes]] = {
    "repeated-tables": packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<d {ODS}>" + "<t:table><t:table-row t:number-rows-repeated='1999'>"
            "<t:table-cell t:number-columns-repeated='29'><x:p>a</x:p></t:table-cell>"
            "</t:table-row></t:table>" * 40 + "</d>",
        }
    ),
    "rows-without-end": workbook(f"<w><d>{'<row/>' * 100_000}{'<x/>' * 100_000}</d></w>"),
    **{
        f"encoding-{name}": f"<html><meta charset={name}><table>".encode() + b"\xffb9" * 200
        for name in ("punycode", "idna", "undefined", "utf-7", "unicode_escape", "zip")
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_unpacks_or_repeats_without_end_is_refused(name: str) -> None:
    begin = time.process_time()

    assert isinstance(read_file(HOSTILE[name]), Message)
    # Most take a twentieth of it; what has no end took minutes.
    assert time.process_time() - begin < 5


@pytest.mark.parametrize("digits", ["²³" * 3, "9" * 5000])
def test_what_looks_like_a_number_and_is_none_is_read(digits: str) -> None:
    rows = "".join(f"{digits}\t{one}\t{digits}\t{digits} indicators\n" for one in "১২৩৪৫")

    assert read_file(f"কার্যক্রম\tসূচক\tএকক\tমান\n{rows}মোট\t{digits}টি সূচক\n".encode()) is not None


def test_what_no_database_holds_is_marked_in_a_sheet() -> None:
    sheet = workbook(
        '<w><row><c t="inlineStr"><is><t>a_x0000_b_xD800_c_x000D_</t></is></c></row></w>'
    )
    [grid] = formats.grids_of(sheet, as_it_is)

    assert grid.rows[0].cells[0].text.split() == ["a\ufffdb\ufffdc"]


def test_more_marks_than_a_letter_has_are_cut() -> None:
    assert composed("ক" + "\u0300" * 40 + "খ") == "ক" + "\u0300" * 30 + "খ"
    assert composed("\u09a1\u09bc" * 20) == "\u09a1\u09bc" * 20
    assert composed("e\u0301") == "é"


@pytest.mark.parametrize("write", [as_docx, as_xlsx, as_html])
def test_large_file_says_the_same_in_a_process_of_its_own(
    write: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = write(AGREEMENT)
    expected: tuple[Grid, ...] = formats.grids_of(content, by_font)
    monkeypatch.setattr(apart, "_AT_ONCE", 0)
    monkeypatch.setattr(apart, "_AT_ONCE_UNPACKED", 0)

    assert apart.grids_of(content, by_font) == expected


def test_what_a_process_of_its_own_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spreadsheets.apart.PATIENCE", 1)

    with pytest.raises(FormRefused, match="too complicated"):
        apart.grids_of(f"<html><table {attributes(200_000)}>".encode(), as_it_is)
    assert limits.TOO_INTRICATE.bn.endswith("।")
