"""The words that forms share, in both languages: tiers, notes, totals, signatures.

Bengali wording is that of the prescribed forms; it is data, because the forms change with the
fiscal year.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indicators.scoring.values import Reason
from numerals import Message

TARGETS: Final = Message(bn="লক্ষ্যমাত্রা/নির্ণায়ক {year}", en="Target / criteria value {year}")
TARGETS_OF_PLAN: Final = Message(
    bn="লক্ষ্যমাত্রা/নির্ণায়ক {year} (Target/Criteria Value for {latin_year})",
    en="Target / criteria value for {year}",
)

ACHIEVED_BEFORE: Final = Message(bn="প্রকৃত অর্জন", en="Achieved in")
TARGETS_BY_PERIOD: Final = Message(bn="সময়ভিত্তিক লক্ষ্যমাত্রা", en="Target by period")
PROJECTED: Final = Message(bn="প্রক্ষেপণ", en="Projection for")

CUMULATIVE_OF_YEAR: Final = Message(
    bn="** ক্রমপুঞ্জিত অর্জন: অর্থবছরের শুরু থেকে ({months})",
    en="** Cumulative: since the start of the fiscal year ({months})",
)
CUMULATIVE_OF_SHOWN: Final = Message(
    bn="** ক্রমপুঞ্জিত অর্জন: প্রদর্শিত তিন মাসের ({months})",
    en="** Cumulative: of the three months shown ({months})",
)
CUMULATIVE_OF_FEWER: Final = Message(
    bn="** ক্রমপুঞ্জিত অর্জন: প্রদর্শিত মাসের ({months})",
    en="** Cumulative: of what is shown ({months})",
)
RATE_NOTE: Final = Message(
    bn="অর্জনের হার = ক্রমপুঞ্জিত অর্জন ÷ {tier} (১০০%) মানের লক্ষ্যমাত্রা",
    en="Rate of achievement = cumulative achievement ÷ target of the {tier} (100%) tier",
)

PAGE: Final = Message(bn="পৃষ্ঠা", en="Page")
CONTINUED: Final = Message(bn="(পূর্ব পৃষ্ঠার পর)", en="(continued)")
DEMO: Final = Message(bn="নমুনা তথ্য (demo)", en="Demonstration data (demo)")
NO_TARGET: Final = "-"

REPORTED_CUMULATIVE: Final = Message(
    bn="প্রতিবেদনে লেখা ক্রমপুঞ্জিত অর্জন {cumulative}",
    en="Cumulative printed in the report: {cumulative}",
)
REPORTED_RATE: Final = Message(
    bn="প্রতিবেদনে লেখা অর্জনের হার {rate}",
    en="Rate printed in the report: {rate}",
)
REPORTED_BOTH: Final = Message(
    bn="প্রতিবেদনে লেখা ক্রমপুঞ্জিত অর্জন {cumulative}, হার {rate}",
    en="Printed in the report: cumulative {cumulative}, rate {rate}",
)

REASON_OF_EVALUATOR: Final = Message(bn="মূল্যায়নকারী: {reason}", en="Evaluator: {reason}")

OBJECTIVE_TOTAL: Final = Message(bn="উদ্দেশ্যের মোট", en="Total of the objective")
OBJECTIVE_TOTAL_CODED: Final = Message(bn="উদ্দেশ্য {code}-এর মোট", en="Total of objective {code}")
SECTION_TOTAL: Final = Message(bn="{section}: মোট", en="{section}: total")
GRAND_TOTAL: Final = Message(bn="সর্বমোট মান", en="Grand total")
PLAN_TOTAL: Final = Message(bn="সর্বমোট (কম্পোজিট স্কোর)", en="Composite score")
COMPOSITE: Final = Message(bn="কম্পোজিট স্কোর", en="Composite score")
SELF_COMPOSITE: Final = Message(bn="স্ব-মূল্যায়িত কম্পোজিট স্কোর", en="Composite self-score")
EVALUATED_COMPOSITE: Final = Message(bn="মূল্যায়িত কম্পোজিট স্কোর", en="Evaluated composite score")
COMPOSITE_VALUE: Final = Message(
    bn="{weighted} / {weight} (১০০-তে {normalised})",
    en="{weighted} / {weight} ({normalised} of 100)",
)
GRADED: Final = Message(bn="{composite}: {grade}", en="{composite}: {grade}")
WEIGHTS_DISAGREE: Final = Message(
    bn="চুক্তিতে লেখা উদ্দেশ্যের মান {stated}, সূচকের মানের যোগফল {weight}",
    en="Stated weight {stated}, indicator weights total {weight}",
)
PLAN_WEIGHTS_DISAGREE: Final = Message(
    bn="মান মেলে না: সূচকের মানের যোগফল {weight}, উদ্দেশ্যের লেখা মানের যোগফল {stated}, নির্ধারিত {whole}",
    en="Weights disagree: indicators total {weight}, objectives state {stated}, "
    "prescribed is {whole}",
)
VERSION: Final = Message(bn="চুক্তির সংস্করণ {number}", en="plan version {number}")
RULES: Final = Message(bn="স্কোরিং বিধি: {rules}", en="Scoring rules: {rules}")

REASONS: Final[Mapping[Reason, Message]] = MappingProxyType(
    {
        Reason.NOT_REPORTED: Message(bn="তথ্য দেওয়া হয়নি", en="Not reported"),
        Reason.NO_TARGETS: Message(
            bn="স্কোর নির্ণয় করা যায় না: লক্ষ্যমাত্রা নেই", en="Cannot be scored: no targets"
        ),
        Reason.TIER_ORDER: Message(
            bn="স্কোর নির্ণয় করা যায় না: লক্ষ্যমাত্রার ক্রম ঠিক নেই",
            en="Cannot be scored: tiers out of order",
        ),
        Reason.NO_METHOD: Message(
            bn="স্কোর নির্ণয় করা যায় না: গণনা পদ্ধতি নেই", en="Cannot be scored: no calculation method"
        ),
        Reason.NO_WEIGHT: Message(
            bn="স্কোর নির্ণয় করা যায় না: সূচকের মান নেই", en="Cannot be scored: no weight"
        ),
        Reason.WRONG_KIND: Message(
            bn="স্কোর নির্ণয় করা যায় না: সংখ্যা ও তারিখ মিশে গেছে",
            en="Cannot be scored: numbers and dates are mixed",
        ),
        Reason.ZERO_TARGET: Message(
            bn="স্কোর নির্ণয় করা যায় না: লক্ষ্যমাত্রা শূন্য", en="Cannot be scored: target of zero"
        ),
        Reason.NOT_PROPORTIONAL: Message(
            bn="স্কোর নির্ণয় করা যায় না: আনুপাতিক নিয়ম এখানে খাটে না",
            en="Cannot be scored: no proportional score for this target",
        ),
        Reason.NO_DEADLINE: Message(
            bn="স্কোর নির্ণয় করা যায় না: শেষ তারিখ নেই", en="Cannot be scored: no last day"
        ),
        Reason.NO_DEDUCTION: Message(
            bn="স্কোর নির্ণয় করা যায় না: নম্বর কর্তনের হার নেই",
            en="Cannot be scored: nothing says what is off",
        ),
        Reason.LINKED_PLAN_UNSCORED: Message(
            bn="সংযুক্ত কর্মপরিকল্পনার স্কোর এখনো নেই",
            en="The linked plan has no score yet",
        ),
        Reason.OFFICES_UNREPORTED: Message(
            bn="কোনো কার্যালয় এখনো অর্জন দেয়নি", en="None of its offices has reported yet"
        ),
        Reason.NOT_SUMMED: Message(
            bn="স্কোর নির্ণয় করা যায় না: কার্যালয়ের এ রকম অর্জন যোগ হয় না",
            en="Cannot be scored: such figures of offices are never added",
        ),
    }
)

OWN_MODES: Final = Message(bn="নিজস্ব নিয়মে নম্বর: {rows}", en="Scored by a rule of its own: {rows}")
ROLLED_UP: Final = Message(
    bn="{rule} (বন্ধনীতে কার্যালয়ের সংখ্যা): {rows}",
    en="{rule} (in brackets how many offices): {rows}",
)
OFF_PER_DAYS: Final = Message(
    bn="প্রতি {days} দিন বিলম্বে {off}", en="{off} for each {days} days late"
)

ROLES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "prepared": Message(bn="প্রস্তুতকারী", en="Prepared by"),
        "checked": Message(bn="যাচাইকারী", en="Checked by"),
        "head": Message(bn="কার্যালয় প্রধান", en="Head of office"),
    }
)
NAME: Final = Message(bn="নাম", en="Name")
DESIGNATION: Final = Message(bn="পদবি", en="Designation")
SIGNATURE_AND_DATE: Final = Message(bn="স্বাক্ষর ও তারিখ", en="Signature and date")
