"""What stands above the table: office, title, fiscal year, and the months it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from numerals import FiscalYearSpan, Month, to_latin_digits
from plans.document.reader.columns import MONTH_COLUMNS
from plans.document.reader.page_marks import names_a_page
from plans.document.reader.text import comparable, joined, wording

_TITLE: Final = wording(
    r"কর্মসম্পাদন চুক্তি|কর্মসম্পাদন ব্যবস্থাপনা|কর্ম[\s-]?পরিকল্পনা|এপিএ|লক্ষ্যমাত্রা অর্জন"
    r"|\bapa\b|performance agreement|action plan|\bgpms\b"
)
_NOTE: Final = wording(
    r"^\*|^(?:স্ব-মূল্যায়িত |মূল্যায়িত )?কম্পোজিট স্কোর|^composite (?:self-)?score|^evaluated composite"
    r"|^চুক্তিতে লেখা উদ্দেশ্যের মান|^stated weight|^মান মেলে না|^weights disagree"
    r"|^নমুনা তথ্য|^demonstration data|^নিজস্ব নিয়মে নম্বর\s*:|^scored by a rule of its own\s*:"
    r"|^খসড়া:|^draft: not "
    r"|^(?:তথ্য|প্রিন্ট|জমা হয়েছে|ফেরত দেওয়া হয়েছে|পুনরায় খোলা|প্রস্তাবিত|গৃহীত|স্বাক্ষরিত)"
    r" [0-9০-৯]|^(?:as of|printed|(?:submitted|returned|reopened|accepted|proposed|agreed) on)"
    r" [0-9]"
    r"|\(বন্ধনীতে কার্যালয়ের সংখ্যা\)\s*:|\(in brackets how many offices\)\s*:"
)
"""Lines that say something of the table's figures, and are no part of its title."""

# "সেকশন ৩: কর্মসম্পাদন পরিকল্পনা": the part of a whole agreement that the table is.
_PART: Final = wording(
    r"(?:সেকশন|অংশ|সংযোজনী|section|part|annex(?:ure)?)[\s:ঃ-]*[0-9০-৯কখগঘঙa-e]{0,2}(?:[\s:ঃ.-]|$)"
    r"|কর্মসম্পাদন পরিকল্পনা\s*$|performance plan\s*$"
)
_LONGEST_TITLE: Final = 240
_CONTENTS: Final = wording(r"সূচি\s?পত্র|সূচীপত্র|(?:table of )?contents\s*$")
_OFFICE: Final = wording(
    r"^[^:ঃ]{0,40}(?:কার্যালয়|দপ্তর|সংস্থা|অফিস|মন্ত্রণালয়|বিভাগ|প্রতিষ্ঠান)[^:ঃ]{0,40}"
    r"নাম\s*[:ঃ–-]+\s*(\S.*)$"
    r"|^name of (?:the )?(?:office|organi[sz]ation|ministry|division|department|agency)"
    r"[^:]{0,40}:\s*(?P<en>\S.*)$"
)
_LINES_BELOW: Final = 4
_LONGEST_OFFICE: Final = 90
_OFFICE_ALONE: Final = wording(
    r"(?:কার্যালয়|দপ্তর|অফিস|মন্ত্রণালয়|কর্পোরেশন|করপোরেশন|বোর্ড|কর্তৃপক্ষ|ইনস্টিটিউট|\boffice|\bdepartment"
    r"|\bministry|\bcorporation|\bauthority|\bboard)(?:\s*[,;(–-]\s*[^,;0-9০-৯]{2,40})?\)?$"
)
_OF_OFFICES: Final = wording(
    r"জন্য|প্রযোজ্য|কর্তৃক|পর্যায়|মধ্যে|এবং|সচিব|মহাপরিচালক|চেয়ারম্যান|[0-9০-৯:ঃ]|\bfor\b|\bby\b|\band\b"
)
_FISCAL_YEAR: Final = re.compile(r"(?<![0-9])([0-9]{4})\s*[-–—/]\s*([0-9]{4}|[0-9]{2})(?![0-9])")
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")

_SPELLINGS: Final = (
    "জানুয়ার[িী]|january|jan",
    "ফেব্রুয়ার[িী]|february|feb",
    "মার্চ|march|mar",
    "এপ্রিল|april|apr",
    "মে|may",
    "জুন|june|jun",
    "জুলাই|july|jul",
    "আগ(?:স্ট|ষ্ট)|অগাস্ট|august|aug",
    "সেপ্টেম্বর|september|sept|sep",
    "অক্টোবর|october|oct",
    "নভেম্বর|november|nov",
    "ডিসেম্বর|december|dec",
)
# A month's name is a word of its own, perhaps with a case ending; its year may follow it.
_MONTH: Final = wording(
    r"(?<![a-z\u0980-\u09e5])(?:"
    + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_SPELLINGS, start=1))
    + r")(?:ের|র)?(?![a-z\u0980-\u09e5])"
    r"(?:[\s,/'’-]*(?P<year>(?:19|20|21)[0-9]{2})(?![0-9]))?"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Office (lines joined by a newline) and title, as they stand above the table."""

    office: str
    title: str


def heading_of(lines: Sequence[str]) -> Heading:
    """The title begins at the first line that names an agreement or a plan; above it, the office.

    Where no line does, the last one is the title.
    """
    lines = [line for line in lines if not is_note(line)]
    labelled = [name for line in lines if (name := office_in(line))]
    others = [line for line in lines if not office_in(line)]
    if not others:
        return Heading("\n".join(labelled), "")
    named = (index for index, line in enumerate(others) if names_a_plan(line))
    start = next(named, len(others) - 1)
    above = labelled or _without_parts(others[:start])
    titles = others[start:]
    below = [line for line in titles[1:_LINES_BELOW] if _is_office(line)]
    if not above and len(below) == 1:
        above = below
        titles.remove(below[0])
    return Heading("\n".join(above), _title(titles))


def _is_office(line: str) -> bool:
    """Whether a line below the title is an office and no more: খুলনা জেলা কার্যালয়."""
    said = comparable(line)
    return (
        len(line) <= _LONGEST_OFFICE
        and not names_a_plan(line)
        and _OFFICE_ALONE.search(said) is not None
        and _OF_OFFICES.search(said) is None
    )


def _title(lines: Sequence[str]) -> str:
    """The lines together, as far as a title goes: a whole agreement's prose is none of it."""
    taken = 1
    while taken < len(lines) and len(joined(*lines[: taken + 1])) <= _LONGEST_TITLE:
        if _CONTENTS.match(comparable(lines[taken])):
            break
        taken += 1
    return joined(*lines[:taken])


def _without_parts(lines: Sequence[str]) -> list[str]:
    """Lines above the title that name no office, but the part of the agreement that the form is."""
    return [line for line in lines if not _PART.match(comparable(line))]


def office_in(line: str) -> str:
    """The office in a line that says whose form it is: ``কার্যালয়ের নাম: …``."""
    match = _OFFICE.match(line)
    return (match[1] or match["en"]).strip() if match else ""


def is_note(line: str) -> bool:
    """Whether the line only says something of the table or of its page."""
    return names_a_page(line) or _NOTE.search(comparable(line)) is not None


def names_a_plan(line: str) -> bool:
    """Whether the line names an agreement or a plan, as a title does."""
    return _TITLE.search(comparable(line)) is not None


def fiscal_years_in(text: str) -> frozenset[FiscalYearSpan]:
    """The fiscal years that ``text`` names: ২০২৩-২৪, ২০২০-২০২১."""
    years = set()
    for match in _FISCAL_YEAR.finditer(to_latin_digits(text)):
        try:
            years.add(FiscalYearSpan.parse(f"{match[1]}-{match[2]}"))
        except ValueError:
            continue
    return frozenset(years)


def months_reported(title: str, *, fiscal_year: FiscalYearSpan | None) -> tuple[Month, ...]:
    """The three months that end with the last one of ``title``; none if it cannot be told.

    A month without a year of its own takes it from the month after it, from the one before it,
    from the only year in the title, or else from the fiscal year.
    """
    mentioned = _mentioned(title, fiscal_year=fiscal_year)
    if not mentioned or any(later < earlier for earlier, later in pairwise(mentioned)):
        return ()
    last = mentioned[-1]
    return tuple(last.plus(-back) for back in reversed(range(len(MONTH_COLUMNS))))


def _mentioned(title: str, *, fiscal_year: FiscalYearSpan | None) -> list[Month]:
    text = _FISCAL_YEAR.sub(" ", to_latin_digits(comparable(title)))
    found = [
        (_number_of(match), int(match["year"]) if match["year"] else None)
        for match in _MONTH.finditer(text)
    ]
    years = {int(year) for year in _YEAR.findall(text)}
    only = years.pop() if len(years) == 1 else None
    return list(_dated(found, only=only, fiscal_year=fiscal_year))


def _number_of(match: re.Match[str]) -> int:
    return next(number for number in range(1, 13) if match[f"m{number}"])


def _dated(
    found: list[tuple[int, int | None]], *, only: int | None, fiscal_year: FiscalYearSpan | None
) -> Iterator[Month]:
    later: Month | None = None
    dated: list[Month] = []
    for number, year in reversed(found):
        month = _with_year(number, year=year, later=later, only=only, fiscal_year=fiscal_year)
        if month is None:
            return
        dated.append(month)
        later = month
    yield from reversed(dated)


def _with_year(
    number: int,
    *,
    year: int | None,
    later: Month | None,
    only: int | None,
    fiscal_year: FiscalYearSpan | None,
) -> Month | None:
    if year is not None:
        return Month(year, number)
    if later is not None:
        return Month(later.year if number <= later.month else later.year - 1, number)
    if only is not None:
        return Month(only, number)
    if fiscal_year is not None:
        return next(month for month in fiscal_year.months if month.month == number)
    return None
