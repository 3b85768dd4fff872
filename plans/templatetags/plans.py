"""The templates' way to ``plans.calendar.wording`` and to the addresses of plans."""

from __future__ import annotations

from django import template

from plans.addresses import plan_place, plan_url
from plans.calendar import wording
from plans.choices import rules_number, rules_words
from plans.selectors.beside import lines_beside

register = template.Library()
register.simple_tag(plan_url)
register.simple_tag(plan_place)
register.simple_tag(wording.days_late)
register.filter("lines_beside", lines_beside)

for _shown in (
    wording.months_of,
    wording.period,
    wording.quarter,
    wording.quarter_name,
    wording.row_name,
    wording.rule_words,
    rules_number,
    rules_words,
):
    register.filter(_shown.__name__, _shown)
