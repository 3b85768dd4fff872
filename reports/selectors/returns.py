"""Returns as the dashboard is given them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from reports.dashboard.model import StoredReturn


def stored_return(state: str | None, submitted_at: datetime | None) -> StoredReturn | None:
    """A return from its columns, the day in the office's time zone; ``None`` without a state."""
    if not state:
        return None
    return StoredReturn(
        state, None if submitted_at is None else timezone.localtime(submitted_at).date()
    )
