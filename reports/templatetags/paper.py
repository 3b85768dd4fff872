"""Template filters of the paper forms."""

from __future__ import annotations

from django import template

from reports.paper.compounds import joined

register = template.Library()
register.filter("joined", joined)
