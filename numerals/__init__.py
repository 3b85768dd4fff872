"""Digits and days as people write them: pure, and beneath every room, for all read them.

Numbers, targets and figures, with what is said of them in words, are read one room higher, in
``plans.document.numerals``.
"""

from numerals.dates import Slip, is_like_a_date, read_date, read_month
from numerals.digits import bare, localize_digits, to_latin_digits

__all__ = [
    "Slip",
    "bare",
    "is_like_a_date",
    "localize_digits",
    "read_date",
    "read_month",
    "to_latin_digits",
]
