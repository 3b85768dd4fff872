"""Template filters of the paper forms."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from reports.paper.compounds import split_compounds

register = template.Library()


@register.filter
def unbroken(text: str) -> SafeString:
    """``text`` with its compounds kept on one line."""
    if "-" not in text and "/" not in text:
        return conditional_escape(text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<span>{}</span>", piece) if stays_whole else piece,)
            for piece, stays_whole in split_compounds(text)
        ),
    )
