"""Who may see and do what: the one place that decides it."""

from __future__ import annotations

from offices.selectors.access import Access, Scope, access_by, access_of, postings_of
from offices.selectors.closed import acting_office, closed_of, has_closed_below, take_on_closed
from offices.selectors.postings import (
    open_children,
    postings_around,
    postings_beyond,
    postings_to_hand_over,
)
from offices.selectors.reach import (
    deciders_by_office,
    headed_by,
    officers_by_office,
    officers_of,
    offices_overseen_by,
    offices_reviewed_by,
    offices_reviewed_in,
    offices_visible_to,
    reviewers_of,
    reviewing_offices,
    subtree,
)

__all__ = [
    "Access",
    "Scope",
    "access_by",
    "access_of",
    "acting_office",
    "closed_of",
    "deciders_by_office",
    "has_closed_below",
    "headed_by",
    "officers_by_office",
    "officers_of",
    "offices_overseen_by",
    "offices_reviewed_by",
    "offices_reviewed_in",
    "offices_visible_to",
    "open_children",
    "postings_around",
    "postings_beyond",
    "postings_of",
    "postings_to_hand_over",
    "reviewers_of",
    "reviewing_offices",
    "subtree",
    "take_on_closed",
]
