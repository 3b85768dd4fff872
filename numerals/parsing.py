"""Text that a person typed, pasted or uploaded → a number or a figure, or why not.

Rule: nothing is guessed. What can be read in two ways (``1,5``, ``12,34``), or has
characters inside that nobody sees, is refused with what was read and what is expected. Words
beside a number (``২ টি``, ``১.৫০ কোটি``) are let go only where they say no more than the cell's
unit does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from numerals.counting import factor_of, says_no_more, spelt, without_spelt_out
from numerals.dates import DASHES, LONGEST, is_like_a_date, parse_date
from numerals.digits import bare, has_hidden, localize_digits, to_latin_digits
from numerals.message import Message
from numerals.unreadable import SEEN, Unreadable, refused
from numerals.values import NIL, Figure, Value

INTEGER_DIGITS: Final = 15
"""The most digits before the decimal point: enough for any budget in taka."""

DECIMALS: Final = 8
"""The most digits after the decimal point: forms print crore of taka to the single taka."""


class Expects(StrEnum):
    """What may stand in a cell."""

    NUMBER = "number"
    DATE = "date"
    EITHER = "either"


_NUMBER: Final = Message(
    bn="একটি সংখ্যা, যেমন ১২, ০.৫ বা ১২,৩৪,৫৬৭",
    en="a number such as 12, 0.5 or 12,34,567",
)
_GROUPED: Final = Message(
    bn="হাজার ও লাখে কমা (১২,৩৪,৫৬৭) এবং দশমিকে বিন্দু (১.৫) দিয়ে সংখ্যাটি",
    en="it with commas at thousands and lakhs (12,34,567) and a point before decimals (1.5)",
)
_BOUNDED: Final = Message(
    bn=f"দশমিকের আগে সর্বোচ্চ {localize_digits(str(INTEGER_DIGITS), language='bn')} "
    f"ও পরে সর্বোচ্চ {localize_digits(str(DECIMALS), language='bn')} অঙ্কের সংখ্যা",
    en=f"a number of at most {INTEGER_DIGITS} digits before the point and {DECIMALS} after it",
)
_EITHER: Final = Message(
    bn="একটি সংখ্যা (যেমন ১২ বা ০.৫) অথবা একটি তারিখ (যেমন ১৫-২-২০২১)",
    en="a number (such as 12 or 0.5) or a date (such as 15-2-2021)",
)
_PLAIN: Final = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
# A grouped number never starts with a zero: 0,123 would be a decimal comma.
_LAKH: Final = re.compile(r"-?[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}(?:\.[0-9]+)?")
_WESTERN: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_COMMAS: Final = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_MINUS: Final = "\u2212"
_PARTED: Final = re.compile(r"(-?[0-9.,]*[0-9.,])\s*(\S.*)?")
_TAKA_BEFORE: Final = re.compile(r"(?:৳|tk\.?|bdt)\s*(?=[0-9])", re.IGNORECASE)
_NONE_WORDS: Final = frozenset(
    map(spelt, ("n/a", "na", "n.a.", "not applicable", "প্রযোজ্য নয়", "প্রযোজ্য নহে"))
)


def parse_number(text: str, *, unit: str = "") -> Decimal | Unreadable:
    """The number that ``text`` says, with the decimals it was written with; ``%`` is dropped.

    So are words that count it, if they say no more than ``unit``, the indicator's unit.
    """
    read = bare(text)
    if len(read) > LONGEST:
        return refused(read, _BOUNDED)
    if has_hidden(read):
        return refused(read, SEEN)
    number, words = _parted(to_latin_digits(read).replace(_MINUS, "-"))
    if not any(pattern.fullmatch(number) for pattern in (_PLAIN, _LAKH, _WESTERN)):
        grouped = not words and _COMMAS.fullmatch(number)
        return refused(read, _GROUPED if grouped else _NUMBER)
    if words and not says_no_more(words, unit=unit):
        return refused(read, _in_unit(unit) if unit else _NUMBER)
    integer, _, decimals = number.replace(",", "").lstrip("-").partition(".")
    if len(integer.lstrip("0")) > INTEGER_DIGITS or len(decimals) > DECIMALS:
        return refused(read, _BOUNDED)
    value = Decimal(number.replace(",", ""))
    return value or abs(value)


def parse_scaled(text: str, *, unit: str) -> Decimal | None:
    """The number that ``text`` says in lakh, crore or the like, in a ``unit`` that counts in none
    of them: ``১.২৫ লক্ষ`` is 125000 where the unit is taka. ``None`` for all else.
    """
    read = bare(text)
    if len(read) > LONGEST or has_hidden(read):
        return None
    number, words = _parted(to_latin_digits(read).replace(_MINUS, "-"))
    factor = factor_of(words, unit=unit) if words else None
    if factor is None or isinstance(parse_number(number), Unreadable):
        return None
    value = Decimal(number.replace(",", "")) * factor
    whole = value == value.to_integral_value()
    if not whole or abs(value) >= Decimal(10) ** INTEGER_DIGITS:
        return None
    return value.quantize(Decimal(1))


def parse_value(
    text: str, *, expects: Expects = Expects.EITHER, unit: str = ""
) -> Value | Unreadable:
    """A number or a date, whichever is expected; where either may stand, its shape decides."""
    if expects is Expects.NUMBER:
        return parse_number(text, unit=unit)
    if expects is Expects.DATE:
        return parse_date(text)
    number = parse_number(text, unit=unit)
    if is_like_a_date(text) and isinstance(number, Unreadable):
        return parse_date(text)
    if isinstance(number, Unreadable) and number.expected is _NUMBER:
        return refused(number.read, _EITHER)
    return number


def parse_figure(
    text: str, *, expects: Expects = Expects.EITHER, unit: str = ""
) -> Figure | Unreadable:
    """An achievement cell: blank is ``None`` (not reported), ``-`` is ``NIL``, ``০`` is zero."""
    read = bare(text)
    if not read:
        return None
    if says_none(read):
        return NIL
    return parse_value(read, expects=expects, unit=unit)


def parse_target(
    text: str, *, expects: Expects = Expects.EITHER, unit: str = ""
) -> Value | Unreadable | None:
    """A target cell: blank and ``-`` are ``None``, for the tier then has no target."""
    figure = parse_figure(text, expects=expects, unit=unit)
    return None if figure is NIL else figure


def says_none(text: str) -> bool:
    """Whether ``text`` says *none*: ``-``, ``--``, ``—``, ``N/A``, ``প্রযোজ্য নয়``."""
    read = bare(text)
    return bool(read) and (DASHES.issuperset(read) or spelt(read) in _NONE_WORDS)


def words_beside(text: str) -> str:
    """The words beside the number that ``text`` says: ``টি`` of ``২ টি``; a ``%`` is none."""
    return _parted(to_latin_digits(bare(text)).replace(_MINUS, "-"))[1]


def _parted(text: str) -> tuple[str, str]:
    """A number as it is written, and what stands behind it; one ``%`` is no word."""
    taka = _TAKA_BEFORE.match(text)
    match = _PARTED.fullmatch(text[taka.end() :] if taka else text)
    if match is None:
        return text, ""
    words = (match[2] or "").removeprefix("%").strip()
    words = without_spelt_out(words, match[1])
    return match[1], f"{words} taka".strip() if taka else words


def _in_unit(unit: str) -> Message:
    return Message(
        bn=f"শুধু একটি সংখ্যা, “{unit}” এককে, যেমন ১২ বা ০.৫",
        en=f"a number alone, in the unit “{unit}”, such as 12 or 0.5",
    )
