"""Whole numbers that programs send one another: of a row, a version, a page."""

from __future__ import annotations


def parse_whole(text: str, *, most_digits: int) -> int | None:
    """The number of plain Latin digits; ``None`` for anything else, also for one too long."""
    is_number = text.isascii() and text.isdigit() and len(text) <= most_digits
    return int(text) if is_number else None
