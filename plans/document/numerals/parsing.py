"""Text that a person typed, pasted or uploaded → a number or a date, or why not.

Rule: nothing is guessed. What can be read in two ways (``1,5``, ``12,34``, ``1-2-21``), or has
characters inside that nobody sees, is refused with what was read and what is expected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from plans.document.model import NIL, Figure, Message, Value
from plans.document.numerals.digits import (
    bare,
    has_hidden,
    localize_digits,
    revealed,
    to_latin_digits,
)

INTEGER_DIGITS: Final = 15
"""The most digits before the decimal point: enough for any budget in taka."""

DECIMALS: Final = 4
"""The most digits after the decimal point, as the forms print them and the database keeps."""

YEARS: Final = range(1900, 2200)
"""Years taken for meant; another four-digit year is a slip of the finger."""

_SHOWN: Final = 40
_LONGEST: Final = 60


class Expects(StrEnum):
    """What may stand in a cell."""

    NUMBER = "number"
    DATE = "date"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An error value: the text as it was read (shortened), and what is expected instead."""

    read: str
    expected: Message

    @property
    def message(self) -> Message:
        """The whole finding as a sentence."""
        expected = self.expected
        if not self.read:
            return Message(
                bn=f"ঘরটি ফাঁকা; প্রত্যাশিত {expected.bn}।",
                en=f"Nothing was read; expected {expected.en}.",
            )
        read_bn, read_en = (
            revealed(localize_digits(self.read, language=code)) for code in ("bn", "en")
        )
        return Message(
            bn=f"“{read_bn}” লেখা আছে; প্রত্যাশিত {expected.bn}।",
            en=f"“{read_en}” was read; expected {expected.en}.",
        )


_NUMBER: Final = Message(
    bn="একটি সংখ্যা, যেমন ১২, ০.৫ বা ১২,৩৪,৫৬৭",
    en="a number such as 12, 0.5 or 12,34,567",
)
_GROUPED: Final = Message(
    bn="হাজার ও লাখে কমা (১২,৩৪,৫৬৭) এবং দশমিকে বিন্দু (১.৫)",
    en="commas at thousands and lakhs (12,34,567) and a point before decimals (1.5)",
)
_BOUNDED: Final = Message(
    bn=f"দশমিকের আগে সর্বোচ্চ {localize_digits(str(INTEGER_DIGITS), language='bn')} "
    f"ও পরে সর্বোচ্চ {localize_digits(str(DECIMALS), language='bn')} অঙ্কের সংখ্যা",
    en=f"a number of at most {INTEGER_DIGITS} digits before the point and {DECIMALS} after it",
)
_DATE: Final = Message(
    bn="দিন-মাস-বছর ক্রমে চার অঙ্কের বছরসহ একটি তারিখ, যেমন ১৫-২-২০২১",
    en="a date as day-month-year with a four-digit year, such as 15-2-2021",
)
_CALENDAR: Final = Message(
    bn="পঞ্জিকায় আছে এমন একটি তারিখ, দিন-মাস-বছর ক্রমে, যেমন ১৫-২-২০২১",
    en="a date that the calendar has, as day-month-year, such as 15-2-2021",
)
_EITHER: Final = Message(
    bn="একটি সংখ্যা (যেমন ১২ বা ০.৫) অথবা একটি তারিখ (যেমন ১৫-২-২০২১)",
    en="a number (such as 12 or 0.5) or a date (such as 15-2-2021)",
)
_SEEN: Final = Message(
    bn="অদৃশ্য চিহ্ন ছাড়া একটি সংখ্যা বা তারিখ; ঘরটি মুছে আবার লিখুন",
    en="a number or a date without invisible characters; clear the cell and type it anew",
)

_PLAIN: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
# A grouped number never starts with a zero: 0,123 would be a decimal comma.
_LAKH: Final = re.compile(r"-?[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}(?:\.[0-9]+)?")
_WESTERN: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_COMMAS: Final = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})\s*([-/.])\s*([0-9]{1,2})\s*\2\s*([0-9]{4})")
_ISO: Final = re.compile(r"([0-9]{4})\s*-\s*([0-9]{2})\s*-\s*([0-9]{2})")
_LIKE_DATE: Final = re.compile(r"[0-9]+\s*([-/.])\s*[0-9]+\s*\1\s*[0-9]+")
_BLANKS: Final = re.compile(r"[^\S\x1c-\x1f\x85]+")
_MINUS: Final = "\u2212"
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_DASH_TO_HYPHEN: Final = str.maketrans(dict.fromkeys(_DASHES, "-"))


def parse_number(text: str) -> Decimal | Unreadable:
    """The number that ``text`` says, with the decimals it was written with; ``%`` is dropped."""
    read = bare(text)
    if len(read) > _LONGEST:
        return _unreadable(read, _BOUNDED)
    if has_hidden(read):
        return _unreadable(read, _SEEN)
    number = to_latin_digits(read).removesuffix("%").rstrip().replace(_MINUS, "-")
    if not any(pattern.fullmatch(number) for pattern in (_PLAIN, _LAKH, _WESTERN)):
        return _unreadable(read, _GROUPED if _COMMAS.fullmatch(number) else _NUMBER)
    integer, _, decimals = number.replace(",", "").lstrip("-").partition(".")
    if len(integer.lstrip("0")) > INTEGER_DIGITS or len(decimals) > DECIMALS:
        return _unreadable(read, _BOUNDED)
    value = Decimal(number.replace(",", ""))
    return value or abs(value)


def parse_date(text: str) -> date | Unreadable:
    """The date that ``text`` says: d-m-yyyy, d/m/yyyy, d.m.yyyy or ISO yyyy-mm-dd."""
    read = bare(text)
    if len(read) > _LONGEST:
        return _unreadable(read, _DATE)
    if has_hidden(read):
        return _unreadable(read, _SEEN)
    written = to_latin_digits(read).translate(_DASH_TO_HYPHEN)
    if match := _DAY_FIRST.fullmatch(written):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    elif match := _ISO.fullmatch(written):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    else:
        return _unreadable(read, _DATE)
    if year not in YEARS:
        return _unreadable(read, _CALENDAR)
    try:
        return date(year, month, day)
    except ValueError:
        return _unreadable(read, _CALENDAR)


def parse_value(text: str, *, expects: Expects = Expects.EITHER) -> Value | Unreadable:
    """A number or a date, whichever is expected; where either may stand, its shape decides."""
    if expects is Expects.NUMBER:
        return parse_number(text)
    if expects is Expects.DATE or _is_like_a_date(text):
        return parse_date(text)
    number = parse_number(text)
    if isinstance(number, Unreadable) and number.expected is _NUMBER:
        return _unreadable(number.read, _EITHER)
    return number


def parse_figure(text: str, *, expects: Expects = Expects.EITHER) -> Figure | Unreadable:
    """An achievement cell: blank is ``None`` (not reported), ``-`` is ``NIL``, ``০`` is zero."""
    read = bare(text)
    if not read:
        return None
    if read in _DASHES:
        return NIL
    return parse_value(read, expects=expects)


def parse_target(text: str, *, expects: Expects = Expects.EITHER) -> Value | Unreadable | None:
    """A target cell: blank and ``-`` are ``None``, for the tier then has no target."""
    figure = parse_figure(text, expects=expects)
    return None if figure is NIL else figure


def _is_like_a_date(text: str) -> bool:
    written = to_latin_digits(bare(text)[:_LONGEST]).translate(_DASH_TO_HYPHEN)
    return _LIKE_DATE.fullmatch(written) is not None


def _unreadable(read: str, expected: Message) -> Unreadable:
    shown = _BLANKS.sub(" ", read)
    return Unreadable(shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…", expected)
