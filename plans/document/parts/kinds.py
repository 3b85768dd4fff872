"""The parts of an agreement, in the order of its form, with all that is known of each.

Headings and columns are those of the guideline's form (কর্মসম্পাদন চুক্তির কাঠামো); ``spelt`` is how
offices' own files head them, over ``headings.plain_heading``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from numerals import Message
from plans.document.bilingual import RuledWord
from plans.document.parts.columns import (
    ACRONYMS,
    DEPENDENCE,
    MEASUREMENT,
    OUTCOMES,
    PartColumn,
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """What several parts stand under, as it is headed on paper."""

    key: str
    title: Message
    spelt: str


@dataclass(frozen=True, slots=True)
class PartRule:
    """All that anybody asks of a part; one without ``columns`` is a text.

    ``hint`` says what is written there. A part that heads its chapter has no ``chapter``.
    """

    title: Message
    spelt: str
    hint: Message
    number: str = ""
    chapter: Chapter | None = None
    columns: tuple[PartColumn, ...] = ()


OVERVIEW: Final = Chapter(
    "overview",
    Message(bn="কর্মসম্পাদনের সার্বিক চিত্র", en="Overview of performance"),
    r"(.+ )?কর্মসম্পাদনের? সার্বিক চিত্র|overview( of (the )?performance.*)?"
    r"|সাম্প্রতিক অর্জন চ্যালেঞ্জ (এবং|ও) ভবিষ্যৎ পরিকল্পনা",
)
FIRST_SECTION: Final = Chapter(
    "section-1",
    Message(
        bn="সেকশন ১: রূপকল্প, অভিলক্ষ্য, কর্মসম্পাদনের ক্ষেত্র এবং কার্যাবলি",
        en="Section 1: Vision, mission, strategic objectives and functions",
    ),
    r"(.+ )?রূপকল্প (vision )?অভিলক্ষ্য .+|vision mission .+",
)


class Part(RuledWord):
    """The word is how a part is stored, and named in addresses and fields."""

    rule: PartRule

    ACHIEVEMENTS = (
        "achievements",
        PartRule(
            title=Message(
                bn="সাম্প্রতিক তিন বছরের প্রধান অর্জনসমূহ",
                en="Main achievements of the last three years",
            ),
            spelt=r"(সাম্প্রতিক|বিগত|গত) .*অর্জন(সমূহ)?|(main |recent |key )?achievements?"
            r"( (of|in) .*)?",
            hint=Message(
                bn="গত তিন অর্থবছরে কী কী অর্জিত হয়েছে, সংখ্যাসহ।",
                en="What was achieved in the last three fiscal years, with figures.",
            ),
            chapter=OVERVIEW,
        ),
    )
    CHALLENGES = (
        "challenges",
        PartRule(
            title=Message(bn="সমস্যা এবং চ্যালেঞ্জসমূহ", en="Problems and challenges"),
            spelt=r"(প্রধান )?(সমস্যা(সমূহ)? (এবং|ও) )?চ্যালেঞ্জ(সমূহ)?|সমস্যা(সমূহ)?"
            r"|(problems? (and|&) )?challenges?",
            hint=Message(
                bn="লক্ষ্য অর্জনে কী কী বাধা আছে।", en="What stands in the way of the targets."
            ),
            chapter=OVERVIEW,
        ),
    )
    AHEAD = (
        "ahead",
        PartRule(
            title=Message(bn="ভবিষ্যৎ পরিকল্পনা", en="Plans ahead"),
            spelt=r"ভবিষ্যৎ? পরিকল্পনা(সমূহ)?|ভবিষ্যত পরিকল্পনা(সমূহ)?|(future plans?|plans ahead)",
            hint=Message(
                bn="আগামী বছরগুলোতে কী করা হবে।", en="What will be done in the years to come."
            ),
            chapter=OVERVIEW,
        ),
    )
    EXPECTED = (
        "expected",
        PartRule(
            title=Message(
                bn="অর্থবছরের সম্ভাব্য প্রধান অর্জনসমূহ",
                en="Main results planned for the fiscal year",
            ),
            spelt=r"(.*অর্থ ?বছরের? )?সম্ভাব্য (প্রধান )?অর্জন(সমূহ)?"
            r"|(main |key |probable )*achievements expected.*|expected (main )?achievements.*"
            r"|(main )?results planned.*",
            hint=Message(
                bn="এ চুক্তির বছরে কী কী অর্জন করা হবে।", en="What this agreement's year is to bring."
            ),
            chapter=OVERVIEW,
        ),
    )
    PREAMBLE = (
        "preamble",
        PartRule(
            title=Message(bn="প্রস্তাবনা", en="Preamble"),
            spelt=r"প্রস্তাবনা( preamble)?|preamble",
            hint=Message(
                bn="কে কার সঙ্গে, কী উদ্দেশ্যে এ চুক্তি করছেন।",
                en="Who makes this agreement with whom, and to what end.",
            ),
        ),
    )
    VISION = (
        "vision",
        PartRule(
            title=Message(bn="রূপকল্প", en="Vision"),
            spelt=r"রূপকল্প( vision)?|vision",
            hint=Message(bn="এক বাক্যে দূরের লক্ষ্য।", en="The distant aim in one sentence."),
            number="1.1",
            chapter=FIRST_SECTION,
        ),
    )
    MISSION = (
        "mission",
        PartRule(
            title=Message(bn="অভিলক্ষ্য", en="Mission"),
            spelt=r"অভিলক্ষ্য( mission)?|mission",
            hint=Message(
                bn="রূপকল্পে পৌঁছাতে কার্যালয় কী করে।", en="What the office does to reach the vision."
            ),
            number="1.2",
            chapter=FIRST_SECTION,
        ),
    )
    OBJECTIVES = (
        "objectives",
        PartRule(
            title=Message(bn="কর্মসম্পাদনের ক্ষেত্রসমূহ", en="Strategic objectives"),
            spelt=r"(কৌশলগত উদ্দেশ্য(সমূহ)?|কর্মসম্পাদনের? ক্ষেত্র(সমূহ)?)( strategic objectives?)?"
            r"|strategic objectives?|performance areas?",
            hint=Message(
                bn="ফাঁকা রাখলে চুক্তির ছকের উদ্দেশ্যগুলো প্রিন্ট হবে।",
                en="Left blank, the objectives of the agreement's table are printed.",
            ),
            number="1.3",
            chapter=FIRST_SECTION,
        ),
    )
    FUNCTIONS = (
        "functions",
        PartRule(
            title=Message(bn="কার্যাবলি", en="Functions"),
            spelt=r"(প্রধান )?কার্যাবল[িী]( functions?)?|(main )?functions?",
            hint=Message(
                bn="প্রতিটি কাজ আলাদা লাইনে লিখুন।", en="Write each function on a line of its own."
            ),
            number="1.4",
            chapter=FIRST_SECTION,
        ),
    )
    OUTCOMES = (
        "outcomes",
        PartRule(
            title=Message(
                bn="সেকশন ২: বিভিন্ন কার্যক্রমের ফলাফল/প্রভাব",
                en="Section 2: Outcomes and impact of the activities",
            ),
            spelt=r"(.+ )?(চূড়ান্ত )?(ফলাফল প্রভাব|ফলাফল (এবং|ও) প্রভাব)( outcomes? impacts?)?"
            r"|outcomes?( (and|or))? impacts?.*",
            hint=Message(
                bn="কাজগুলোর ফল সমাজে কী পরিবর্তন আনে, এবং কার সঙ্গে যৌথভাবে।",
                en="What the work changes in the end, and with whom jointly.",
            ),
            columns=OUTCOMES,
        ),
    )
    ACRONYMS = (
        "acronyms",
        PartRule(
            title=Message(bn="সংযোজনী ১: শব্দসংক্ষেপ", en="Annex 1: Acronyms"),
            spelt=r"(.+ )?শব্দ ?সংক্ষেপ(সমূহ)?( acronyms?)?|acronyms?|abbreviations?",
            hint=Message(
                bn="চুক্তিতে ব্যবহৃত সংক্ষিপ্ত শব্দ।", en="The short forms that the agreement uses."
            ),
            columns=ACRONYMS,
        ),
    )
    MEASUREMENT = (
        "measurement",
        PartRule(
            title=Message(
                bn="সংযোজনী ২: কর্মসম্পাদন সূচকের পরিমাপ পদ্ধতি ও প্রমাণক",
                en="Annex 2: Measurement and evidence of the indicators",
            ),
            spelt=r"কর্মসম্পাদন.*(পরিমাপ পদ্ধতি|প্রমাণক|প্রমানক)( এর বিবরণ)?"
            r"|(performance indicators? )?.*\bmeasurement\b.*\b(evidence|indicators?)\b.*",
            hint=Message(
                bn="ফাঁকা রাখলে চুক্তির ছক থেকে নিজে পূরণ হয়ে প্রিন্ট হবে।",
                en="Left blank, it is filled from the agreement's table when printed.",
            ),
            columns=MEASUREMENT,
        ),
    )
    DEPENDENCE = (
        "dependence",
        PartRule(
            title=Message(
                bn="সংযোজনী ৩: অন্য অফিসের সঙ্গে সংশ্লিষ্ট কর্মসম্পাদন সূচকসমূহ",
                en="Annex 3: Dependence on other offices",
            ),
            spelt=r"অন্য(ান্য)? (অফিস|প্রতিষ্ঠান|মন্ত্রণালয়|দপ্তর).*(সংশ্লিষ্ট|চাহিদা|নির্ভর).*"
            r"|(dependence|dependency|requirements?|demands?) (on|from|of) other.*",
            hint=Message(
                bn="কোন অফিসের কাছে কী সহযোগিতা চাই, কেন, না পেলে কী হবে।",
                en="Which office's support is asked for, why, and what becomes of it otherwise.",
            ),
            columns=DEPENDENCE,
        ),
    )

    @property
    def is_table(self) -> bool:
        """Whether it is rows of texts, and not one text."""
        return bool(self.rule.columns)
