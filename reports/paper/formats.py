"""The files that a form is given out as."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reports.paper.cache import render_cached
from reports.paper.excel import xlsx_of
from reports.paper.request import PaperRequest
from reports.paper.word import docx_of
from spreadsheets.xlsx_writer import XLSX_TYPE


@dataclass(frozen=True, slots=True)
class FormatRule:
    """How a file of the format is made, and what browsers are told that it is."""

    made: Callable[[PaperRequest], bytes]
    content_type: str


class PaperFormat(StrEnum):
    """To print, to go on writing in, to reckon with; the word is the ending of the file's name."""

    _value_: str
    rule: FormatRule

    PDF = "pdf", FormatRule(render_cached, "application/pdf")
    DOCX = (
        "docx",
        FormatRule(
            docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        ),
    )
    XLSX = "xlsx", FormatRule(xlsx_of, XLSX_TYPE)

    def __new__(cls, value: str, rule: FormatRule | None = None) -> PaperFormat:
        """The ending, with its rule; it alone finds the member again."""
        if rule is None:
            raise TypeError(f"the format {value!r} needs its rule")
        member = str.__new__(cls, value)
        member._value_ = value
        member.rule = rule
        return member
