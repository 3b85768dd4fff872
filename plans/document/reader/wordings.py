"""Cells in words that a plan has that went out here: how often it is reported, how it scores."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

from numerals import Message, Unreadable, to_latin_digits
from plans.document.bilingual import any_of
from plans.document.defaults import Mode
from plans.document.frequencies import Frequency
from plans.document.reader.text import comparable, wording

_Named = TypeVar("_Named", Frequency, Mode)

_OFF: Final = wording(
    r"\s*\((?:প্রতি (?P<days>[0-9]{1,3}) দিন বিলম্বে (?P<marks>[0-9.]{1,8})"
    r"|(?P<off>[0-9.]{1,8}) for each (?P<each>[0-9]{1,3}) days late)\)$"
)


@dataclass(frozen=True, slots=True)
class Scoring:
    """An indicator's own mode of scoring, with the marks that are off for each period late."""

    mode: Mode | None = None
    deduction: Decimal | None = None
    per_days: int | None = None


def frequency_of(text: str) -> Frequency | Unreadable | None:
    """How often the indicator is reported; blank says nothing."""
    if not text:
        return None
    expected: Message = any_of(one.label for one in Frequency)
    return _named(text, Frequency) or Unreadable(text, expected)


def scoring_of(text: str) -> Scoring | Unreadable:
    """The mode of scoring that the cell names; blank is the section's."""
    if not text:
        return Scoring()
    latin = to_latin_digits(text)
    off = _OFF.search(latin)
    mode = _named(latin[: off.start()] if off else latin, Mode)
    if mode is None:
        return Unreadable(text, any_of(one.label for one in Mode))
    if off is None:
        return Scoring(mode)
    marks, days = off["marks"] or off["off"], off["days"] or off["each"]
    return Scoring(mode, Decimal(marks), int(days))


def _named(text: str, words: type[_Named]) -> _Named | None:
    spelt = comparable(text)
    names = ((one, label) for one in words for label in (one.label.bn, one.label.en))
    return next((one for one, label in names if comparable(label) == spelt), None)
