"""Returns as the dashboard is given them."""

from __future__ import annotations

from datetime import date

from reports.dashboard.offices import StoredReturn


def stored_return(
    state: str | None, late_by: int | None, open_until: date | None
) -> StoredReturn | None:
    """A return from its columns; ``None`` without a state."""
    return StoredReturn(state, late_by or 0, open_until) if state else None
