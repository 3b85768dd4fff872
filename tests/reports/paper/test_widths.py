from __future__ import annotations

from numerals import Message
from reports.paper.columns import Align, PaperColumn
from reports.paper.forms import Orientation
from reports.paper.pages import PrintedCell, PrintedRow
from reports.paper.widths import SIZES, layout_of

TEXT = PaperColumn("text", Message("সূচক", "Indicator"), Align.TEXT, grows=True)
PAGE_WIDTH = Orientation.LANDSCAPE.width
FIGURE = PaperColumn("figure", Message("মান", "Value"), Align.FIGURE)
HEADINGS = {"text": "সূচক", "figure": "মান"}


def widths_of(*texts: tuple[str, str]) -> tuple[float, ...]:
    rows = [
        PrintedRow("row-0", "", (PrintedCell("text", text), PrintedCell("figure", figure)))
        for text, figure in texts
    ]
    return layout_of((TEXT, FIGURE), rows, headings=HEADINGS).widths


def test_widths_fill_the_page() -> None:
    assert round(sum(widths_of(("একটি সূচক", "১২")))) == PAGE_WIDTH


def test_figure_column_is_as_wide_as_its_longest_figure() -> None:
    narrow = widths_of(("সূচক", "১"))[1]
    wide = widths_of(("সূচক", "১"), ("সূচক", "১২৩৪৫৬৭৮৯০১২"))[1]

    assert wide > 2 * narrow


def test_type_shrinks_until_all_columns_have_their_longest_word() -> None:
    columns = tuple(PaperColumn(f"c{n}", Message("মান", "Value"), Align.FIGURE) for n in range(11))
    cells = tuple(PrintedCell(column.key, "১২৩৪৫৬৭৮৯০") for column in columns)
    text = PrintedCell("text", "সূচক")
    headings = {column.key: "মান" for column in columns} | HEADINGS

    layout = layout_of(
        (TEXT, *columns), [PrintedRow("row-0", "", (text, *cells))], headings=headings
    )

    assert layout.size < SIZES[0]
    assert round(sum(layout.widths)) == PAGE_WIDTH
