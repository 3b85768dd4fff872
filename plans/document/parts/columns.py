"""The columns of the parts that are tables; ``spelt`` is how offices' own files head them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from numerals import FiscalYearSpan, Message, localize_digits
from plans.document.bilingual import in_both


@dataclass(frozen=True, slots=True)
class PartColumn:
    """A column of a part that is a table; ``share`` is that of the table's width, in percent.

    ``years`` is how many fiscal years after the agreement's its figures are of, before it where
    negative; its label names that year.
    """

    key: str
    label: Message
    spelt: str
    share: int
    years: int | None = None

    def label_in(self, year: FiscalYearSpan) -> Message:
        """The heading in an agreement of ``year``."""
        if self.years is None:
            return self.label
        meant = str(FiscalYearSpan(year.start + self.years))
        return in_both(
            lambda language: f"{self.label[language]} {localize_digits(meant, language=language)}"
        )


SERIAL: Final = r"ক্রমিক( নম্বর| নং)?|ক্রম( নং)?|ক্র নং|sl( no)?|serial( no)?|no"
"""The heading of a column that only numbers a table's rows: nothing is lost without it."""

OUTCOMES: Final = (
    PartColumn(
        "outcome",
        Message(bn="চূড়ান্ত ফলাফল/প্রভাব", en="Outcome or impact"),
        r".*(ফলাফল|প্রভাব).*|.*(outcome|impact).*",
        16,
    ),
    PartColumn(
        "indicator",
        Message(bn="কর্মসম্পাদন সূচক", en="Performance indicator"),
        r".*সূচক.*|.*indicator.*",
        16,
    ),
    PartColumn("unit", Message(bn="একক", en="Unit"), r"একক|unit", 7),
    PartColumn(
        "baseline_1",
        Message(bn="প্রকৃত অর্জন", en="Achieved in"),
        r".*(অর্জন|ভিত্তি).*|.*(achieved|actual|baseline).*",
        8,
        years=-2,
    ),
    PartColumn(
        "baseline_2",
        Message(bn="প্রকৃত অর্জন", en="Achieved in"),
        r".*(অর্জন|ভিত্তি).*|.*(achieved|actual|baseline).*",
        8,
        years=-1,
    ),
    PartColumn(
        "target",
        Message(bn="লক্ষ্যমাত্রা", en="Target for"),
        r".*লক্ষ্যমাত্রা.*|.*target.*",
        8,
        years=0,
    ),
    PartColumn(
        "projection_1",
        Message(bn="প্রক্ষেপণ", en="Projection for"),
        r".*প্রক্ষেপ.*|.*projection.*",
        8,
        years=1,
    ),
    PartColumn(
        "projection_2",
        Message(bn="প্রক্ষেপণ", en="Projection for"),
        r".*প্রক্ষেপ.*|.*projection.*",
        8,
        years=2,
    ),
    PartColumn(
        "jointly",
        Message(
            bn="যৌথভাবে দায়িত্বপ্রাপ্ত মন্ত্রণালয়/বিভাগ/সংস্থা",
            en="Ministries and bodies jointly responsible",
        ),
        r".*(দায়িত্বপ্রাপ্ত|যৌথ).*|.*(responsible|jointly).*",
        12,
    ),
    PartColumn("source", Message(bn="উপাত্তসূত্র", en="Source of data"), r".*সূত্র.*|.*source.*", 9),
)

ACRONYMS: Final = (
    PartColumn(
        "short",
        Message(bn="শব্দসংক্ষেপ", en="Acronym"),
        r".*সংক্ষেপ.*|.*(acronym|abbreviation).*",
        30,
    ),
    PartColumn(
        "full",
        Message(bn="পূর্ণ রূপ", en="In full"),
        r".*(বিবরণ|পূর্ণ|পূর্ন|বিস্তারিত).*|.*(full|description|meaning).*",
        70,
    ),
)

MEASUREMENT: Final = (
    PartColumn(
        "indicator",
        Message(bn="কর্মসম্পাদন সূচক", en="Performance indicator"),
        r".*সূচক.*|.*indicator.*",
        34,
    ),
    PartColumn(
        "responsible",
        Message(bn="বাস্তবায়নকারী অনুবিভাগ/শাখা", en="Implemented by"),
        r".*(বাস্তবায়নকারী|দায়িত্বপ্রাপ্ত).*|.*(implement|responsible).*",
        20,
    ),
    PartColumn(
        "measured",
        Message(bn="পরিমাপ পদ্ধতি", en="How it is measured"),
        r".*পদ্ধতি.*|.*(measure|method).*",
        21,
    ),
    PartColumn(
        "evidence",
        Message(bn="লক্ষ্যমাত্রা অর্জনের প্রমাণক", en="Evidence of the achievement"),
        r".*(প্রমাণক|প্রমানক|উপাত্ত ?সূত্র).*|.*(evidence|source).*",
        25,
    ),
)

DEPENDENCE: Final = (
    PartColumn(
        "organisation",
        Message(bn="প্রতিষ্ঠানের নাম", en="Organisation"),
        r".*(প্রতিষ্ঠানের নাম|অফিসের নাম|সাথে সংশ্লিষ্ট|সঙ্গে সংশ্লিষ্ট|অফিসসমূহ).*"
        r"|.*(organi[sz]ation|office).*",
        19,
    ),
    PartColumn(
        "indicator",
        Message(bn="সংশ্লিষ্ট কর্মসম্পাদন সূচক", en="Indicator concerned"),
        r".*সূচক.*|.*indicator.*",
        21,
    ),
    PartColumn(
        "asked",
        Message(bn="চাহিদা/প্রত্যাশা", en="Support asked for"),
        r".*(চাহিদা|প্রত্যাশা|সমন্বয়ের কৌশল).*|.*(support|asked|demand|expect).*",
        20,
    ),
    PartColumn(
        "why",
        Message(bn="চাহিদার যৌক্তিকতা", en="Why"),
        r".*(যৌক্তিকতা|কারণ).*|.*(why|justification|reason).*",
        20,
    ),
    PartColumn(
        "effect",
        Message(bn="প্রত্যাশা পূরণ না হলে সম্ভাব্য প্রভাব", en="Effect if it is not given"),
        r".*(প্রভাব|পূরণ না হলে).*|.*(effect|impact|otherwise|if not).*",
        20,
    ),
)
