"""What the past says beside a target, in sentences of both languages: what it rests on, no
verdict.
"""

from __future__ import annotations

from decimal import Decimal

from indicators.targets.expected.expectation import Expectation
from indicators.targets.expected.judging import Sign, Softness
from indicators.targets.expected.values import YearOutcome
from numerals import FiscalYearSpan, Message, Value, localize_digits, round_half_up
from plans.document.bilingual import shown

_HUNDRED = Decimal(100)


def basis(expected: Expectation) -> Message:
    """What the expectation rests on."""
    years, offices = _count(expected.years), _count(expected.offices)
    if not expected.years:
        return Message(
            bn=f"অন্য {offices.bn}টি কার্যালয়ের অর্জনের ভিত্তিতে; এই কার্যালয়ের নিজের কোনো পূর্ণ বছর নেই।",
            en=f"Rests on {offices.en} other offices; this office has no complete year of its own.",
        )
    plural = "s" if expected.years > 1 else ""
    return Message(
        bn=f"এই কার্যালয়ের {years.bn} বছর ও অন্য {offices.bn}টি কার্যালয়ের অর্জনের ভিত্তিতে।",
        en=f"Rests on {years.en} year{plural} of this office and {offices.en} other offices.",
    )


def reached(soft: Softness) -> Message:
    """How many of the outcomes that may be expected reach the best tier."""
    of_hundred = _whole(soft.share * _HUNDRED)
    return Message(
        bn=f"যেমন অর্জন আশা করা যায়, তার প্রতি ১০০টির {of_hundred.bn}টি ১০০% ধাপে পৌঁছায়।",
        en=f"Of 100 outcomes that the past makes likely, {of_hundred.en} reach the 100% target.",
    )


def would_earn(outcome: YearOutcome, raw: Decimal) -> Message:
    """What the row would earn with the office's figures of that year."""
    year, earned = _year(outcome), shown(round_half_up(raw, decimals=2).normalize())
    return Message(
        bn=f"{year.bn} সালের অর্জনে এই সূচকের মান হতো ১০০-এর মধ্যে {earned.bn}।",
        en=f"With the figures of {year.en} this row would earn {earned.en} of 100.",
    )


def told(sign: Sign, target: Value | None, last: YearOutcome | None) -> Message:
    """A sign in a sentence."""
    if sign is Sign.BELOW_LAST and target is not None and last is not None:
        best, result, year = shown(target), shown(last.value), _year(last)
        return Message(
            bn=f"১০০% ধাপে চাওয়া হয়েছে {best.bn}; {year.bn} সালে অর্জন ছিল {result.bn}, এর চেয়ে ভালো।",
            en=f"The 100% target asks for {best.en}; the result of {year.en}, {result.en}, was "
            "better.",
        )
    return _TOLD[sign]


_TOLD = {
    Sign.SOFT: Message(
        bn="যেমন অর্জন আশা করা যায়, তার বেশির ভাগই ১০০% ধাপে পৌঁছায়; লক্ষ্যমাত্রাটি সহজ কি না দেখুন।",
        en="Most outcomes that the past makes likely reach the 100% target. See whether it asks "
        "enough.",
    ),
    Sign.STEEP: Message(
        bn="যেমন অর্জন আশা করা যায়, তার প্রায় কোনোটিই ১০০% ধাপে পৌঁছায় না; লক্ষ্যমাত্রাটি সাধ্যের মধ্যে কি না দেখুন।",
        en="Hardly any outcome that the past makes likely reaches the 100% target. See whether it "
        "can be reached.",
    ),
    Sign.BELOW_LAST: Message(
        bn="১০০% ধাপে আগের অর্জনের চেয়ে কম চাওয়া হয়েছে।",
        en="The 100% target asks for less than was achieved before.",
    ),
}


def _year(outcome: YearOutcome) -> Message:
    text = str(FiscalYearSpan(outcome.year))
    return Message(bn=localize_digits(text, language="bn"), en=text)


def _count(number: int) -> Message:
    return shown(Decimal(number))


def _whole(number: Decimal) -> Message:
    return shown(round_half_up(number, decimals=0))
