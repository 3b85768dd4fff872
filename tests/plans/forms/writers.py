"""One table with merged cells, written as every format that offices have."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True)
class Merged:
    """A cell that reaches over ``across`` columns and ``down`` rows."""

    text: str
    across: int = 1
    down: int = 1


Row = Sequence["str | Merged"]


@dataclass(frozen=True)
class Sheet:
    """Text above a table and its rows; cells that a merged one covers are left out."""

    above: Sequence[str]
    rows: Sequence[Row]

    @property
    def placed(self) -> list[dict[int, Merged]]:
        covered: set[tuple[int, int]] = set()
        placed: list[dict[int, Merged]] = []
        for number, row in enumerate(self.rows):
            cells: dict[int, Merged] = {}
            column = 0
            for given in row:
                cell = given if isinstance(given, Merged) else Merged(given)
                while (number, column) in covered:
                    column += 1
                cells[column] = cell
                covered.update(
                    (number + down, column + across)
                    for down in range(cell.down)
                    for across in range(cell.across)
                )
                column += cell.across
            placed.append(cells)
        return placed

    @property
    def width(self) -> int:
        return max(place + cell.across for row in self.placed for place, cell in row.items())


def as_text(sheet: Sheet) -> bytes:
    rows = [
        "\t".join(_quoted(row[place].text) if place in row else "" for place in range(sheet.width))
        for row in sheet.placed
    ]
    return "\n".join((*sheet.above, "", *rows)).encode()


def _quoted(text: str) -> str:
    """A cell as the clipboard has it: in quotes where its line breaks."""
    return f'"{text}"' if "\n" in text else text


def as_csv(sheet: Sheet) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([line] for line in (*sheet.above, ""))
    for row in sheet.placed:
        writer.writerow(row[place].text if place in row else "" for place in range(sheet.width))
    return stream.getvalue().encode("utf-8-sig")


def as_html(sheet: Sheet) -> bytes:
    def cells(row: dict[int, Merged]) -> Iterator[str]:
        for _place, cell in sorted(row.items()):
            spans = f"colspan={cell.across} rowspan={cell.down}"
            yield f"<td {spans}><p>{html.escape(cell.text)}</p></td>"

    above = "".join(f"<p>{html.escape(line)}</p>" for line in sheet.above)
    rows = "".join(f"<tr>{''.join(cells(row))}</tr>" for row in sheet.placed)
    return f"<html><body>{above}<table>{rows}</table></body></html>".encode()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text: str, font: str = "") -> str:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:p><w:r>{fonts}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(sheet: Sheet, font: str = "") -> str:
    below: dict[int, tuple[int, int]] = {}
    rows = []
    for row in sheet.placed:
        cells, place = "", 0
        while place < sheet.width:
            left, across = below.get(place, (0, 1))
            if place in row:
                cell = row[place]
                across, left = cell.across, cell.down
                merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
                body = paragraph(cell.text, font)
            elif left:
                merge, body = "<w:vMerge/>", "<w:p/>"
            else:
                merge, body, across, left = "", "<w:p/>", 1, 0
            cells += f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{body}</w:tc>'
            below[place] = (left - 1, across) if left > 1 else (0, 1)
            place += across
        rows.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def docx_of(body: str, **parts: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": document, **parts})


def as_docx(sheet: Sheet) -> bytes:
    return docx_of("".join(map(paragraph, sheet.above)) + word_table(sheet) + "<w:sectPr/>")


def put_on(page: Worksheet, sheet: Sheet) -> None:
    """Write the sheet onto a page of a workbook."""
    for line in sheet.above:
        page.append([line])
    first = len(sheet.above) + 1
    for number, row in enumerate(sheet.placed, start=first):
        for place, cell in row.items():
            page.cell(number, place + 1, cell.text or None)
            if cell.across > 1 or cell.down > 1:
                page.merge_cells(
                    start_row=number,
                    start_column=place + 1,
                    end_row=number + cell.down - 1,
                    end_column=place + cell.across,
                )


def as_workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """A workbook with a page for each sheet, by its name."""
    book = Workbook()
    for name, sheet in sheets.items():
        put_on(book.create_sheet(name), sheet)
    book.remove(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_xlsx(sheet: Sheet) -> bytes:
    return as_workbook({"Sheet1": sheet})


def as_ods(sheet: Sheet) -> bytes:
    spaces = (
        'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:x="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    rows = "".join(
        f'<t:table-row><t:table-cell o:value-type="string"><x:p>{escape(line)}</x:p></t:table-cell>'
        '<t:table-cell t:number-columns-repeated="16383"/></t:table-row>'
        for line in sheet.above
    )
    for row in sheet.placed:
        cells = ""
        for place in range(sheet.width):
            if place not in row:
                cells += "<t:covered-table-cell/>"
                continue
            cell = row[place]
            spans = f't:number-columns-spanned="{cell.across}" t:number-rows-spanned="{cell.down}"'
            cells += f"<t:table-cell {spans}><x:p>{escape(cell.text)}</x:p></t:table-cell>"
        rows += f"<t:table-row>{cells}</t:table-row>"
    content = (
        f"<o:document-content {spaces}><o:body><o:spreadsheet><t:table t:name='A'>{rows}"
        "<t:table-row t:number-rows-repeated='1048000'><t:table-cell/></t:table-row>"
        "</t:table></o:spreadsheet></o:body></o:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content})


def packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


WRITERS = {
    "text": as_text,
    "csv": as_csv,
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "ods": as_ods,
}
