"""Who may see and do what: the one place that decides it."""

from __future__ import annotations

from offices.selectors.access import Access, Scope, access_by, access_of
from offices.selectors.held import (
    acting_office,
    held_on,
    held_today,
    offices_worked_for,
    postings_of,
)
from offices.selectors.postings import (
    open_children,
    postings_around,
    postings_beyond,
    postings_to_hand_over,
)
from offices.selectors.reach import (
    Headship,
    deciders_by_office,
    headed_by,
    heading_of,
    heads_alone,
    officers_by_office,
    officers_of,
    offices_agreed_by,
    offices_followed_by,
    offices_overseen_by,
    offices_reviewed_by,
    offices_reviewed_in,
    offices_visible_to,
    planners_of,
    reviewers_of,
    reviewing_offices,
    subtree,
    superiors_of,
)

__all__ = [
    "Access",
    "Headship",
    "Scope",
    "access_by",
    "access_of",
    "acting_office",
    "deciders_by_office",
    "headed_by",
    "heading_of",
    "heads_alone",
    "held_on",
    "held_today",
    "officers_by_office",
    "officers_of",
    "offices_agreed_by",
    "offices_followed_by",
    "offices_overseen_by",
    "offices_reviewed_by",
    "offices_reviewed_in",
    "offices_visible_to",
    "offices_worked_for",
    "open_children",
    "planners_of",
    "postings_around",
    "postings_beyond",
    "postings_of",
    "postings_to_hand_over",
    "reviewers_of",
    "reviewing_offices",
    "subtree",
    "superiors_of",
]
