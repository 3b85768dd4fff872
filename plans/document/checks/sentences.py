"""Pieces that the checks' sentences are made of."""

from __future__ import annotations

from numerals import Message
from plans.document.values import Problem, Severity


def error(rule: str, row: str, *, bn: str, en: str, of_activity: bool = False) -> Problem:
    """A finding that stops the scoring of what it speaks of."""
    return Problem(rule, Severity.ERROR, row, Message(bn=bn, en=en), of_activity)


def warning(rule: str, row: str, *, bn: str, en: str, of_activity: bool = False) -> Problem:
    """A finding that asks for a look."""
    return Problem(rule, Severity.WARNING, row, Message(bn=bn, en=en), of_activity)
