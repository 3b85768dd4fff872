"""Figures within a sentence: with their unit, in the reader's digits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from indicators.scoring.precision import QUOTIENT_PLACES, rounded
from numerals import (
    Value,
    decimals_of,
    format_date,
    format_number,
    language_of,
    score_places,
)

# What can be typed has at most this many decimals and is shown in full; a quotient is not.
_TYPED_PLACES: Final = 4

_PERCENT: Final = frozenset({"%", "হার", "শতকরা", "শতাংশ", "নিয়মিত (%)", "শতকরা হার"})
_COUNT: Final = frozenset({"", "সংখ্যা", "সংখ্যা (কয়টি)", "টি"})
_BENGALI_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {"সংখ্যা (জন)": "জন", "কোটি টাকায়": "কোটি টাকা", "লক্ষ টাকায়": "লক্ষ টাকা"}
)
_ENGLISH_UNITS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "জন": "persons",
        "টাকা": "taka",
        "লক্ষ টাকা": "lakh taka",
        "কোটি টাকা": "crore taka",
        "মেট্রিক টন": "metric tons",
        "লক্ষ মেট্রিক টন": "lakh metric tons",
    }
)


def bare(value: Value, language: str) -> str:
    """A target or figure without its unit; a quotient rounded, all else in full."""
    if isinstance(value, date):
        return format_date(value, language=language)
    if decimals_of(value) <= _TYPED_PLACES:
        return format_number(value, language=language)
    decimals = QUOTIENT_PLACES if abs(value) >= 1 else _TYPED_PLACES
    return format_number(value, language=language, decimals=decimals)


def amount(value: Value, unit: str, language: str) -> str:
    """A figure with its unit: ৭২টি, ৮৭%, ৫ মেট্রিক টন; a date as it is.

    An English sentence keeps a unit that it has no word for as the plan writes it.
    """
    number = bare(value, language)
    if isinstance(value, date):
        return number
    unit = " ".join(unit.split())
    if unit in _PERCENT:
        return f"{number}%"
    if unit in _COUNT:
        return f"{number}টি" if language_of(language) == "bn" else number
    unit = _BENGALI_UNITS.get(unit, unit)
    return f"{number} {unit if language_of(language) == 'bn' else _ENGLISH_UNITS.get(unit, unit)}"


def percent(value: Decimal | int, language: str) -> str:
    """A raw score or a tier, without idle zeros: ৮৫%, ৬৫.৪%."""
    shown = rounded(Decimal(value), score_places())
    return f"{format_number(shown, language=language)}%"


def points(value: Decimal, language: str) -> str:
    """A weighted score at the decimals that scores are shown with."""
    return format_number(value, language=language, decimals=score_places())
