"""The two lines of one indicator, named in a column: its targets, and what was achieved."""

from __future__ import annotations

from typing import Final

from plans.document.reader.columns import Matter, PeriodColumn, Place
from plans.document.reader.text import comparable, wording

_ACHIEVEMENT: Final = wording(r"অর্জন|অগ্রগতি|achiev|actual|progress")
_TARGET: Final = wording(r"লক্ষ্যমাত্রা|লক্ষমাত্রা|target")


def says_targets(says: str) -> bool:
    """Whether the name of a line is that of the targets, not of what was achieved."""
    said = comparable(says)
    return not _ACHIEVEMENT.search(said) and _TARGET.search(said) is not None


def matter_of_line(says: str, place: Place) -> Place:
    """What a column of achievements holds in a line that is named ``says``."""
    if isinstance(place, PeriodColumn) and place.matter is Matter.ACHIEVED and says_targets(says):
        return PeriodColumn(Matter.TARGET, place.period)
    return place
