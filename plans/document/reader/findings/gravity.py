"""How grave a finding is."""

from __future__ import annotations

from numerals import Message
from plans.document.values import Problem, Severity


def error(rule: str, row: str, message: Message) -> Problem:
    """A finding without which the form cannot be relied on as it was read."""
    return Problem(rule, Severity.ERROR, row, message)


def warning(rule: str, row: str, message: Message) -> Problem:
    """A finding that asks for a look."""
    return Problem(rule, Severity.WARNING, row, message)
