"""What Word and Excel themselves write, which no library that makes files for tests does."""

from __future__ import annotations

from typing import Any, Final

import pytest

from plans.document.rendering import reading_as_json
from plans.forms.reading import read_file
from tests.plans.forms.test_limits import workbook
from tests.plans.forms.writers import docx_of, packed, paragraph

Json = dict[str, Any]
HEADINGS: Final = ("কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২৩-২৪")
FAIR: Final = ("১.১ মেলা", "১.১.১ মেলা আয়োজিত", "সংখ্যা", "১০০")
TITLE: Final = "বার্ষিক কর্মসম্পাদন চুক্তি ২০২৩-২৪"


def indicators_in(content: bytes) -> list[Json]:
    readings = read_file(content)
    assert isinstance(readings, tuple), readings.en
    return [
        indicator
        for objective in reading_as_json(readings[0])["objectives"]
        for activity in objective["activities"]
        for indicator in activity["indicators"]
    ]


# Excel


def text(said: str) -> str:
    return f'<c t="inlineStr"><is><t>{said}</t></is></c>'


def held(value: str, style: int = 0, kind: str = "n") -> str:
    return f'<c s="{style}" t="{kind}"><v>{value}</v></c>'


def row(*cells: str, **attributes: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    written = (cell if cell.startswith("<c") else text(cell) for cell in cells)
    return f"<row{said}>{''.join(written)}</row>"


def sheet(*rows: str, after: str = "") -> str:
    return f"<worksheet><sheetData>{row(TITLE)}{''.join(rows)}</sheetData>{after}</worksheet>"


FORMATS: Final = (
    *("General", "[$-5000445]dd/mm/yyyy;@", "[$-5000445]0", r"mmm\-yy", "0.0%"),
    *('0.00" কোটি"', "[$-F800]dddd, mmmm dd, yyyy", r"#,##0.00_);[Red]\(#,##0.00\)"),
)
STYLES: Final = "<styleSheet><numFmts>{}</numFmts><cellXfs>{}</cellXfs></styleSheet>".format(
    "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for at, code in enumerate(FORMATS)
    ),
    "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(FORMATS))),
)


def first_of(*rows: str, after: str = "", shared: str = "<sst/>") -> Json:
    return indicators_in(workbook(sheet(*rows, after=after), shared=shared, styles=STYLES))[0]


@pytest.mark.parametrize(
    ("cell", "target"),
    [
        (held("510", 2), "510"),
        (held("45473", 1), "2024-06-30"),
        (held("45473", 6), "2024-06-30"),
        (held("2024-06-30T00:00:00", 0, "d"), "2024-06-30"),
        (held("1234567.5", 7), "1234567.5"),
        (held("12.5", 5), "12.5"),
        (held("০৫১০", 0, "str"), "510"),
        (held("0", 0, "s"), "510"),
        ('<c t="str"><f>A1</f><v>৫১০</v></c>', "510"),
        (held("0.16274509803921569", 4), "16.3"),
        (held("33.333333333333336"), "33.33333333"),
        (held("0.0076714"), "0.0076714"),
        (held("1e300"), None),
        (held("#DIV/0!", 0, "e"), None),
    ],
)
def test_value_is_read_as_excel_shows_it(cell: str, target: str | None) -> None:
    unit = "তারিখ" if target and "-" in target else "সংখ্যা"
    rich = "<sst><si><r><t>৫</t></r><r><rPr/><t>১০</t></r><rPh><t>9</t></rPh></si></sst>"
    entry = first_of(row(*HEADINGS), row(*FAIR[:2], unit, "১০০", cell), shared=rich)

    assert entry["targets"]["100"] == target
    assert ("target-100" in entry["unread"]) == (target is None)


def test_month_typed_over_a_column_is_a_date_to_excel() -> None:
    headings = (*HEADINGS, held("45108", 3), held("45139", 3), "মোট অর্জন")
    entry = first_of(row(*headings), row(*FAIR, "৫১০", held("41"), held("42"), held("83")))

    assert entry["achieved"] == {"2023-07": "41", "2023-08": "42"}


def test_line_ends_that_excel_writes_as_signs_are_none_of_the_text() -> None:
    headings = (*HEADINGS[:4], "লক্ষ্যমাত্রা_x000D_\n২০২৩-২৪")
    entry = first_of(row(*headings), row("১.১ মেলা", "১.১.১ মেলা_x000D_\nআয়োজিত", "টি", "১০০", "৫১০"))

    assert (entry["title"], entry["targets"]["100"]) == ("মেলা আয়োজিত", "510")


def test_text_under_a_merged_cell_without_one_is_not_read() -> None:
    entries = indicators_in(
        workbook(
            sheet(
                row(*HEADINGS, "মন্তব্য", r="2"),
                row(*FAIR, "৫১০", r="3"),
                row("", "১.১.২ অতিথি", "জন", "০", "৪১০", "ঢাকা পড়া", r="4"),
                after='<mergeCells><mergeCell ref="F3:F4"/></mergeCells>',
            )
        )
    )
    assert [entry["remarks"] for entry in entries] == ["", ""]


def test_rows_of_borders_alone_are_no_rows() -> None:
    cells = "".join(f'<c r="{letter}{{0}}" s="1"/>' for letter in "ABCDEFGHIJKLMNOPQRST")
    bordered = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(5, 8_000))
    coloured = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(8_000, 60_000))
    entry = first_of(row(*HEADINGS), row(*FAIR, "৫১০"), bordered, coloured)

    assert entry["targets"]["100"] == "510"


# Word


def run(said: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{said}</w:t></w:r>'


def word_form(target: str, *below: str, remarks: str = "<w:p/>") -> list[Json]:
    """A form of one indicator whose cell of the target holds ``target``."""

    def cells(*texts: str) -> str:
        return "".join(
            f"<w:tc>{said if said.startswith('<w:') else paragraph(said)}</w:tc>" for said in texts
        )

    rows = (cells(*HEADINGS, "মন্তব্য"), cells(*FAIR, target, remarks), *map(cells, below))
    table = f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in rows)}</w:tbl>"
    return indicators_in(docx_of(f"{paragraph(TITLE)}{table}"))


BOX: Final = f"<w:r><w:pict><w:txbxContent>{paragraph('৭৭৭')}</w:txbxContent></w:pict></w:r>"
CHOICE: Final = (
    f"<w:r><w:AlternateContent><w:Choice>{BOX}</w:Choice><w:Fallback>{BOX}</w:Fallback>"
    "</w:AlternateContent></w:r>"
)
PLACEHOLDER: Final = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{run('Click here to enter text.')}</w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("inside", "target", "unread"),
    [
        (f"<w:del>{run('৯৯৯')}</w:del><w:ins>{run('৫১০')}</w:ins>", "510", None),
        (f"<w:moveFrom>{run('৯৯৯')}</w:moveFrom><w:moveTo>{run('৫১০')}</w:moveTo>", "510", None),
        (f"{run('৫')}<w:smartTag>{run('১০')}</w:smartTag>", "510", None),
        (f"<w:sdt><w:sdtContent>{run('৫১০')}</w:sdtContent></w:sdt>", "510", None),
        (run("৫১") + run("০\u00a0"), "510", None),
        (run("৫১\u00ad") + "<w:r><w:softHyphen/></w:r>" + run("০"), "510", None),
        (f"<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>{run('৫১০')}", "510", None),
        (run("৫১০") + run("৯", "<w:vanish/>"), "510", None),
        (run("৫১০") + BOX, "510", None),
        (run("৫১০") + CHOICE, "510", None),
        (PLACEHOLDER, None, None),
        (run("৫১০") + run("১", '<w:vertAlign w:val="superscript"/>'), None, "৫১০¹"),
        (run("৯৯৯", "<w:strike/>") + run("৫১০"), None, "৯৯৯ ৫১০"),
    ],
)
def test_figure_is_what_word_shows_and_never_two_together(
    inside: str, target: str | None, unread: str | None
) -> None:
    (entry,) = word_form(f"<w:p>{inside}</w:p>")

    assert entry["targets"]["100"] == target
    assert entry["unread"].get("target-100") == unread


@pytest.mark.parametrize("mark", ["<sup>১</sup>", "<span style='vertical-align: super'>১</span>"])
def test_note_of_a_page_is_no_digit(mark: str) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
        for cells in (HEADINGS, (*FAIR, f"৫১০{mark}"), ("", "১.১.২ ক", "টি", "০", "<s>৯</s>৫"))
    )
    first, second = indicators_in(f"<html><p>{TITLE}</p><table>{rows}</table></html>".encode())

    assert first["unread"] == {"target-100": "৫১০¹"}
    assert second["unread"] == {"target-100": "৯ ৫"}


def test_form_in_a_text_box_is_read() -> None:
    cells = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in HEADINGS)
    figures = "".join(f"<w:tc>{paragraph(one)}</w:tc>" for one in (*FAIR, "৫১০"))
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{figures}</w:tr></w:tbl>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{table}</w:txbxContent></w:pict></w:r></w:p>"

    assert indicators_in(docx_of(paragraph(TITLE) + box))[0]["targets"]["100"] == "510"


def test_relations_of_strict_files_are_found() -> None:
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = {
        "_rels/.rels": (
            f'<R><r Id="a" Type="{strict}/officeDocument" Target="xl/workbook.xml"/></R>'
        ),
        "xl/workbook.xml": (
            f'<w xmlns:r="{strict}"><workbookPr date1904="1"/><s><sheet name="A" r:id="x"/></s></w>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<R><r Id="x" Type="{strict}/worksheet" Target="/xl/sheet.xml"/>'
            f'<r Id="z" Type="{strict}/styles" Target="styles.xml"/></R>'
        ),
        "xl/styles.xml": STYLES,
        "xl/sheet.xml": sheet(row(*HEADINGS), row(*FAIR[:2], "তারিখ", "১০০", held("44011", 1))),
    }
    assert indicators_in(packed(parts))[0]["targets"]["100"] == "2024-06-30"
