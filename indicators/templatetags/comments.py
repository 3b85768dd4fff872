"""The way to a thread, with how much was said: one per row, so it must be quick."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from indicators.returns.comments.selectors import NOTHING_SAID, CommentTally, Talk
from indicators.returns.row import ReturnRow
from presentation.figures import digits

register = template.Library()

_LINK = '<a class="comments-link{}" href="{}comments/{}/" data-talk="{}" aria-label="{}: {}">{}</a>'


def said(tally: CommentTally) -> str:
    """``3 comments``, and that they are settled where they are."""
    if not tally.said:
        return _("Write a comment")
    counted = ngettext("%(number)s comment", "%(number)s comments", tally.said)
    text = counted % {"number": digits(tally.said)}
    return f"{text}, {pgettext('comments', 'settled')}" if tally.is_settled else text


register.filter("said", said)


@register.filter
def of_return(talk: Talk | None) -> CommentTally:
    """The thread on the return as a whole."""
    return (talk or {}).get(None, NOTHING_SAID)


@register.simple_tag
def comments_link(talk: Talk | None, row: ReturnRow, entry_url: str, may_comment: bool) -> str:
    """The cell's thread by its number of comments; an invitation to those who may write."""
    tally = (talk or {}).get(row.indicator.pk, NOTHING_SAID)
    if not (tally.said or may_comment):
        return ""
    return format_html(
        _LINK,
        " is-open" if tally.is_open else "" if tally.said else " is-empty",
        entry_url,
        row.pk,
        row.pk,
        row.code,
        said(tally),
        sign(tally),
    )


@register.filter
def sign(tally: CommentTally) -> SafeString:
    """The number that the way to a thread is known by."""
    if not tally.said:
        return format_html("+ {}", pgettext("add", "Comment"))
    number = ngettext("%(number)s comment", "%(number)s comments", tally.said)
    counted = number % {"number": digits(tally.said)}
    if tally.is_settled:
        return format_html('{} <span class="gain" aria-hidden="true">✓</span>', counted)
    return format_html("<strong>{}</strong>", counted)
