"""Cells of the heat map."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from presentation.figures import digits, whole
from reports.dashboard.objectives import HeatCell

register = template.Library()

_CELL = '<td class="heat heat-{}" data-label="{}">{}</td>'


@register.filter
def heat_cells(cells: Iterable[HeatCell]) -> SafeString:
    """An office's cells, one for each objective.

    One call for the whole row: a dashboard has hundreds of them.
    """
    return format_html_join(
        "",
        _CELL,
        (
            ("none" if one.level is None else one.level, digits(one.objective), whole(one.share))
            for one in cells
        ),
    )
