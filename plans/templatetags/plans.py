"""The templates' way to ``plans.calendar.wording``."""

from __future__ import annotations

from django import template

from plans.calendar import wording as presentation

register = template.Library()

for _shown in (
    presentation.months_of,
    presentation.period,
    presentation.quarter,
    presentation.quarter_name,
    presentation.row_name,
    presentation.rule_words,
):
    register.filter(_shown.__name__, _shown)
