"""What only Word and Excel do: broken tables, slivers, serials of days, hidden rows, Bijoy."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from numerals import Message
from plans.document.defaults import Kind
from plans.document.reader import Reading
from plans.forms.bijoy import converted
from plans.forms.reading import read_file
from tests.plans.forms.families import QUARTERS
from tests.plans.forms.writers import (
    Merged,
    Sheet,
    W,
    as_csv,
    as_html,
    as_ods,
    as_text,
    docx_of,
    packed,
    paragraph,
    word_table,
)

HEADINGS = ("কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "সূচকের মান", "লক্ষ্যমাত্রা ২০২১-২২", "মন্তব্য")
TITLE = "জাতীয় শুদ্ধাচার কৌশল কর্মপরিকল্পনা ২০২১-২২"


def one(content: bytes, *, bijoy: bool = False) -> Reading:
    readings = read_file(content, bijoy=bijoy)
    assert isinstance(readings, tuple), readings.en
    (reading,) = readings
    return reading


def titles(reading: Reading) -> list[str]:
    assert reading.document is not None
    return [entry.title for entry in reading.document.indicators]


def table(*titles: str, heading: bool = True) -> Sheet:
    rows = [(f"১.{n} কাজ", title, "সংখ্যা", "২৫", "৪", "") for n, title in enumerate(titles, 1)]
    return Sheet((), (*([HEADINGS] if heading else []), *rows))


@pytest.mark.parametrize("heading", [True, False])
def test_table_broken_over_pages_is_one_form(heading: bool) -> None:
    above = paragraph("পরীক্ষা অধিদপ্তর") + paragraph(TITLE)
    pages = word_table(table("ক")) + paragraph("") + word_table(table("খ", heading=heading))

    assert titles(one(docx_of(above + pages))) == ["ক", "খ"]


def test_several_forms_of_one_file_are_told_by_their_titles() -> None:
    other = "অভিযোগ প্রতিকার ব্যবস্থা কর্মপরিকল্পনা ২০২১-২২"
    body = paragraph(TITLE) + word_table(table("ক")) + paragraph(other) + word_table(table("খ"))
    readings = read_file(docx_of(body))

    assert isinstance(readings, tuple)
    assert [(reading.kind, titles(reading)) for reading in readings] == [
        ("integrity", ["ক"]),
        ("grievance", ["খ"]),
    ]


def test_table_of_signatures_below_is_no_row() -> None:
    signatures = Sheet((), (("প্রস্তুতকারী", "অনুমোদনকারী"), ("৫", "৬")))
    reading = one(docx_of(paragraph(TITLE) + word_table(table("ক")) + word_table(signatures)))

    assert titles(reading) == ["ক"]
    assert [problem.rule for problem in reading.problems].count("stray-text") == 2


def test_sliver_between_two_edges_is_no_column() -> None:
    slid = Sheet(
        (),
        (
            (Merged("কার্যক্রম", across=2), *HEADINGS[1:]),
            (Merged("১.১ কাজ", across=2), "ক", "সংখ্যা", "৫০", "৪", ""),
        ),
    )
    reading = one(docx_of(paragraph(TITLE) + word_table(slid)))

    assert [column.heading for column in reading.columns] == list(HEADINGS)


def test_office_and_title_may_stand_in_the_header_of_the_page() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    header = f"<w:hdr {space}>{paragraph('পরীক্ষা অধিদপ্তর')}{paragraph(TITLE)}</w:hdr>"
    reading = one(docx_of(word_table(table("ক")), **{"word/header1.xml": header}))

    assert reading.kind == "integrity"


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["পরীক্ষা অধিদপ্তর"], [TITLE], list(HEADINGS)):
        sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_cells_of_excel_are_read_as_they_are_shown() -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["১.১ কাজ", "ক", "%", 10, 0.95])
    sheet.append(["১.২ কাজ", "খ", "তারিখ", 10.5, date(2022, 6, 30)])
    sheet.append(["১.৩ কাজ", "গ", "কোটি টাকা", 0.1 + 0.2, 0.0076714])
    sheet.append(["১.৪ কাজ", "ঘ", "সংখ্যা", 5, "=1+1"])
    sheet.append(["১.৫ কাজ", "ঙ", "তারিখ", 2, datetime.fromisoformat("2022-05-31T14:30")])
    sheet["E4"].number_format = "0%"
    sheet.row_dimensions[6].hidden = True
    reading = one(saved(book))

    assert reading.document is not None
    assert [(str(e.weight), str(e.targets.t100)) for e in reading.document.indicators] == [
        ("10", "95"),
        ("10.5", "2022-06-30"),
        ("0.3", "0.0076714"),
        ("5", "None"),
        ("2", "2022-05-31"),
    ]
    rules = [problem.rule for problem in reading.problems]
    assert "hidden-rows" in rules
    assert "unreadable-value" in rules


def test_hidden_columns_and_sheets_are_named() -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["১.১ কাজ", "ক", "সংখ্যা", 50, 510, "গোপন মন্তব্য"])
    for letter in ("F", "H"):
        sheet.column_dimensions[letter].hidden = True
    book.create_sheet("গত বছর").append(["x"])
    book["গত বছর"].sheet_state = "hidden"
    reading = one(saved(book))

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert entry.remarks == "গোপন মন্তব্য"
    said = {p.rule: (p.message.bn, p.message.en) for p in reading.problems}
    assert all("(F)" in text for text in said["hidden-columns"])
    assert all("গত বছর" in text for text in said["hidden-sheets"])


def test_hidden_columns_and_sheets_of_ods_are_named() -> None:
    sheet = Sheet((TITLE,), (HEADINGS, ("১.১ কাজ", "ক", "সংখ্যা", "৫০", "৫১০", "গোপন")))
    with zipfile.ZipFile(io.BytesIO(as_ods(sheet))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    content = parts["content.xml"].replace(
        "<t:table t:name='A'>",
        "<t:table t:name='A'><t:table-column t:number-columns-repeated='5'/>"
        "<t:table-column t:visibility='collapse'/>",
    )
    style = (
        "<o:automatic-styles><s:style xmlns:s='urn:s' s:name='ta2'>"
        "<s:table-properties t:display='false'/></s:style></o:automatic-styles><o:body>"
    )
    hidden = "<t:table t:name='B' t:style-name='ta2'><t:table-row/></t:table></o:spreadsheet>"
    content = content.replace("<o:body>", style).replace("</o:spreadsheet>", hidden)
    reading = one(packed({**parts, "content.xml": content}))

    rules = {problem.rule: problem.message.en for problem in reading.problems}
    assert "(F)" in rules["hidden-columns"]
    assert "“B”" in rules["hidden-sheets"]


def test_old_excel_file_is_read_as_it_is_shown() -> None:
    reading = one((Path(__file__).parent / "percent-and-day.xls").read_bytes())

    assert reading.document is not None
    assert [(str(e.weight), str(e.targets.t100)) for e in reading.document.indicators] == [
        ("50", "95"),
        ("0.3", "2022-06-30"),
    ]


def test_each_visible_sheet_with_a_form_is_read() -> None:
    book = workbook()
    first = book.active
    assert first is not None
    first.append(["১.১ কাজ", "ক", "সংখ্যা", 50, 4])
    for state in ("visible", "hidden"):
        copy = book.copy_worksheet(first)
        copy.sheet_state = state
    book.create_sheet("notes").append(["টীকা"])

    readings = read_file(saved(book))

    assert isinstance(readings, tuple)
    assert [titles(reading) for reading in readings] == [["ক"], ["ক"]]


PAIRS = {
    "evwl©K Kg©m¤úv`b Pzw³": "বার্ষিক কর্মসম্পাদন চুক্তি",
    "Kvh©µg": "কার্যক্রম",
    "Kg©m¤úv`b m~PK": "কর্মসম্পাদন সূচক",
    "GKK": "একক",
    "m~P‡Ki gvb": "সূচকের মান",
    "jÿ¨gvÎv": "লক্ষ্যমাত্রা",
    "ZvwiL": "তারিখ",
    "msL¨v": "সংখ্যা",
    "gšÍe¨": "মন্তব্য",
    "cÖwZ‡e`b `vwLj": "প্রতিবেদন দাখিল",
    "ï×vPvi": "শুদ্ধাচার",
    "wefvM": "বিভাগ",
    "Kg©cwiKíbv": "কর্মপরিকল্পনা",
    "AR©b": "অর্জন",
    "‡KŠkjMZ D‡Ïk¨": "কৌশলগত উদ্দেশ্য",
    "cÖ¯Íve": "প্রস্তাব",
}


@pytest.mark.parametrize("written", PAIRS)
def test_bijoy_is_converted_to_unicode(written: str) -> None:
    assert converted(written) == PAIRS[written].replace("\u09df", "\u09af\u09bc")


def test_text_in_bijoy_is_said_and_read_only_on_agreement() -> None:
    headings = ("Kvh©µg", "Kg©m¤úv`b m~PK", "GKK", "m~P‡Ki gvb", "jÿ¨gvÎv 2021-22", "gšÍe¨")
    form = Sheet((), (headings, ("1.1 KvR", "cÖwZ‡e`b", "msL¨v", "50", "4", "")))
    title = paragraph("ï×vPvi Kg©cwiKíbv 2021-22", "SutonnyMJ")
    content = docx_of(title + word_table(form, "SutonnyMJ"))
    refusal = read_file(content)

    assert isinstance(refusal, Message)
    assert "Bijoy" in refusal.en
    reading = one(content, bijoy=True)
    assert titles(reading) == ["প্রতিবেদন"]
    assert reading.kind == "integrity"
    assert "converted-text" in [problem.rule for problem in reading.problems]


def test_bijoy_without_its_font_is_told_by_its_look() -> None:
    headings = "Kvh©µg\tKg©m¤úv`b m~PK\tGKK\tm~P‡Ki gvb\tjÿ¨gvÎv 2021-22"
    content = f"ï×vPvi Kg©cwiKíbv 2021-22\n{headings}\n1.1 KvR\tcÖwZ‡e`b\tmsL¨v\t50\t4".encode()

    assert isinstance(read_file(content), Message)
    assert titles(one(content, bijoy=True)) == ["প্রতিবেদন"]


def test_total_that_excel_never_worked_out_is_no_indicator() -> None:
    book = workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["১.১ কাজ", "ক", "সংখ্যা", 50, 4])
    sheet.append(["মোট", "", "", "=SUM(D4:D4)", ""])

    assert titles(one(saved(book))) == ["ক"]


@pytest.mark.parametrize(
    "content",
    [
        b"sep=,\r\n" + as_csv(Sheet((TITLE,), table("ক").rows)).removeprefix(b"\xef\xbb\xbf"),
        as_csv(Sheet((TITLE,), table("ক").rows)).decode("utf-8-sig").encode("utf-16-le"),
    ],
)
def test_csv_for_excel_is_read(content: bytes) -> None:
    reading = one(content)

    assert titles(reading) == ["ক"]
    assert reading.document is not None
    assert reading.document.office == ""


def test_quoted_cell_of_a_clipboard_goes_on_in_the_next_line() -> None:
    text = (
        as_text(QUARTERS)
        .decode()
        .replace("১.১ সভা আয়োজন\tসভা আয়োজিত", '"১.১ সভা\nআয়োজন"\t"সভা\nআয়োজিত"')
    )

    assert one(text.encode()).document == one(as_text(QUARTERS)).document


LISTS = (
    f"<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="[%1.%2]"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="[%1.%2.%3]"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
)


def numbered(body: str, text: str, level: int) -> str:
    """``body`` with the number that Word writes before ``text``."""
    listed = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    plain = paragraph(text)
    assert plain in body
    return body.replace(plain, plain.replace("<w:p>", f"<w:p>{listed}"), 1)


def test_numbers_that_word_itself_writes_are_the_codes() -> None:
    rows = [
        ("অভ্যন্তরীণ কাজ", "প্রথম সূচক", "সংখ্যা", "২৫", "৪", ""),
        ("", "দ্বিতীয় সূচক", "সংখ্যা", "২৫", "৪", "প্রথম মন্তব্য"),
        ("পরের কাজ", "তৃতীয় সূচক", "সংখ্যা", "২৫", "৪", ""),
    ]
    body = paragraph("উদ্দেশ্য") + paragraph(TITLE) + word_table(Sheet((), (HEADINGS, *rows)))
    for text, level in (
        *(("উদ্দেশ্য", 0), ("অভ্যন্তরীণ কাজ", 1), ("প্রথম সূচক", 2), ("দ্বিতীয় সূচক", 2)),
        *(("প্রথম মন্তব্য", 3), ("পরের কাজ", 1), ("তৃতীয় সূচক", 2)),
    ):
        body = numbered(body, text, level)
    reading = one(docx_of(body, word__numbering_xml=LISTS))

    assert reading.document is not None
    activities = [one for o in reading.document.objectives for one in o.activities]
    assert [(a.code, a.title) for a in activities] == [
        ("1.1", "অভ্যন্তরীণ কাজ"),
        ("1.2", "পরের কাজ"),
    ]
    assert [(i.code, i.title) for i in reading.document.indicators] == [
        ("1.1.1", "প্রথম সূচক"),
        ("1.1.2", "দ্বিতীয় সূচক"),
        ("1.2.1", "তৃতীয় সূচক"),
    ]
    assert reading.document.indicators[1].remarks == "প্রথম মন্তব্য"


@pytest.mark.parametrize("hidden", ["docx", "html"])
def test_hidden_rows_of_word_and_pages_are_read_and_named(hidden: str) -> None:
    if hidden == "docx":
        body = word_table(table("ক", "খ"))
        start = body.rindex("<w:tr>")
        row = f"<w:tr><w:trPr><w:hidden/></w:trPr>{body[start + 6 :]}"
        reading = one(docx_of(paragraph(TITLE) + body[:start] + row))
    else:
        page = as_html(Sheet((TITLE,), table("ক", "খ").rows)).decode()
        start = page.rindex("<tr>")
        reading = one(f"{page[:start]}<tr style='display:none'>{page[start + 4 :]}".encode())

    assert titles(reading) == ["ক", "খ"]
    (said,) = [p.message.en for p in reading.problems if p.rule == "hidden-rows"]
    assert "(4)" in said


def test_cell_that_was_struck_out_in_word_leaves_its_place_to_the_next() -> None:
    body = word_table(table("ক"))
    target = f'<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>{paragraph("৪")}</w:tc>'
    struck = f"<w:tc><w:tcPr><w:cellDel/></w:tcPr>{paragraph('৯৯')}</w:tc>"
    assert body.count(target) == 1
    reading = one(docx_of(paragraph(TITLE) + body.replace(target, struck + target)))

    assert reading.document is not None
    (entry,) = reading.document.indicators
    assert entry.targets.t100 == 4


def test_title_of_a_whole_agreement_is_that_of_its_form() -> None:
    results = Sheet(
        (),
        (
            ("চূড়ান্ত ফলাফল", "কর্মসম্পাদন সূচক", "একক", "লক্ষ্যমাত্রা ২০২১-২২", "দায়িত্বপ্রাপ্ত সংস্থা"),
            ("কর্মসংস্থান", "সৃষ্ট কর্মসংস্থান", "জন", "৩", "শিল্প মন্ত্রণালয়"),
        ),
    )
    prose = paragraph("এই কর্মপরিকল্পনা বাস্তবায়নের জন্য সবাই সচেষ্ট থাকবেন। " * 8)
    above = paragraph("পরীক্ষা অধিদপ্তর") + paragraph(TITLE) + prose
    form = paragraph("সেকশন ৩: কর্মসম্পাদন পরিকল্পনা") + word_table(table("ক"))
    reading = one(docx_of(above + word_table(results) + form))

    assert reading.document is not None
    assert reading.document.office == "পরীক্ষা অধিদপ্তর"
    assert reading.document.title == TITLE
    assert reading.kind is Kind.INTEGRITY
    assert titles(reading) == ["ক"]


def test_long_annexes_below_a_form_are_one_finding() -> None:
    annexes = "".join(paragraph(f"সংযোজনী, লাইন {number}") for number in range(40))
    reading = one(docx_of(paragraph(TITLE) + word_table(table("ক")) + annexes))

    (said,) = [p.message for p in reading.problems if p.rule == "stray-text"]
    assert "Lines 4 to 43" in said.en
    assert "৪ থেকে ৪৩" in said.bn


def test_row_that_was_struck_out_in_word_is_not_read() -> None:
    body = word_table(table("ক", "খ"))
    start = body.rindex("<w:tr>")
    struck = f"{body[:start]}<w:tr><w:trPr><w:del/></w:trPr>{body[start + 6 :]}"

    assert titles(one(docx_of(paragraph(TITLE) + struck))) == ["ক"]
