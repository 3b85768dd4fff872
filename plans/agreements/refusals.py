"""Why a step of an agreement is not taken, beside what any step is refused by."""

from __future__ import annotations


class ChangedSince(Exception):
    """The plan is not what was proposed any more."""


class YearNotOver(Exception):
    """An agreement is closed once its year is over."""
