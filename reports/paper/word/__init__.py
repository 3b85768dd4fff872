"""A form as a Word file: a real table with merged heads that repeat, to be edited and signed."""

from reports.paper.word.document import docx_of

__all__ = ["docx_of"]
