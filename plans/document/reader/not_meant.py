"""Headings whose known words mean another thing: a difference, a share, what others promised.

``অবশিষ্ট লক্ষ্যমাত্রা`` is no target and ``অর্জন (মহিলা)`` not what was achieved: such columns are left
out and named, never read as their neighbours.
"""

from __future__ import annotations

from typing import Final

from plans.document.reader.text import wording

_WHOSE: Final = r"(?:সূচক|কার্যক্রম|উদ্দেশ্য|লক্ষ্যমাত্রা|অর্জন|অগ্রগতি)(?:ের|র)"
_WHAT: Final = r"(?:indicator|activity|objective|target|achievement|progress)s?"
_FIGURE: Final = r"(?:লক্ষ্যমাত্রা|লক্ষ্য|অর্জন|অগ্রগতি)"
_RATED: Final = (
    r"(?:[^\s]*অর্জন|[^\s]*অগ্রগতি|বাস্তবায়ন|সম্পাদন|কর্মসম্পাদন|সম্পন্ন|লক্ষ্যমাত্রা|সাফল্য|মাস|বছর|ত্রৈমাসিক|কোয়ার্টার)"
)
_LAST: Final = r"(?:গত|বিগত|পূর্ববর্তী|পূর্বের|আগের)"
_BEFORE: Final = r"(?:last|previous|preceding|prior)"
_NOT_MEANT: Final = wording(
    "|".join(
        (
            # What is left, what is more or less, what grew.
            r"পার্থক্য|ঘাটতি|উদ্বৃত্ত|অবশিষ্ট|হ্রাস|বৃদ্ধি|\b(?:variance|deviation|difference|shortfall)\b",
            r"\b(?:balance|remaining|growth)\b|\bvs\b|\bversus\b|\bবনাম\b",
            # Promised or counted elsewhere.
            r"(?:জাতীয়|এসডিজি|\bsdg|\bnational)\s*(?:লক্ষ্য|সূচক|target|indicator|goal)",
            # A part of those counted.
            r"পুরুষ|মহিলা|নারী|\b(?:fe)?males?\b|\b(?:wo)?men\b",
            # Money spent, found by a visit, the state of the work.
            r"একক\s*(?:প্রতি|মূল্য|দর)|ব্যয়\s*$|\b(?:cost|price|expenditure|budget)\s*$",
            r"(?:শুরুর|আরম্ভের|সমাপ্তির|সম্পাদনের|সম্পন্নের)\s+(?:তারিখ|সময়)|\bdate of (?:start|completion)"
            r"|\b(?:start|end|completion) date\s*$",
            r"যাচাইকৃত|পরিদর্শনে|\bverified\b|\bstatus\s*$|একই সময়|\bsame period\b",
            # Hoped for, of a day or a week, on the average, since a project began.
            r"সম্ভাব্য|প্রাক্কলিত|প্রত্যাশিত|অনুমিত|আনুমানিক|\b(?:expected|estimated|anticipated|likely)\b",
            r"দৈনিক|সাপ্তাহিক|পাক্ষিক|\b(?:daily|weekly|fortnightly)\b",
            rf"(?:(?<![\u0980-\u09ff])গড়|সর্বোচ্চ|সর্বনিম্ন)\s+(?:প্রকৃত\s+)?{_FIGURE}",
            rf"\b(?:average|maximum|minimum|highest|lowest) (?:actual )?{_WHAT}",
            r"(?<!বছরের )(?<!বৎসরের )শুরু\s*(?:থেকে|হতে)",
            r"\b(?:since|from) (?:the )?(?:inception|project)",
            # A rate of anything else than what was achieved.
            rf"(?:^|\s)(?!{_RATED}(?:ের|র)\s)\S+(?:ের|র)\s+(?:শতকরা\s+)?হার(?:\s|$)",
            r"\b(?!achievement|progress|implementation|completion|success)[a-z]+ rate\s*$",
            r"\brate of (?:the )?(?!achiev|progress|target|implement|complet|accompl)[a-z]",
            # What is done about it, and how good it is called.
            r"পদক্ষেপ(?:সমূহ)?\s*$|গ্রেড\s*$|\b(?:grade|rank)\s*$",
            # An activity's weight: the form's weights are the objective's and the indicator's.
            r"কার্যক্রমের\s+(?:মান|নম্বর|ওজন|ভর|ভার)\s*$|\bweights? of (?:the )?activit(?:y|ies)\s*$"
            r"|^activity weight\s*$",
            # What is said of a row, and no figure of it.
            rf"{_WHOSE}\s+(?:ধরন|ধরণ|প্রকৃতি|সংজ্ঞা|ব্যাখ্যা|সংখ্যা|তারিখ|কৌশল|উৎস|ভিত্তি|যৌক্তিকতা|প্রভাব)",
            rf"\b{_WHAT}\s+(?:type|category|definition|date|group|source)\s*$",
            rf"\b(?:type|category|definition|date|source)s? of (?:the )?{_WHAT}\s*$",
            # Targets of the month or so far, what was reached until an earlier month.
            r"(?:ক্রমপ[ুূ]?[ঞন]্?জ\S*|(?:চলতি|বিবেচ্য|বিগত|পূর্ববর্তী|গত) মাস\S*) "
            r"(?:লক্ষ্যমাত্রা|লক্ষ্য|টার্গেট)\s*$",
            r"(?:cumulative|(?:this|last|current|previous) month\S*) targets?\s*$",
            r"targets? (?:of|for|in) (?:the )?(?:this|last|current|previous) month\s*$",
            rf"{_LAST} মাস\S* পর্যন্ত|(?:up ?to|till|until) (?:the )?{_BEFORE} month",
            rf"{_LAST} (?:ত্রৈমাস|প্রান্তিক|কোয়ার্টার)|\b{_BEFORE} quarter",
            rf"{_LAST}\s+(?:[0-9]|দুই|তিন|পাঁচ)\S*\s+(?:অর্থ\s?)?বছর",
            rf"{_BEFORE} (?:[0-9]|two|three|five)",
        )
    )
)


def means_another_thing(heading: str) -> bool:
    """Whether the words of ``heading``, as ``comparable`` spells, speak of none of the columns."""
    return _NOT_MEANT.search(heading) is not None
