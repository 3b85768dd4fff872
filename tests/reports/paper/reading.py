"""What a test reads back: the grid of a form's view model, the text of a PDF."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pypdfium2

from reports.paper import render
from reports.paper.cache import key_of
from reports.paper.pages import printed_rows
from reports.paper.request import PaperRequest
from reports.paper.table import PaperLine, table_of

Row = dict[str, str]


def grid(request: PaperRequest) -> list[Row]:
    """The indicator rows by column key, merged cells filled down."""
    table = table_of(request)
    filled: Row = {}
    rows = []
    for entry, row in zip(table.entries, printed_rows(table), strict=True):
        if isinstance(entry, PaperLine):
            filled = filled | {cell.key: cell.text for cell in row.cells}
            rows.append(filled)
    return rows


_printed: dict[str, list[str]] = {}


def printed_pages(request: PaperRequest) -> list[str]:
    """The text of the form's pages; tests that ask for the same form print it once."""
    key = key_of(request)
    if key not in _printed:
        _printed[key] = pdf_pages(render(request))
    return _printed[key]


def pdf_pages(pdf: bytes) -> list[str]:
    """The text of each page as a reader of the PDF finds it, NFC."""
    ran = subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60
    )
    text = unicodedata.normalize("NFC", ran.stdout.decode())
    return text.removesuffix("\f").split("\f")


def read_by_pdfium(pdf: bytes) -> str:
    """All the text as Chrome and Edge find it, NFC."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return unicodedata.normalize("NFC", "\n".join(pages))


def read_by_mupdf(file: Path) -> str:
    """All the text of a PDF file as MuPDF finds it, NFC; beside the file stands what it says."""
    said = file.with_suffix(".txt")
    asked = ["gettext", "-mode", "simple", "-output", str(said), str(file)]
    subprocess.run([sys.executable, "-m", "pymupdf", *asked], check=True, timeout=60)
    return unicodedata.normalize("NFC", said.read_text(encoding="utf-8"))
