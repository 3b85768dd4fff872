"""What a year's rules are until somebody sets them otherwise: kinds of plan, sections, scoring.

The only place in the code where a kind or a section is named; whoever needs to know something of
one asks. What holds for a plan are the rules that are stored for its year and kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from numerals import FiscalYearSpan, Message, localize_digits
from plans.document.bilingual import RuledWord, Word


class Interpolation(Word):
    """What counts between two tiers."""

    LINEAR = (
        "linear",
        Message(bn="দুই ধাপের মাঝে আনুপাতিক", en="On the line between two tiers"),
    )
    STEP = "step", Message(bn="নিচের ধাপের শতাংশ", en="The lower tier's percent")


class Mode(Word):
    """How an indicator scores: a section's of its indicators, or an indicator's own."""

    TIERS = "tiers", Message(bn="পাঁচ ধাপের মানদণ্ডে", en="By the five tiers")
    PROPORTIONAL = (
        "proportional",
        Message(bn="লক্ষ্যমাত্রার অনুপাতে", en="In proportion to the target"),
    )
    DEADLINE = (
        "deadline",
        Message(bn="নির্ধারিত তারিখের মধ্যে হলে পূর্ণ মান, পরে নয়", en="All by the day, nothing after it"),
    )
    DEDUCTION = (
        "deduction",
        Message(bn="নির্ধারিত তারিখের পর নম্বর কর্তন", en="Marks off after the day"),
    )

    @property
    def goes_by_a_day(self) -> bool:
        """Whether one day decides, the 100 tier's."""
        return self in (Mode.DEADLINE, Mode.DEDUCTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of plans: ``title`` heads it, ``name`` stands before a row without a code."""

    code: str
    title: Message
    name: Message
    spelt: str
    """How forms head it: a pattern over ``reader.text.comparable`` text."""
    mode: Mode = Mode.TIERS


_NAMES: Final = r"(সমূহ|সমুহ|ক্ষেত্র|উদ্দেশ্য|areas|objectives)$"

_STRATEGIC: Final = Section(
    code="strategic",
    title=Message(bn="কৌশলগত উদ্দেশ্যসমূহ", en="Strategic objectives"),
    name=Message(bn="কৌশলগত", en="Strategic"),
    spelt=rf"^(কৌশলগত|দপ্তর|কর্মসম্পাদনের|মন্ত্রণালয়|বিভাগ|অধিদপ্তর|সংস্থা).*{_NAMES}"
    rf"|^(ministry|division|department|office).*strategic.*{_NAMES}|^strategic {_NAMES}",
)
_GOVERNANCE: Final = Section(
    code="governance",
    title=Message(
        bn="সুশাসন ও সংস্কারমূলক কর্মসম্পাদনের ক্ষেত্রসমূহ",
        en="Governance and reform performance areas",
    ),
    name=Message(bn="সুশাসন ও সংস্কার", en="Governance"),
    spelt=rf"(^|\s)সুশাসন.*{_NAMES}|^governance\b.*{_NAMES}|^governance (?:and|&) reforms?$",
    mode=Mode.PROPORTIONAL,
)
_MANDATORY: Final = Section(
    code="mandatory",
    title=Message(bn="আবশ্যিক কৌশলগত উদ্দেশ্যসমূহ", en="Mandatory strategic objectives"),
    name=Message(bn="আবশ্যিক", en="Mandatory"),
    spelt=rf"(^|\s)আবশ্যিক.*{_NAMES}|^mandatory\b.*{_NAMES}",
)

SECTIONS: Final = (_GOVERNANCE, _MANDATORY, _STRATEGIC)
"""The sections that forms are known to have, in the order in which their headings are tried."""

SECTION_NAMES: Final = {section.code: section.name for section in SECTIONS}
"""What rows without a code are called by."""

FIRST_SECTION: Final = _STRATEGIC.code
"""Where objectives stand that come before any section's heading."""

_GOVERNANCE_SINCE: Final = 2021
"""From 2021-22 governance took the place of the mandatory objectives in an agreement."""

_TOTALS_SINCE: Final = 2021
"""The guidelines of 2021-22 gave every kind of action plan its total; before, offices chose."""

_STRATEGIC_SHARES: Final = ((2021, Decimal(70)), (2019, Decimal(75)), (2014, Decimal(80)))
_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """All that anybody asks of a kind of plan."""

    bn: str
    en: str
    spelt: str
    """How titles name it: a pattern over ``reader.text.comparable`` text."""
    short: Message | None = None
    """Its abbreviation, which paper adds."""
    total: Decimal = _WHOLE
    """What the weights of all its indicators make since 2021-22."""
    total_before: Decimal | None = None
    """What they made in the years before, where that is known."""
    is_agreement: bool = False
    """It has several sections, and earns by the office's plans of the other kinds."""


class Kind(RuledWord):
    """The agreement itself and the action plans under it."""

    rule: KindRule

    APA = (
        "apa",
        KindRule(
            bn="বার্ষিক কর্মসম্পাদন চুক্তি",
            en="Annual Performance Agreement",
            spelt=r"কর্মসম্পাদন চুক্তি|কর্মসম্পাদন ব্যবস্থাপনা|এপিএ|\bapa\b|performance agreement",
            short=Message(bn="এপিএ", en="APA"),
            total_before=_WHOLE,
            is_agreement=True,
        ),
    )
    INTEGRITY = (
        "integrity",
        KindRule(
            bn="শুদ্ধাচার কর্মপরিকল্পনা",
            en="Integrity action plan",
            spelt=r"শুদ্ধাচার|\bintegrity\b",
            total=Decimal(50),
        ),
    )
    INNOVATION = (
        "innovation",
        KindRule(
            bn="ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা",
            en="E-governance and innovation action plan",
            spelt=r"উদ্ভাবন|ই-?\s?গভর্নে?ন?্?যান্স|গভর্ন্যান্স|গভর্নেন্স|e-?governance|innovation",
            total=Decimal(50),
            total_before=_WHOLE,
        ),
    )
    INFORMATION = (
        "information",
        KindRule(
            bn="তথ্য অধিকার কর্মপরিকল্পনা",
            en="Right to information action plan",
            spelt=r"তথ্য অধিকার|right to information|\brti\b",
            total=Decimal(25),
        ),
    )
    GRIEVANCE = (
        "grievance",
        KindRule(
            bn="অভিযোগ প্রতিকার কর্মপরিকল্পনা",
            en="Grievance redress action plan",
            spelt=r"অভিযোগ|grievance|\bgrs\b",
            total=Decimal(25),
        ),
    )
    CHARTER = (
        "charter",
        KindRule(
            bn="সেবা প্রদান প্রতিশ্রুতি কর্মপরিকল্পনা",
            en="Citizens' charter action plan",
            spelt=r"সেবা প্রদান প্রতিশ্রুতি|সেবাপ্রদান প্রতিশ্রুতি|সিটিজেন.{0,4}চার্টার"
            r"|citizen.{0,3} charter",
            total=Decimal(25),
        ),
    )

    @property
    def label(self) -> Message:
        """The name by itself."""
        return Message(bn=self.rule.bn, en=self.rule.en)

    @property
    def named(self) -> Message:
        """The name within a sentence."""
        return Message(bn=self.rule.bn, en=self.rule.en[0].lower() + self.rule.en[1:])

    @property
    def on_paper(self) -> Message:
        """The name with its abbreviation, as forms are titled."""
        return SchemeName.of(self).on_paper

    def total_in(self, year: FiscalYearSpan | None) -> Decimal | None:
        """What the weights of a plan make in ``year``; ``None`` where no rule is known."""
        if year is None or year.start < _TOTALS_SINCE:
            return self.rule.total_before
        return self.rule.total

    def sections_in(self, year: FiscalYearSpan) -> Sequence[Section]:
        """The sections of a plan of ``year``, in order."""
        if not self.rule.is_agreement:
            return (_STRATEGIC,)
        return (_STRATEGIC, _GOVERNANCE if year.start >= _GOVERNANCE_SINCE else _MANDATORY)

    def share_of_first_section(self, year: FiscalYearSpan) -> Decimal | None:
        """What the first of several sections makes alone; ``None`` where no rule is known."""
        if not self.rule.is_agreement:
            return None
        return next((share for since, share in _STRATEGIC_SHARES if year.start >= since), None)


_NO_NAME: Final = Message(bn="", en="")


@dataclass(frozen=True, slots=True)
class SchemeName:
    """What a year calls a kind of plan: in full, and for short where it has a short name."""

    name: Message
    short: Message = _NO_NAME

    @classmethod
    def of(cls, kind: Kind) -> SchemeName:
        """The usual name of a kind."""
        return cls(kind.label, kind.rule.short or _NO_NAME)

    @classmethod
    def read(cls, said: Sequence[str]) -> SchemeName:
        """What ``data`` gave."""
        bn, en, short_bn, short_en = said
        return cls(Message(bn, en), Message(short_bn, short_en))

    @property
    def data(self) -> list[str]:
        """The name as JSON takes it."""
        return [self.name.bn, self.name.en, self.short.bn, self.short.en]

    @property
    def on_paper(self) -> Message:
        """The name with its abbreviation, as forms are titled."""
        bn, en = (
            f"{self.name[language]} ({self.short[language]})"
            if self.short[language]
            else self.name[language]
            for language in ("bn", "en")
        )
        return Message(bn=bn, en=en)


def rules_label(name: str) -> Message:
    """A version of the rules for people, of its name ``2023-24/apa/1``; another text as it is."""
    year, _, rest = name.partition("/")
    kind, _, version = rest.partition("/")
    if kind not in set(Kind) or not version.isdigit():
        return Message(bn=name, en=name)
    of_kind = Kind(kind).rule.short or Kind(kind).label
    return Message(
        bn=localize_digits(f"{of_kind.bn} {year}, সংস্করণ {version}", language="bn"),
        en=f"{of_kind.en} {year}, version {version}",
    )


ACTION_PLANS: Final = tuple(kind for kind in Kind if not kind.rule.is_agreement)
"""The kinds of plan that an agreement may earn by."""

AGREEMENTS: Final = tuple(kind for kind in Kind if kind.rule.is_agreement)
"""The kinds of plan that earn by others."""

AGREEMENT: Final = AGREEMENTS[0]
"""The one that every office makes, which pages show until another kind is asked for."""
