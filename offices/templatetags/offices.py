"""Offices and people in templates."""

from __future__ import annotations

from django import template
from django.utils import timezone

from offices.journal.history_text import tell
from offices.models import Office

register = template.Library()
register.filter("told", tell)


@register.filter
def office_state(office: Office) -> str:
    """``open``, ``closed`` or ``to come``: how the office stands today."""
    today = timezone.localdate()
    if office.is_active(today):
        return "open"
    return "closed" if office.active_to and office.active_to < today else "to come"
