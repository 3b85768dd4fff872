"""The way to a thread, with how much was said."""

from __future__ import annotations

from django import template

from indicators.returns import row_html
from indicators.returns.comments.selectors import NOTHING_SAID, CommentTally, Talk

register = template.Library()
register.filter("said", row_html.said)
register.filter("sign", row_html.sign)
register.simple_tag(row_html.comments_link)


@register.filter
def of_return(talk: Talk | None) -> CommentTally:
    """The thread on the return as a whole."""
    return (talk or {}).get(None, NOTHING_SAID)
