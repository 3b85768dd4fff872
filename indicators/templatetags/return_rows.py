"""The pieces of a return's rows, for templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from indicators.returns import row_html, status_html
from indicators.returns.comments.selectors import Talk
from indicators.returns.page import ReturnPage
from indicators.returns.row import ReturnRow
from presentation.figures import month_name

register = template.Library()
register.simple_tag(row_html.why_panel)
register.simple_tag(row_html.tier_bar)
register.simple_tag(row_html.earlier)
register.simple_tag(row_html.score)
register.simple_tag(row_html.unasked)
register.simple_tag(status_html.return_status)
register.simple_tag(status_html.state_tag)


@register.simple_tag
def entry_rows(
    rows: Iterable[ReturnRow],
    page: ReturnPage,
    history_url: str,
    talk: Talk | None,
    may_write: bool,
    may_comment: bool,
) -> SafeString:
    """Rows of the month's form, to be typed into or to be read."""
    month_word = month_name(page.month)
    form = row_html.FormShown(
        page.entry_url, history_url, month_word, talk or {}, may_write, may_comment
    )
    return format_html_join("\n", "{}", ((row_html.entry_row(row, form),) for row in rows))
