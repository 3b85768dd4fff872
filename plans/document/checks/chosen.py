"""The office, kind and year that a person chose for a file, against what the file says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from numerals import FiscalYearSpan, Message, localize_digits
from plans.document.checks.sentences import error
from plans.document.defaults import Kind
from plans.document.reader import Reading
from plans.document.reader.text import comparable, shortened, wording
from plans.document.values import Problem

# Words that many offices' names share and none is told by.
_GENERIC: Final = frozenset(
    map(
        comparable,
        (
            *("জেলা", "উপজেলা", "বিভাগ", "বিভাগীয়", "আঞ্চলিক", "প্রধান", "কার্যালয়", "অফিস", "দপ্তর", "শাখা"),
            *("অধিদপ্তর", "সংস্থা", "মন্ত্রণালয়", "কর্পোরেশন", "করপোরেশন", "বাংলাদেশ", "বিসিক", "ও", "এবং"),
            *(
                "district",
                "upazila",
                "divisional",
                "regional",
                "head",
                "office",
                "department",
                "of",
            ),
            *("the", "and", "branch", "bangladesh", "corporation", "ministry", "division", "bscic"),
        ),
    )
)
_NO_WORD: Final = wording(r"[^\w\u0980-\u09ff]+")
_ENDING: Final = wording(r"(?:ের|য়ের|র)$")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person chose; ``names`` are all that the office goes by, in both languages."""

    names: Sequence[str]
    kind: Kind | None = None
    fiscal_year: FiscalYearSpan | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself, above its table."""

    office: str
    kind: Kind | None = None
    fiscal_year: FiscalYearSpan | None = None


def contradictions(reading: Reading, chosen: Chosen) -> Iterator[Problem]:
    """Where the heading or the title names another office, kind or year than was chosen.

    What the file does not say contradicts nothing.
    """
    document = reading.document
    if document is not None:
        said = Said(document.office, reading.kind, document.fiscal_year)
        yield from differences(said, chosen)


def differences(said: Said, chosen: Chosen) -> Iterator[Problem]:
    """Where what a document says of itself is not what was chosen."""
    if said.office and chosen.names and not words_matched(said.office, chosen.names):
        yield _other(
            "other-office",
            said=Message(bn=shortened(said.office), en=shortened(said.office)),
            what=Message(bn="শিরোনামে কার্যালয়", en="heading names the office"),
            wanted=Message(bn=chosen.names[0], en=chosen.names[-1]),
        )
    if said.kind and chosen.kind and said.kind is not chosen.kind:
        yield _other(
            "other-kind",
            said=said.kind.named,
            what=Message(bn="শিরোনামে চুক্তি/কর্মপরিকল্পনার ধরন", en="title names the kind of plan"),
            wanted=chosen.kind.named,
        )
    years = said.fiscal_year, chosen.fiscal_year
    if None not in years and years[0] != years[1]:
        named, wanted = (
            Message(bn=localize_digits(str(year), language="bn"), en=str(year)) for year in years
        )
        what = Message(bn="শিরোনামে অর্থবছর", en="title names the fiscal year")
        yield _other("other-year", said=named, what=what, wanted=wanted)


def words_matched(heading: str, names: Sequence[str]) -> int:
    """Of how many words the longest of the names is told that the heading has all words of."""
    said = _words(heading)
    wanted = (_words(name) - _GENERIC or _words(name) for name in names)
    return max((len(words) for words in wanted if words <= said), default=0)


def _words(text: str) -> set[str]:
    words = [word for word in _NO_WORD.split(comparable(text)) if word]
    return {*words, *(_ENDING.sub("", word) for word in words)}


def _other(rule: str, *, said: Message, what: Message, wanted: Message) -> Problem:
    return error(
        rule,
        "",
        bn=f"{what.bn} “{said.bn}”, কিন্তু বাছাই করা হয়েছে “{wanted.bn}”; যেটি ভুল তা ঠিক করুন।",
        en=f"The {what.en} “{said.en}”, but “{wanted.en}” was chosen; correct the one that is "
        "wrong.",
    )
