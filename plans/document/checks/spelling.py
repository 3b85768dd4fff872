"""Known slips of the word processor, found and never corrected by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plans.document.checks.sentences import warning
from plans.document.checks.settings import CheckSettings
from plans.document.reader.text import wording
from plans.document.values import PlanDocument, Problem


@dataclass(frozen=True, slots=True)
class SpellingSlip:
    """A word that is surely another one where ``pattern`` finds it."""

    pattern: re.Pattern[str]
    written: str
    meant: str


SLIPS: Final = (
    # রুম is a word too (a room): a slip only beside closed units or industries.
    SpellingSlip(wording(r"(?<!\S)রুম\s*(/|ও|বা|এবং)?\s*(বন্ধ|শিল্প)"), "রুম", "রুগ্ন"),
)


def suspect_spelling(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A title with a known slip; the finding stands at the first indicator that it is over."""
    for objective in document.objectives:
        yield from _slips(objective.title, objective.row)
        for activity in objective.activities:
            rows = [indicator.row for indicator in activity.indicators] or [objective.row]
            yield from _slips(activity.title, rows[0], of_activity=True)
            for indicator in activity.indicators:
                yield from _slips(indicator.title, indicator.row)


def _slips(title: str, row: str, *, of_activity: bool = False) -> Iterator[Problem]:
    for slip in SLIPS:
        if slip.pattern.search(title):
            yield warning(
                "suspect-spelling",
                row,
                bn=f"“{title}”: “{slip.written}” লেখা আছে; সম্ভবত “{slip.meant}” হবে।",
                en=f"“{title}” says “{slip.written}”; it probably should be “{slip.meant}”.",
                of_activity=of_activity,
            )
