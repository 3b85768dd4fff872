"""The words of a heading → what its column holds. One heading cell at a time; no positions.

``meaning_of`` tells the matter, ``tier_of`` the tier. What neither knows has no meaning: the
column is kept word for word and named.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import Final, TypeAlias

from numerals import to_latin_digits
from plans.document.reader.columns import FormColumn, Matter
from plans.document.reader.not_meant import means_another_thing
from plans.document.reader.text import comparable, wording
from plans.document.values import TIERS

LONGEST_HEADING: Final = 120
"""Characters of a cell that can still be a heading."""
_CACHED: Final = 8192


class Bare(Enum):
    """``মান`` alone: whose weight it is, the column before it tells."""

    WEIGHT = "weight"


Meaning: TypeAlias = FormColumn | Matter | Bare

_IN_PERCENT: Final = wording(
    r"(?:অর্জন|অগ্রগতি|achiev\w*|progress)\s*"
    r"(?:[(\[]\s*(?:%|শতকরা|শতাংশ|percent(?:age)?)\s*[)\]]|%)\s*$"
)
_OF_EVALUATOR: Final = wording(
    r"(?<!স্ব-)(?<!স্ব )(?<!স্ব)মূল্যায়িত|মূল্যায়নকারী|(?<!self-)(?<!self )\bevaluat(?:ed|or)"
)
_WEIGHS: Final = r"(?:মান|নম্বর|ওজন|গুরুত্ব|ভর|ভার|ওয়েট|ওয়েটেজ)\s*$"
_WEIGHT: Final = r"(?:weight|\bwt\b)"
_END: Final = r"(?:সমূহ|সমুহ|গুলো|ের নাম|ের বিবরণ|s)?\s*$"
# The first pattern that matches gives the meaning: the narrow before the wide.
_WORDS: Final[tuple[tuple[re.Pattern[str], Meaning], ...]] = tuple(
    (wording(pattern), meaning)
    for pattern, meaning in (
        (
            r"মন্তব্য|রিমার্ক|remark|comment|কারণ(?:সমূহ)?\s*$|^reasons?\b|\breasons?\s*$",
            FormColumn.REMARKS,
        ),
        (r"কত দিন পরপর|reporting frequency|^frequency\b", FormColumn.FREQUENCY),
        (r"নম্বর নির্ণয়ের নিয়ম|scoring mode", FormColumn.MODE),
        (r"প্রমাণক|প্রমানক|প্রমাণপত্র|evidence|means of verification", FormColumn.EVIDENCE),
        (r"দায়িত্ব|responsib|বাস্তবায়নকারী", FormColumn.RESPONSIBLE),
        (
            r"লক্ষ্যমাত্রা\s*(?:/|ও|এবং)\s*(?:প্রকৃত\s*)?অর্জন\s*$|target\s*/\s*(?:actual|achievement)\s*$",
            FormColumn.LINE,
        ),
        (r"weighted|ওয়েটেড|ভারিত|ভারযুক্ত", FormColumn.WEIGHTED_SCORE),
        (
            r"(?:অর্জিত|প্রাপ্ত|দাবিকৃত|প্রদত্ত|দাবীকৃত)\s*(?:(?:সূচক|উদ্দেশ্য|ক্ষেত্র)ের\s*)?(?:মান|নম্বর|স্কোর)|স্কোর|\bscore"
            r"|(?:weight|marks?) (?:achieved|obtained)|obtained marks?",
            FormColumn.RAW_SCORE,
        ),
        (
            r"ক্রমপ[ুূ]?[ঞন]্?জ|cumulative|(?:সর্ব)?মোট\s*(?:প্রকৃত\s*)?(?:অর্জন|অগ্রগতি)"
            r"|total (?:achiev|progress)|^(?:সর্ব)?মোট\s*$|^(?:grand )?total\s*$"
            r"|(?:চলতি|বিবেচ্য|আলোচ্য|প্রতিবেদনাধীন) (?:মাস|ত্রৈমাস|প্রান্তিক|কোয়ার্টার)\S* পর্যন্ত"
            r"|(?:up ?to|till|until) (?:the )?(?:this|current) (?:month|quarter)",
            FormColumn.CUMULATIVE,
        ),
        (
            r"^(?:সূচক|কার্যক্রম|উদ্দেশ্য|ক্ষেত্র)(?:ের)?\s*(?:নং|কোড)$|^(?:নং|কোড|code|no)$"
            r"|^(?:indicator|activity|objective|kpi)\s*(?:no|number|code)$",
            FormColumn.SERIAL,
        ),
        (r"^(?:অংশ|সেকশন|section)(?:ের নাম)?$", FormColumn.SECTION),
        (r"^ক্রম|^ক্র(?:[\s/]|$)|^(?:serial|sl|s/n)\b", FormColumn.SERIAL),
        (
            r"(?:^|\s)হার(?:\s|$)|\brate\b|শতকরা\s*(?:অর্জন|অগ্রগতি)|^(?:%|শতকরা|শতাংশ|percent(?:age)?)$"
            r"|(?:অর্জন|অগ্রগতি)(?:ের|র)\s*(?:%|শতকরা|শতাংশ)"
            r"|^(?:%|percent(?:age)?)\s*(?:of\s*)?(?:target\s*)?(?:achiev|progress|অর্জন|অগ্রগতি)"
            r"|^(?:%|percent(?:age)?)\s*of (?:the )?targets?\s*$",
            FormColumn.RATE,
        ),
        (r"প্রক্ষেপ|projection|projected", Matter.PROJECTION),
        (
            r"(?<![\u0980-\u09ff])ভিত্তি(?!ক)|বে(?:ই)?জ\s?লাইন|base\s?line|base\s?year",
            Matter.BASELINE,
        ),
        (
            rf"(?:উদ্দেশ্য|ক্ষেত্র|বিষয়).*{_WEIGHS}|{_WEIGHT}.*\b(?:objective|area)"
            rf"|\b(?:objective|area).*{_WEIGHT}",
            FormColumn.OBJECTIVE_WEIGHT,
        ),
        (
            rf"সূচক.*{_WEIGHS}|{_WEIGHT}.*\b(?:indicators?|k?pis?)\b"
            rf"|\b(?:indicators?|k?pis?)\b.*{_WEIGHT}",
            FormColumn.WEIGHT,
        ),
        (
            rf"ক্ষেত্র{_END}|উদ্দেশ্য{_END}|objective{_END}|area{_END}|^areas? of\b",
            FormColumn.OBJECTIVE,
        ),
        (rf"কার্যক্রম{_END}|^কার্যাবল[িী]$|^কাজ{_END}|activit(?:y|ies)\s*$", FormColumn.ACTIVITY),
        (
            rf"সূচক{_END}|indicator{_END}|^k?pis?$"
            r"|সূচক (?:ও|এবং) একক\s*$|indicators? (?:and|&) units?\s*$",
            FormColumn.INDICATOR,
        ),
        (r"একক\s*$|ইউনিট\s*$|^unit|\bunit\s*$|^uo?m$", FormColumn.UNIT),
        (
            r"(?:^|(?:গণনা|হিসাব|পরিমাপ|নির্ণয়)\S*\s+)পদ্ধতি\s*$|গণনার? ধরন\s*$|^(?:calculation )?method",
            FormColumn.METHOD,
        ),
        (r"পূর্ববর্তী মাস|before last", FormColumn.MONTH_BEFORE_LAST),
        (r"(?:বিগত|গত|আগের) মাস|last month|previous month", FormColumn.LAST_MONTH),
        (
            r"(?:বিবেচ্য|চলতি|আলোচ্য|প্রতিবেদনাধীন) মাস|(?<![\u0980-\u09ff])এই? মাস|month in question"
            r"|(?:this|current|reporting) month|(?:in|during) the month\s*$",
            FormColumn.THIS_MONTH,
        ),
        (r"(?:লক্ষ্যমাত্রা|লক্ষমাত্রা|লক্ষ্য|টার্গেট|target)s?\s*$|^planned\s*$", Matter.TARGET),
        (r"অর্জন|অগ্রগতি|achiev|progress|actual", Matter.ACHIEVED),
        (r"লক্ষ্যমাত্রা|লক্ষমাত্রা|নির্ণায়ক|নির্ণায়ক|ক্রাইটেরিয়া|target|criteria", Matter.TARGET),
        (r"গণনা.*পদ্ধতি|calculation method", FormColumn.METHOD),
        (r"একক|\bunit\b", FormColumn.UNIT),
        (r"কার্যক্রম|activit", FormColumn.ACTIVITY),
        (r"সূচক|indicator", FormColumn.INDICATOR),
        (r"উদ্দেশ্য|ক্ষেত্র|objective", FormColumn.OBJECTIVE),
        (
            r"^(?:বরাদ্দকৃত |পূর্ণ\s?)?(?:মান|নম্বর|ভর|ভার|ওজন|গুরুত্ব|ওয়েট|ওয়েটেজ)\s*$"
            r"|^(?:weight(?:age)?|wt)\s*$",
            Bare.WEIGHT,
        ),
    )
)
_TIER_NAMES: Final = tuple(
    (wording(pattern), tier)
    for pattern, tier in (
        (r"অসাধারন|অসাধারণ|\bexcellent\b|\boutstanding\b", 100),
        (r"অতি\s*-?\s*উত্তম|\bvery good\b|\bv\.?\s?good\b", 90),
        (r"চলতি\s*মানের\s*নি|\bbelow fair\b|\bpoor\b", 60),
        (r"চলতি\s*মান|\bfair\b", 70),
        (r"উত্তম|\bgood\b", 80),
    )
)
_PERCENT: Final = re.compile(r"(?<![0-9.])(100|90|80|70|60)\s*(?:%|শতাংশ|ভাগ|percent)")
_ONLY_PERCENT: Final = re.compile(r"[(\[]?\s*(100|90|80|70|60)\s*%?\s*[)\]]?")
_REST_OF_TIER: Final = wording(
    r"ম্নে|ন্মে|ম্নমান|চে|[0-9%()\[\]/,.*-]|শতাংশ|ভাগ|percent|below fair|standard"
)
_QUANTITY: Final = wording(r"সংখ্যা|পরিমা[ণন]|সংখ্যায়|numbers?|quantity|amount|value")
_BETWEEN: Final = wording(r"\s*[/,&–—]\s*|\s-\s|\s+(?:ও|এবং|বা|অথবা|and|or)\s+")
_LEVELS: Final = tuple(
    wording(rf"(?:^|\s)(?:{word}){_END}")
    for word in (r"ক্ষেত্র|উদ্দেশ্য|objective|area", r"কার্যক্রম|কাজ|activity|activitie", r"সূচক|indicator")
)
_TIMES: Final = re.compile(r"[0-9]{2,4}\s*[-–—/]\s*[0-9]{2,4}")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_MARKS: Final = re.compile(r"[*#†‡:ঃ;.।0-9⁰¹²³⁴-⁹]+")


@lru_cache(maxsize=_CACHED)
def meaning_of(heading: str) -> Meaning | None:
    """What a column under ``heading`` holds, as far as this one cell tells.

    What stands in brackets only counts where the words before them say nothing.
    """
    text = _TIMES.sub(" ", to_latin_digits(comparable(heading)))
    if is_tier(heading):
        return None
    if not text.strip() or len(text) > LONGEST_HEADING:
        return None
    if means_another_thing(text):
        return FormColumn.OTHER
    if _names_levels(text):
        return FormColumn.NESTED
    if _IN_PERCENT.search(text):
        # "Achievement (%)" is of the target: no figure of its own.
        return FormColumn.RATE
    outside = _trimmed(_BRACKETS.sub(" ", text))
    return _first(outside) or _first(_trimmed(text.translate(_OPENED)))


@lru_cache(maxsize=_CACHED)
def is_of_evaluator(heading: str) -> bool:
    """Whether ``heading`` is over what an evaluator recognised, not what the office reports."""
    return _OF_EVALUATOR.search(comparable(heading)) is not None


@lru_cache(maxsize=_CACHED)
def tier_of(heading: str) -> int | None:
    """The tier that ``heading`` names: by its percent, where it says one, else by its word.

    Plans of three tiers call 60 percent ``চলতি মান``: what is reached is counted by the percent.
    """
    return percent_of(heading) or tier_named(heading)


@lru_cache(maxsize=_CACHED)
def percent_of(heading: str) -> int | None:
    """The percent of a tier that stands in ``heading``."""
    text = to_latin_digits(comparable(heading))
    if len(text) > LONGEST_HEADING:
        return None
    match = _ONLY_PERCENT.fullmatch(text.strip()) or _PERCENT.search(text)
    return int(match[1]) if match and int(match[1]) in TIERS else None


@lru_cache(maxsize=_CACHED)
def tier_named(heading: str) -> int | None:
    """The tier whose name stands in ``heading``."""
    text = comparable(heading)
    if len(text) > LONGEST_HEADING:
        return None
    return next((tier for pattern, tier in _TIER_NAMES if pattern.search(text)), None)


@lru_cache(maxsize=_CACHED)
def is_tier(heading: str) -> bool:
    """Whether ``heading`` is a tier's name, its percent or both, and no more."""
    text = to_latin_digits(comparable(heading))
    if tier_of(heading) is None:
        return False
    for pattern, _tier in _TIER_NAMES:
        text = pattern.sub(" ", text)
    return not _REST_OF_TIER.sub(" ", text).strip()


@lru_cache(maxsize=_CACHED)
def is_quantity(heading: str) -> bool:
    """Whether ``heading`` only says that its figures count: ``সংখ্যা`` beside ``শতকরা``."""
    return _QUANTITY.fullmatch(_trimmed(comparable(heading))) is not None


def _names_levels(text: str) -> bool:
    """Whether the heading names several of objective, activity and indicator, and no more."""
    parts = [part.strip() for part in _BETWEEN.split(_trimmed(text)) if part.strip()]
    levels = {next((n for n, one in enumerate(_LEVELS) if one.search(part)), -1) for part in parts}
    return len(parts) > 1 and len(levels) == len(parts) and -1 not in levels


_OPENED: Final = str.maketrans("()[]", "    ")


def _trimmed(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split())


def _first(text: str) -> Meaning | None:
    if _OF_EVALUATOR.search(text):
        return None
    return next((meaning for pattern, meaning in _WORDS if pattern.search(text)), None)
