"""The templates' way to the words of amendments."""

from __future__ import annotations

from django import template

from plans.amending.models import Amendment
from plans.amending.wording import DROPPED, amendment_state_words, row_words

register = template.Library()
register.filter("amended_row", row_words)


@register.filter
def amendment_state(amendment: Amendment, state: str = "") -> str:
    """Where an amendment stands, in words; ``state`` is that which the reader sees."""
    return amendment_state_words(DROPPED if amendment.dropped_at else state or amendment.state)
