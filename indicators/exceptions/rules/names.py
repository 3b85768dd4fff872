"""What each rule is called in a list."""

from __future__ import annotations

from typing import Final

from indicators.exceptions.rules.values import Rule
from numerals import Message

NAMES: Final[dict[str, Message]] = {
    Rule.LATE: Message(bn="বিলম্বিত প্রতিবেদন", en="Late return"),
    Rule.SILENT: Message(bn="কোনো অর্জন লেখা হয়নি", en="Nothing entered"),
    Rule.WAITING: Message(bn="সিদ্ধান্তের অপেক্ষায়", en="Waits for a decision"),
    Rule.SAME_EVIDENCE: Message(bn="একই প্রমাণক", en="Same evidence"),
    Rule.COLUMN_OF_OTHER: Message(bn="অন্য কার্যালয়ের সমান কলাম", en="Same column as another office"),
    Rule.COLUMN_OF_EARLIER: Message(bn="আগের মাসের সমান কলাম", en="Same column as an earlier month"),
    Rule.JUST_ON_THE_TIER: Message(bn="ঠিক ধাপে", en="Just on a tier"),
    Rule.YEAR_IN_LAST_MONTH: Message(bn="বছরের অর্জন শেষ মাসে", en="The year in its last month"),
    Rule.TYPED_AT_THE_END: Message(bn="শেষ দুই দিনে লেখা", en="Typed in the last two days"),
    Rule.EVIDENCE_MISSING: Message(bn="প্রমাণক নেই", en="Evidence missing"),
    "same-figure-down": Message(bn="সব ঘরে একই সংখ্যা", en="One figure all the way down"),
    "column-of-last-month": Message(bn="গত মাসের সমান কলাম", en="Same column as last month"),
    "not-whole": Message(bn="ভগ্নাংশ, অথচ গণনার একক", en="A fraction of what is counted"),
    "percent-out-of-range": Message(bn="০–১০০-এর বাইরে শতকরা", en="A percentage outside 0–100"),
    "falling-cumulative": Message(bn="ক্রমপুঞ্জিভূত অর্জন কমেছে", en="A cumulative figure that fell"),
    "unlike-other-offices": Message(bn="অন্য কার্যালয়ের তুলনায় ভিন্ন", en="Unlike other offices"),
    "unlike-own-months": Message(bn="নিজের আগের মাসের তুলনায় ভিন্ন", en="Unlike its own months"),
    "equal-run": Message(bn="পরপর একই সংখ্যা", en="Equal figures in a row"),
    "day-outside-year": Message(bn="অর্থবছরের বাইরের তারিখ", en="A date outside the fiscal year"),
    "sum-mismatch": Message(bn="লেখা এ পর্যন্ত অর্জন মেলে না", en="Stated cumulative disagrees"),
    "method-contradiction": Message(
        bn="লেখা এ পর্যন্ত অর্জন অন্য পদ্ধতির", en="Stated by another method"
    ),
    "rate-mismatch": Message(bn="লেখা হার মেলে না", en="Stated rate disagrees"),
}
"""Of the rules over many offices, and of the checks of one month."""


def name_of_rule(rule: str) -> Message:
    """Its name; of a check that has none here, its code."""
    return NAMES.get(rule) or Message(bn=rule, en=rule)
