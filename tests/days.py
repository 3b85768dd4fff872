"""Days that tests load the demo as of."""

from __future__ import annotations

from datetime import date
from typing import Final

IN_JULY: Final = date(2024, 7, 4)
"""Khulna's real agreement is last year's, and its return of June waits to be filled."""

LATE_IN_JULY: Final = date(2024, 7, 31)
"""All districts' returns of June have gone as far as they are going to."""
