"""How often an indicator is reported, and in which months it is therefore asked for."""

from __future__ import annotations

from typing import Final

from numerals import Message, Month, format_month
from plans.document.bilingual import Word
from plans.document.defaults import Kind


class Frequency(Word):
    """How often an indicator is reported."""

    MONTHLY = "monthly", Message(bn="মাসিক", en="Monthly")
    QUARTERLY = "quarterly", Message(bn="ত্রৈমাসিক", en="Quarterly")
    HALF_YEARLY = "half-yearly", Message(bn="অর্ধ-বার্ষিক", en="Half-yearly")
    ANNUAL = "annual", Message(bn="বার্ষিক", en="Annual")

    @property
    def months(self) -> int:
        """How many months one report covers."""
        return _MONTHS[self]

    def asked_in(self, month: Month) -> Month:
        """The month, ``month`` itself or a later one, whose return asks for the indicator.

        It is the last of its quarter, half-year or year, all counted from July.
        """
        since_july = (month.month - 7) % 12
        return month.plus(self.months - 1 - since_july % self.months)

    def is_asked(self, month: Month) -> bool:
        """Whether the return of ``month`` asks for the indicator."""
        return self.asked_in(month) == month


_MONTHS: Final = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.ANNUAL: 12,
}
_NOT_ASKED: Final = Message(
    bn="এই সূচকের অর্জন {month} মাসের প্রতিবেদনে চাওয়া হবে; এ মাসে লেখা যায় না।",
    en="This indicator is asked for in the return of {month}; nothing is taken for it this month.",
)
_EARNED: Final = Message(
    bn="এই সূচকের অর্জন {kind} থেকে আসে; এখানে কিছু লিখতে হয় না।",
    en="This indicator is earned by the {kind}; nothing is typed here.",
)

MADE_OF_OFFICES: Final = Message(
    bn="এই সূচকের অর্জন অধীন কার্যালয়গুলোর অর্জন থেকে আসে; এখানে কিছু লিখতে হয় না।",
    en="This indicator is made of what its offices achieved; nothing is typed here.",
)
"""Why a figure is never taken: the offices below earn it."""


def frequencies_asked(month: Month) -> tuple[Frequency, ...]:
    """The frequencies whose indicators the return of ``month`` asks for."""
    return tuple(one for one in Frequency if one.is_asked(month))


def not_asked(month: Month) -> Message:
    """Why a figure is not taken: the indicator is asked for in ``month``."""
    return Message(
        bn=_NOT_ASKED.bn.format(month=format_month(month, language="bn")),
        en=_NOT_ASKED.en.format(month=format_month(month, language="en")),
    )


def earned_by(kind: Kind) -> Message:
    """Why a figure is never taken: another plan of the office earns it."""
    return Message(
        bn=_EARNED.bn.format(kind=kind.named.bn), en=_EARNED.en.format(kind=kind.named.en)
    )
