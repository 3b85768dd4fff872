"""What a reviewer's row is held against."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from indicators.returns.review.held_against import HeldAgainst
from indicators.returns.row import ReturnRow

register = template.Library()


@register.simple_tag
def held_against_of(found: Mapping[int, HeldAgainst], row: ReturnRow) -> HeldAgainst:
    """What stands beside the figure of a row."""
    return found[row.indicator.pk]
