"""What a paper is worth: a draft, submitted, returned, accepted; by what it speaks, until when.

A paper of which nothing is known is a draft: nothing is taken for accepted by default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from numerals import Language, Message, format_date, localize_digits


class PaperState(StrEnum):
    """Where what is printed stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    AGREED = "agreed"

    @property
    def is_settled(self) -> bool:
        """Whether both sides stand by it."""
        return self in (PaperState.ACCEPTED, PaperState.AGREED)

    @property
    def is_handed_in(self) -> bool:
        """Whether the other side has it, or had it and agreed."""
        return self.is_settled or self in (PaperState.SUBMITTED, PaperState.PROPOSED)


_SAID: Final[Mapping[PaperState, Message]] = MappingProxyType(
    {
        PaperState.DRAFT: Message(bn="খসড়া: এখনো জমা হয়নি", en="DRAFT: not submitted"),
        PaperState.SUBMITTED: Message(
            bn="জমা হয়েছে {day}: এখনো গৃহীত হয়নি", en="SUBMITTED on {day}: not accepted yet"
        ),
        PaperState.RETURNED: Message(
            bn="ফেরত দেওয়া হয়েছে {day}: গৃহীত হয়নি", en="RETURNED on {day}: not accepted"
        ),
        PaperState.REOPENED: Message(
            bn="পুনরায় খোলা {day}: সংশোধন এখনো গৃহীত হয়নি",
            en="REOPENED on {day}: the correction is not accepted yet",
        ),
        PaperState.ACCEPTED: Message(bn="গৃহীত {day}", en="ACCEPTED on {day}"),
        PaperState.PROPOSED: Message(
            bn="প্রস্তাবিত {day}: এখনো স্বাক্ষরিত হয়নি", en="PROPOSED on {day}: not agreed yet"
        ),
        PaperState.AGREED: Message(bn="স্বাক্ষরিত {day}", en="AGREED on {day}"),
    }
)
_UNSIGNED: Final = Message(bn="খসড়া: এখনো স্বাক্ষরিত হয়নি", en="DRAFT: not agreed yet")
_MARK: Final = Message(bn="খসড়া", en="DRAFT")
_AS_OF: Final = Message(bn="তথ্য {moment} পর্যন্ত", en="as of {moment}")
_PRINTED: Final = Message(bn="প্রিন্ট {moment}, {by}", en="Printed {moment} by {by}")


@dataclass(frozen=True, slots=True)
class PaperStanding:
    """The state, the day it came to it, and when what is printed was last changed.

    ``is_plan`` of a paper that promises, which is signed where a report is accepted.
    """

    state: PaperState = PaperState.DRAFT
    on: date | None = None
    as_of: datetime | None = None
    is_plan: bool = False

    def said(self, language: Language) -> str:
        """The state as every page says it."""
        if self.is_plan and self.state is PaperState.DRAFT:
            return _UNSIGNED[language]
        day = format_date(self.on, language=language) if self.on else ""
        # Without a day the sentence closes up: "গৃহীত", "RETURNED: not accepted".
        said = _SAID[self.state][language]
        return said.format(day=day) if day else said.replace(" on {day}", "").replace(" {day}", "")

    def mark(self, language: Language) -> str:
        """The word across every page of what its office has not handed in, else nothing."""
        return "" if self.state.is_handed_in else _MARK[language]

    def until(self, language: Language) -> str:
        """Until when its figures go; nothing where that is not known."""
        if self.as_of is None:
            return ""
        return _AS_OF[language].format(moment=moment_text(self.as_of, language=language))

    @property
    def name(self) -> str:
        """What a file's name says of it: the state, and of what may still change the moment."""
        if self.state.is_settled or self.as_of is None:
            return str(self.state)
        return f"{self.state}-{self.as_of:%Y%m%d-%H%M}"


UNKNOWN: Final = PaperStanding()
"""Of what nobody said how it stands: a draft."""


@dataclass(frozen=True, slots=True)
class Printed:
    """When a paper was printed, in the office's time, and by whom."""

    at: datetime
    by: Message

    def said(self, language: Language) -> str:
        """The line on every page."""
        return _PRINTED[language].format(
            moment=moment_text(self.at, language=language), by=self.by[language]
        )


def moment_text(moment: datetime, *, language: Language) -> str:
    """``৩০-০৬-২০২৪ ১৮:০৫``; the caller says in which zone."""
    day = format_date(moment.date(), language=language)
    return f"{day} {localize_digits(f'{moment:%H:%M}', language=language)}"
