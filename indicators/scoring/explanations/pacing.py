"""The pace of an indicator, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from indicators.scoring.pace import PaceCase, PaceTally, YearPace
from indicators.scoring.precision import RATE_PLACES
from numerals import Message, format_number

_SENTENCES: Final[Mapping[PaceCase, Message]] = MappingProxyType(
    {
        PaceCase.TOWARDS: Message(
            bn="{gone}; লক্ষ্যের {amount}%।", en="{gone}; {amount}% of the target."
        ),
        PaceCase.LIMIT: Message(bn="{gone}; সীমার {amount}%।", en="{gone}; {amount}% of the limit."),
        PaceCase.DAYS_LEFT: Message(
            bn="{gone}; লক্ষ্য তারিখের বাকি {amount} দিন।", en="{gone}; {days} to the target date."
        ),
        PaceCase.DAYS_PAST: Message(
            bn="{gone}; লক্ষ্য তারিখ {amount} দিন আগে পার হয়েছে।",
            en="{gone}; the target date passed {days} ago.",
        ),
    }
)
_GONE: Final = Message(bn="১২ মাসের {months} মাস গেছে", en="{months} of 12 months gone")


_TALLY: Final = Message(
    bn="{gone}; {paced}টি সূচকের {behind}টি সময়ের তুলনায় পিছিয়ে।",
    en="{gone}; {behind} of {paced} indicators behind.",
)


def tally_text(tally: PaceTally | None, *, language: str) -> str:
    """১২ মাসের ৭ মাস গেছে; ২৬টি সূচকের ৯টি সময়ের তুলনায় পিছিয়ে। Empty without a tally."""
    if tally is None:
        return ""

    def said(number: int) -> str:
        return format_number(Decimal(number), language=language)

    return _TALLY[language].format(
        gone=_GONE[language].format(months=said(tally.months)),
        paced=said(tally.paced),
        behind=said(tally.behind),
    )


def pace_text(pace: YearPace | None, *, language: str) -> str:
    """১২ মাসের ৭ মাস গেছে; লক্ষ্যের ৪২%। Empty where there is no pace."""
    if pace is None:
        return ""
    amount = format_number(pace.amount, language=language, decimals=RATE_PLACES)
    return _SENTENCES[pace.case][language].format(
        gone=_GONE[language].format(months=format_number(Decimal(pace.months), language=language)),
        amount=amount,
        days=f"{amount} day" if pace.amount == 1 else f"{amount} days",
    )
