"""Readers of plans."""

from plans.selectors.as_document import plan_document
from plans.selectors.finding import (
    at_an_address,
    find_plan,
    newest_plans,
    newest_rule_sets,
    plan_by_address,
    plan_seen_by,
    plans_at,
    plans_by_address,
    plans_visible_to,
    rule_set_named,
    with_what_pages_need,
    year_among,
    year_named,
    year_shown,
)
from plans.selectors.kinds import KnownYears
from plans.selectors.rows import (
    frequencies_of,
    indicators_of,
    indicators_of_plans,
    section_titles,
    with_frequencies,
)

__all__ = [
    "KnownYears",
    "at_an_address",
    "find_plan",
    "frequencies_of",
    "indicators_of",
    "indicators_of_plans",
    "newest_plans",
    "newest_rule_sets",
    "plan_by_address",
    "plan_document",
    "plan_seen_by",
    "plans_at",
    "plans_by_address",
    "plans_visible_to",
    "rule_set_named",
    "section_titles",
    "with_frequencies",
    "with_what_pages_need",
    "year_among",
    "year_named",
    "year_shown",
]
