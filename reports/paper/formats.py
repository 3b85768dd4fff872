"""The files that a form is given out as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plans.document.bilingual import RuledWord
from reports.paper.cache import render_cached
from reports.paper.excel import xlsx_of
from reports.paper.request import PaperRequest
from reports.paper.stamping import stamped
from reports.paper.standing import Printed
from reports.paper.word import docx_of
from spreadsheets.xlsx_writer import XLSX_TYPE


def _printed_pdf(request: PaperRequest, printed: Printed) -> bytes:
    return stamped(render_cached(request), printed, language=request.language)


@dataclass(frozen=True, slots=True)
class FormatRule:
    """How a file of the format is made, and what browsers are told that it is."""

    made: Callable[[PaperRequest, Printed], bytes]
    content_type: str


class PaperFormat(RuledWord):
    """To print, to go on writing in, to reckon with; the word is the ending of the file's name."""

    rule: FormatRule

    PDF = "pdf", FormatRule(_printed_pdf, "application/pdf")
    DOCX = (
        "docx",
        FormatRule(
            docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        ),
    )
    XLSX = "xlsx", FormatRule(xlsx_of, XLSX_TYPE)
