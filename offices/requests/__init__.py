"""The person behind a request, what it brings, and who is let in."""

from offices.requests.only import administrators_only, auditors_only, planners_only
from offices.requests.person import HalfSignedIn, half_signed_in, hold_back, known_person, signed_in
from offices.requests.sent import address_with_next, typed, wanted_page

__all__ = [
    "HalfSignedIn",
    "address_with_next",
    "administrators_only",
    "auditors_only",
    "half_signed_in",
    "hold_back",
    "known_person",
    "planners_only",
    "signed_in",
    "typed",
    "wanted_page",
]
