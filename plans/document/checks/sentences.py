"""Pieces that the checks' sentences are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

from numerals import Message, Value, format_value
from plans.document.values import Method, Problem, Severity

METHOD_NAMES: Final = {
    Method.SUM: Message(bn="সমষ্টি", en="sum"),
    Method.AVERAGE: Message(bn="গড়", en="average"),
    Method.CUMULATIVE: Message(bn="ক্রমপুঞ্জিভূত", en="cumulative"),
    Method.DATE: Message(bn="তারিখ", en="date"),
}


def in_both(sentence: Callable[[str], str]) -> Message:
    """What ``sentence`` gives for each language; for pieces without words of their own."""
    return Message(bn=sentence("bn"), en=sentence("en"))


def shown(value: Value, *, decimals: int | None = None) -> Message:
    """A value in the digits of both languages."""
    return in_both(lambda language: format_value(value, language=language, decimals=decimals))


def added(values: Iterable[Decimal]) -> Message:
    """``0 + 44 + 15``."""
    terms = [shown(value) for value in values]
    return Message(bn=" + ".join(t.bn for t in terms), en=" + ".join(t.en for t in terms))


def error(rule: str, row: str, *, bn: str, en: str) -> Problem:
    """A finding that stops the scoring of what it speaks of."""
    return Problem(rule, Severity.ERROR, row, Message(bn=bn, en=en))


def warning(rule: str, row: str, *, bn: str, en: str) -> Problem:
    """A finding that asks for a look."""
    return Problem(rule, Severity.WARNING, row, Message(bn=bn, en=en))
