"""Rows of the ranking."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from reports.dashboard.shown import BoardRow
from reports.ranking_html import Cell, Shown

register = template.Library()


@register.simple_tag
def ranking_cells(row: BoardRow, cells: Iterable[Cell], shown: Shown) -> SafeString:
    """An office's cells, from left to right."""
    return format_html_join("", "{}", ((cell(row, shown),) for cell in cells))
