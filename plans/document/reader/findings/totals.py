"""What the reader says of totals that a form states, each a sentence in both languages."""

from __future__ import annotations

from decimal import Decimal

from numerals import Message, format_value, localize_digits
from plans.document.reader.findings.gravity import error, warning
from plans.document.values import Problem


def total_stated(weight: Decimal, *, actual: Decimal) -> Problem:
    """A total row states another weight than its indicators have."""
    said, made = _shown(weight), _shown(actual)
    return error(
        "stated-total",
        "",
        Message(
            bn=f"ছকে মোট মান {said.bn} লেখা, কিন্তু সূচকগুলোর মান যোগ করলে {made.bn} হয়।",
            en=f"The form states a total weight of {said.en}, but its indicators' weights make "
            f"{made.en}.",
        ),
    )


def count_stated(count: int, *, actual: int) -> Problem:
    """A total row states another number of indicators than there are."""
    bn_count, bn_actual = (localize_digits(str(one), language="bn") for one in (count, actual))
    return warning(
        "stated-count",
        "",
        Message(
            bn=f"ছকে {bn_count}টি সূচক লেখা, কিন্তু পাওয়া গেছে {bn_actual}টি।",
            en=f"The form states {count} indicators, but {actual} were found.",
        ),
    )


def _shown(value: Decimal) -> Message:
    return Message(bn=format_value(value, language="bn"), en=format_value(value, language="en"))
