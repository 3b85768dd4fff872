"""Pieces of a return's pages that stand in every row and must therefore be quick."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from indicators.sheet.rows import Row
from plans.templatetags.figures import points, sentence, target

register = template.Library()

_MET = mark_safe(' class="met"')  # ours, no one's text
_NONE = mark_safe('<span class="mute">–</span>')  # ours, no one's text
_RULER = (
    '<span class="ruler"><svg class="ruler-bar" viewBox="0 0 100 4" preserveAspectRatio="none"'
    ' aria-hidden="true"><rect class="ruler-track" width="100" height="4" rx="1" />'
    '<rect class="{}" width="{}" height="4" rx="1" /></svg>'
    '<span class="ruler-ticks{}">{}</span></span>'
)


@register.simple_tag
def ruler(row: Row) -> SafeString:
    """The tier ruler: the bar as far as the achievement reaches, the targets beneath."""
    drawn = row.ruler
    ticks = format_html_join(
        "",
        "<span{}>{}</span>",
        ((_MET if tick.met else "", target(tick.target, row.decimals)) for tick in drawn.ticks),
    )
    return format_html(
        _RULER,
        "ruler-below" if drawn.below else "ruler-fill",
        drawn.fill,
        " is-wide" if row.is_wide else "",
        ticks,
    )


@register.simple_tag
def why(row: Row) -> SafeString:
    """Why this score, what the next tier asks for, the rate, and what to look at."""
    lines = [("why-line", "", row.why)]
    if row.next_step:
        lines.append(("why-gain", "", row.next_step))
    if row.rate_note:
        lines.append(("why-line context", "", row.rate_note))
    lines += [("why-line late", "▲ ", sentence(one.message)) for one in row.findings]
    return format_html_join("", '<span class="{}">{}{}</span>', lines)


@register.simple_tag
def score(row: Row) -> SafeString:
    """The weighted score; a mark where there can be none, a dash where there is none yet."""
    if row.score.weighted is not None:
        return format_html("{}", points(row.score.weighted))
    if row.score.problem and row.score.problem.cannot_be_scored:
        return format_html(
            '<span class="late" title="{}">▲<span class="visually-hidden">{}</span></span>',
            row.why,
            _("cannot be scored"),
        )
    return _NONE
