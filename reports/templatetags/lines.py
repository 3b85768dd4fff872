"""Lines in words."""

from __future__ import annotations

from django import template

from numerals import MONTH_NAMES, format_number, score_places
from presentation.language import reader_language
from reports.dashboard.lines import ChartLine

register = template.Library()


@register.filter
def spoken(line: ChartLine) -> str:
    """The figures that a line draws: জুলাই ৭.৪৪, আগস্ট ৭.৬৭.

    One call for the whole line: a dashboard has hundreds of its points.
    """
    reader = reader_language()
    names = MONTH_NAMES[reader]
    return ", ".join(
        f"{names[month.month - 1]} "
        f"{format_number(composite, language=reader, decimals=score_places())}"
        for month, composite in line.points
    )
