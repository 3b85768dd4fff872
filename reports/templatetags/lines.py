"""Lines in words."""

from __future__ import annotations

from django import template

from reports.dashboard.lines import spoken

register = template.Library()
register.filter("spoken", spoken)
