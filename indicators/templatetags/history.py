"""The way to the history of a cell, a return or a plan, and its words."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from indicators.audit import wording
from numerals import Month
from plans.models import Plan

register = template.Library()

register.filter("stood", wording.before)
register.filter("stands", wording.after)


@register.simple_tag
def history_url(plan: Plan, month: Month | None = None, row: str = "") -> str:
    """The address of the history of the plan, of its return of a month, of one cell."""
    query = {"office": plan.office.code, "year": plan.fiscal_year_id, "kind": plan.kind}
    if month:
        query["month"] = str(month)
    if row:
        query["row"] = row
    return f"{reverse('indicators:history')}?{urlencode(query)}"
