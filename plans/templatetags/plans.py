"""The templates' way to ``plans.calendar.wording`` and to the addresses of plans."""

from __future__ import annotations

from django import template

from plans.addresses import plan_url
from plans.calendar import wording as presentation

register = template.Library()
register.simple_tag(plan_url)

for _shown in (
    presentation.months_of,
    presentation.period,
    presentation.quarter,
    presentation.quarter_name,
    presentation.row_name,
    presentation.rule_words,
):
    register.filter(_shown.__name__, _shown)
