"""The places that pages of lower rooms lead to, and the pages of higher rooms that they are."""

from __future__ import annotations

from typing import Final

PLACES: Final = {
    "amendment": "indicators:amendment",
    "office-calendar": "indicators:office-calendar",
    "office-figures": "reports:office",
    "all-offices": "reports:dashboard",
    "indicator": "reports:indicator",
    "objective": "reports:objective",
    "section": "reports:section",
    "hand-over": "indicators:hand-over",
    "draft-targets": "indicators:draft-targets",
    "evidence-packet": "reports:packet",
    "paper": "reports:paper",
    "plan": "indicators:plan",
    "planning": "indicators:planning",
    "targets": "indicators:targets",
    "targets-overview": "indicators:targets-overview",
    "whole-year": "reports:whole-year",
    "whole-agreement": "reports:whole-agreement",
    "roles": "indicators:roles",
    "template-tree": "reports:tree",
    "rules-effect": "indicators:rules-effect",
    "setting-the-calendar": "indicators:calendar-rules",
}
"""``{% place 'office-figures' … %}`` and ``{% plan_place 'paper' plan … %}`` in templates."""
