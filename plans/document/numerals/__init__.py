"""Numbers and dates: the one way in, the one stored spelling, the one way out to a reader.

In: Bengali and Latin digits, mixed, with lakh or western grouping and ``%``; what is ambiguous
becomes an ``Unreadable`` value, never a guess. Stored: canonical strings. Out: the digits and
month names of the reader's language, grouped by lakh.
"""

from numerals.digits import localize_digits, to_latin_digits
from numerals.months import MONTH_NAMES
from plans.document.numerals.canonical import (
    canonical,
    canonical_figure,
    figure_of,
    from_canonical,
)
from plans.document.numerals.formatting import (
    decimals_of,
    format_date,
    format_day,
    format_figure,
    format_month,
    format_number,
    format_value,
    round_half_up,
)
from plans.document.numerals.parsing import (
    DECIMALS,
    INTEGER_DIGITS,
    Expects,
    Unreadable,
    parse_date,
    parse_figure,
    parse_month,
    parse_number,
    parse_target,
    parse_value,
    says_none,
    words_beside,
)

__all__ = [
    "DECIMALS",
    "INTEGER_DIGITS",
    "MONTH_NAMES",
    "Expects",
    "Unreadable",
    "canonical",
    "canonical_figure",
    "decimals_of",
    "figure_of",
    "format_date",
    "format_day",
    "format_figure",
    "format_month",
    "format_number",
    "format_value",
    "from_canonical",
    "localize_digits",
    "parse_date",
    "parse_figure",
    "parse_month",
    "parse_number",
    "parse_target",
    "parse_value",
    "round_half_up",
    "says_none",
    "to_latin_digits",
    "words_beside",
]
