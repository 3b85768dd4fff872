"""A part as the history tells it."""

from __future__ import annotations

from plans.document.parts.values import Content


def told_content(content: Content) -> str | None:
    """The text, or the rows as lines with their cells apart; ``None`` where nothing is said."""
    if isinstance(content, str):
        return content or None
    return "\n".join(" | ".join(row) for row in content) or None
