"""The months' names: as they are shown, and all the ways in which they are spelt."""

from __future__ import annotations

from typing import Final

from numerals.language import Language

MONTH_NAMES: Final[dict[Language, tuple[str, ...]]] = {
    "bn": (
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
"""January to December in both languages."""

OTHER_SPELLINGS: Final = (
    ("জানুয়ারী", "জানু", "jan"),
    ("ফেব্রুয়ারী", "ফেব্রু", "feb"),
    ("mar",),
    ("এপ্রি", "apr"),
    (),
    ("jun",),
    ("জুলা", "jul"),
    ("আগষ্ট", "অগাস্ট", "অগাষ্ট", "আগ", "অগা", "aug"),
    ("সেপ্টেম্বার", "সেপ্টে", "সেপ্ট", "sept", "sep"),
    ("অক্টো", "oct"),
    ("নভে", "nov"),
    ("ডিসে", "dec"),
)
"""What else the offices write, January to December."""
