from __future__ import annotations

import unicodedata

from numerals import Month
from plans.document.values import PlanDocument
from reports.paper import CumulativeBasis, PaperForm
from reports.paper.heading import heading_of
from tests.reports.paper.reading import Row, grid, printed_pages
from tests.reports.paper.samples import KHULNA, Requester

KEYS = [column.key for column in PaperForm.PROGRESS.spec.columns]
LINES = [line.split("\t") for line in unicodedata.normalize("NFC", KHULNA.read_text()).splitlines()]
COMPUTED = {
    "[২.৪.১] আদায়কৃত প্রণোদনা ঋণ": {
        "cumulative": "২৬০",
        "rate": "২৬০%",
        "remarks": "প্রতিবেদনে লেখা ক্রমপুঞ্জিত অর্জন ৮৭, হার ৮৭%",
    },
    "[২.৫.২] সৃষ্ট নারী কর্মসংস্থান": {
        "cumulative": "৫৯",
        "remarks": "প্রতিবেদনে লেখা ক্রমপুঞ্জিত অর্জন ৬০",
    },
}


def real_rows() -> list[Row]:
    """The indicator rows of the real document, merged cells filled down."""
    rows: list[Row] = []
    filled: Row = {}
    for cells in LINES:
        if len(cells) != len(KEYS) or cells[4] not in ("সমষ্টি", "গড়"):
            continue
        merged = {key: text for key, text in zip(KEYS[:3], cells[:3], strict=True) if text}
        filled = filled | merged | dict(zip(KEYS[3:], cells[3:], strict=True))
        rows.append({key: text.replace("]ব", "] ব") for key, text in filled.items()})
    return rows


def as_printed(row: Row) -> Row:
    """What we print for a row of the real document: its spilled title whole, its sums right."""
    objective = row["objective"]
    if objective.startswith("[৩]"):
        objective += " উৎপাদন তদারকিকরণ"
    return row | {"objective": objective} | COMPUTED.get(row["indicator"], {})


def test_khulna_prints_the_real_document_cell_by_cell(
    khulna: PlanDocument, requested: Requester
) -> None:
    printed = grid(requested(khulna, PaperForm.PROGRESS))

    real = real_rows()

    assert len(real) == 32
    assert printed == [as_printed(row) for row in real]


def test_khulna_columns_are_called_as_in_the_real_document() -> None:
    header = next(cells for cells in LINES if cells[0] == "কৌশলগত উদ্দেশ্য")
    tiers = next(cells for cells in LINES if cells[-1:] and "অসাধারণ" in cells)
    real = [
        text if place not in range(7, 12) else tiers[place] for place, text in enumerate(header)
    ]

    labels = [column.label.bn for column in PaperForm.PROGRESS.spec.columns]

    assert labels == [text.replace("ক্রমপঞ্জিত", "ক্রমপুঞ্জিত") for text in real]


def test_khulna_pdf_has_every_word_of_its_cells(khulna: PlanDocument, requested: Requester) -> None:
    request = requested(khulna, PaperForm.PROGRESS)

    text = "\n".join(printed_pages(request))

    words = {word for row in grid(request) for cell in row.values() for word in cell.split()}
    assert [word for word in words if word not in text] == []


def test_khulna_english_form_has_english_figures(
    khulna: PlanDocument, requested: Requester
) -> None:
    row = grid(requested(khulna, PaperForm.PROGRESS, language="en"))[15]

    assert row["indicator"].startswith("[2.4.1] ")
    assert [row[key] for key in ("method", "t100", "cumulative", "rate")] == [
        "Sum",
        "100",
        "260",
        "260%",
    ]
    assert row["remarks"] == "Printed in the report: cumulative 87, rate 87%"


def test_heading_names_the_months_and_what_cumulative_means(
    khulna: PlanDocument, requested: Requester
) -> None:
    shown = printed_pages(requested(khulna, PaperForm.PROGRESS))[0]
    year = printed_pages(requested(khulna, PaperForm.PROGRESS, cumulative=CumulativeBasis.YEAR))[0]

    assert "লক্ষ্যমাত্রা অর্জন এপ্রিল ২০২৪ থেকে জুন ২০২৪ খ্রি. পর্যন্ত" in shown
    assert "ক্রমপুঞ্জিত অর্জন: প্রদর্শিত তিন মাসের (এপ্রিল ২০২৪ – জুন ২০২৪)" in shown
    assert "ক্রমপুঞ্জিত অর্জন: অর্থবছরের শুরু থেকে (জুলাই ২০২৩ – জুন ২০২৪)" in year


def test_first_month_of_a_year_is_headed_by_itself(
    khulna: PlanDocument, requested: Requester
) -> None:
    heading = heading_of(requested(khulna, PaperForm.PROGRESS, month=Month(2023, 7)))

    assert heading.title.endswith("লক্ষ্যমাত্রা অর্জন জুলাই ২০২৩ খ্রি.")
    assert heading.notes[0].endswith("প্রদর্শিত মাসের (জুলাই ২০২৩)")
