"""The whole agreement on paper: title, contents, its parts, its table, annexes, signatures."""

from reports.paper.whole.content import standing_of
from reports.paper.whole.printing import render_whole, render_whole_cached
from reports.paper.whole.request import LetStand, PaperParty, WholeRequest
from reports.paper.whole.word import whole_docx

__all__ = [
    "LetStand",
    "PaperParty",
    "WholeRequest",
    "render_whole",
    "render_whole_cached",
    "standing_of",
    "whole_docx",
]
