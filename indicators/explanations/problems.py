"""Why an indicator has no score, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indicators.scoring.model import Reason
from plans.document.model import Message

_TEXTS: Final[Mapping[Reason, Message]] = MappingProxyType(
    {
        Reason.NOT_REPORTED: Message(
            bn="এ পর্যন্ত কোনো মাসে অর্জনের সংখ্যা বা তারিখ নেই; না থাকা আর শূন্য এক নয়।",
            en="No month gives a figure yet; missing is not zero.",
        ),
        Reason.NO_TARGETS: Message(
            bn="স্কোর করা যায় না: লক্ষ্যমাত্রা নেই। পরিকল্পনায় লক্ষ্যমাত্রা দিন।",
            en="Cannot be scored: there is no target. Enter the targets in the plan.",
        ),
        Reason.TIER_ORDER: Message(
            bn="স্কোর করা যায় না: ধাপগুলোর লক্ষ্যমাত্রা ক্রম অনুযায়ী নেই। পরিকল্পনায় তা সংশোধন করুন।",
            en="Cannot be scored: the tiers' targets are out of order. Correct them in the plan.",
        ),
        Reason.NO_METHOD: Message(
            bn="স্কোর করা যায় না: গণনা পদ্ধতি নেই। পরিকল্পনায় সমষ্টি, গড় বা ক্রমপুঞ্জিভূত বেছে নিন।",
            en="Cannot be scored: there is no calculation method. "
            "Choose sum, average or cumulative in the plan.",
        ),
        Reason.NO_WEIGHT: Message(
            bn="স্কোর করা যায় না: সূচকের মান নেই। পরিকল্পনায় মান দিন।",
            en="Cannot be scored: the indicator has no weight. Enter it in the plan.",
        ),
        Reason.WRONG_KIND: Message(
            bn="স্কোর করা যায় না: সংখ্যা ও তারিখ মিশে গেছে। লক্ষ্যমাত্রা ও অর্জন, সব সংখ্যায় বা সব তারিখে দিন।",
            en="Cannot be scored: numbers and dates are mixed. "
            "Give targets and achievements all as numbers or all as dates.",
        ),
        Reason.ZERO_TARGET: Message(
            bn="স্কোর করা যায় না: লক্ষ্যমাত্রা শূন্য, তাই অনুপাত হয় না। পরিকল্পনায় লক্ষ্যমাত্রা সংশোধন করুন।",
            en="Cannot be scored: there is no proportion of a target of zero. "
            "Correct the target in the plan.",
        ),
        Reason.NOT_PROPORTIONAL: Message(
            bn="স্কোর করা যায় না: আনুপাতিক নম্বর কেবল সংখ্যার জন্য, যেখানে বেশি মানে ভালো। "
            "লক্ষ্যমাত্রা অথবা অংশটির স্কোরিং বিধি সংশোধন করুন।",
            en="Cannot be scored: only a number of which more is better scores in proportion. "
            "Correct the targets or the section's scoring rules.",
        ),
        Reason.LINKED_PLAN_UNSCORED: Message(
            bn="সংযুক্ত কর্মপরিকল্পনার স্কোর এখনো নেই; তার অর্জন দেওয়া হলে নম্বর আসবে।",
            en="The linked plan has no score yet; it earns one once it is reported on.",
        ),
    }
)


def problem_text(reason: Reason, language: str) -> str:
    """The reason as a sentence with what to do next."""
    return _TEXTS[reason][language]
