"""Why an indicator has no score, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indicators.scoring.values import Reason
from numerals import Message

_TEXTS: Final[Mapping[Reason, Message]] = MappingProxyType(
    {
        Reason.NOT_REPORTED: Message(
            bn="এ পর্যন্ত কোনো মাসে অর্জনের সংখ্যা বা তারিখ নেই; না থাকা আর শূন্য এক নয়।",
            en="No month gives a figure yet; missing is not zero.",
        ),
        Reason.NO_TARGETS: Message(
            bn="নম্বর নির্ণয় করা যায় না: লক্ষ্যমাত্রা নেই। প্রশাসককে জানান।",
            en="Cannot be scored: there is no target. Tell your administrator.",
        ),
        Reason.TIER_ORDER: Message(
            bn="নম্বর নির্ণয় করা যায় না: ধাপগুলোর লক্ষ্যমাত্রা ক্রম অনুযায়ী নেই। প্রশাসককে জানান।",
            en="Cannot be scored: the tiers' targets are out of order. Tell your administrator.",
        ),
        Reason.NO_METHOD: Message(
            bn="নম্বর নির্ণয় করা যায় না: গণনা পদ্ধতি নেই। প্রশাসককে জানান।",
            en="Cannot be scored: there is no calculation method. Tell your administrator.",
        ),
        Reason.NO_WEIGHT: Message(
            bn="নম্বর নির্ণয় করা যায় না: সূচকের মান নেই। প্রশাসককে জানান।",
            en="Cannot be scored: the indicator has no weight. Tell your administrator.",
        ),
        Reason.WRONG_KIND: Message(
            bn="নম্বর নির্ণয় করা যায় না: সংখ্যা ও তারিখ মিশে গেছে। অর্জন ঠিক থাকলে প্রশাসককে জানান।",
            en="Cannot be scored: numbers and dates are mixed. "
            "If the achievement is right, tell your administrator.",
        ),
        Reason.ZERO_TARGET: Message(
            bn="নম্বর নির্ণয় করা যায় না: লক্ষ্যমাত্রা শূন্য, তাই অনুপাত হয় না। প্রশাসককে জানান।",
            en="Cannot be scored: there is no proportion of a target of zero. "
            "Tell your administrator.",
        ),
        Reason.NOT_PROPORTIONAL: Message(
            bn="নম্বর নির্ণয় করা যায় না: আনুপাতিক নম্বর কেবল সংখ্যার জন্য, যেখানে বেশি মানে ভালো। প্রশাসককে জানান।",
            en="Cannot be scored: only a number of which more is better scores in proportion. "
            "Tell your administrator.",
        ),
        Reason.NO_DEADLINE: Message(
            bn="নম্বর নির্ণয় করা যায় না: ১০০% ধাপে কোনো তারিখ নেই, অথচ নম্বর তারিখ ধরে। প্রশাসককে জানান।",
            en="Cannot be scored: the 100% tier has no day, and a day decides. "
            "Tell your administrator.",
        ),
        Reason.NO_DEDUCTION: Message(
            bn="নম্বর নির্ণয় করা যায় না: কত দিনে কত নম্বর কাটা যাবে তা বলা নেই। প্রশাসককে জানান।",
            en="Cannot be scored: nobody said how many marks are off for how many days. "
            "Tell your administrator.",
        ),
        Reason.LINKED_PLAN_UNSCORED: Message(
            bn="সংযুক্ত কর্মপরিকল্পনার নম্বর এখনো নেই; তার অর্জন দেওয়া হলে নম্বর আসবে।",
            en="The linked plan has no score yet; it earns one once it is reported on.",
        ),
        Reason.OFFICES_UNREPORTED: Message(
            bn="কোনো কার্যালয় এখনো অর্জন দেয়নি; দিলে নম্বর আসবে।",
            en="None of its offices has reported yet; it is scored once one does.",
        ),
        Reason.NOT_SUMMED: Message(
            bn="নম্বর নির্ণয় করা যায় না: শতকরা বা ক্রমপুঞ্জিভূত অর্জন কার্যালয়ে কার্যালয়ে যোগ করা যায় না। প্রশাসককে জানান।",
            en="Cannot be scored: percents and cumulative figures of offices are never added. "
            "Tell your administrator.",
        ),
    }
)


def problem_text(reason: Reason, language: str) -> str:
    """The reason as a sentence with what to do next."""
    return _TEXTS[reason][language]
