"""Numbers and dates: the one way in, the one stored spelling, the one way out to a reader.

In: Bengali and Latin digits, mixed, with lakh or western grouping and ``%``; what is ambiguous
becomes an ``Unreadable`` value, never a guess. Stored: canonical strings. Out: the digits and
month names of the reader's language, grouped by lakh. Pure, and beneath every room.
"""

from numerals.canonical import canonical, canonical_figure, figure_of, from_canonical
from numerals.composing import composed
from numerals.dates import day_after, day_before, parse_date, parse_month
from numerals.digits import bare, localize_digits, to_latin_digits
from numerals.formatting import (
    decimals_of,
    format_date,
    format_day,
    format_figure,
    format_month,
    format_number,
    format_value,
    round_half_up,
)
from numerals.language import LANGUAGE_NAMES, LANGUAGES, Language, language_of
from numerals.message import Message
from numerals.month_names import MONTH_NAMES
from numerals.months import YEARS, FiscalYearSpan, Month, year_at_hand
from numerals.parsing import (
    DECIMALS,
    INTEGER_DIGITS,
    Expects,
    parse_figure,
    parse_number,
    parse_scaled,
    parse_target,
    parse_value,
    says_none,
    words_beside,
)
from numerals.score_places import (
    MOST_SCORE_PLACES,
    USUAL_SCORE_PLACES,
    score_places,
    scores_shown_at,
    show_scores_at,
)
from numerals.unreadable import Unreadable
from numerals.values import NIL, Figure, Nil, Value
from numerals.whole import parse_whole

__all__ = [
    "DECIMALS",
    "INTEGER_DIGITS",
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "MONTH_NAMES",
    "MOST_SCORE_PLACES",
    "NIL",
    "USUAL_SCORE_PLACES",
    "YEARS",
    "Expects",
    "Figure",
    "FiscalYearSpan",
    "Language",
    "Message",
    "Month",
    "Nil",
    "Unreadable",
    "Value",
    "bare",
    "canonical",
    "canonical_figure",
    "composed",
    "day_after",
    "day_before",
    "decimals_of",
    "figure_of",
    "format_date",
    "format_day",
    "format_figure",
    "format_month",
    "format_number",
    "format_value",
    "from_canonical",
    "language_of",
    "localize_digits",
    "parse_date",
    "parse_figure",
    "parse_month",
    "parse_number",
    "parse_scaled",
    "parse_target",
    "parse_value",
    "parse_whole",
    "round_half_up",
    "says_none",
    "score_places",
    "scores_shown_at",
    "show_scores_at",
    "to_latin_digits",
    "words_beside",
    "year_at_hand",
]
