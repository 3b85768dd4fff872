"""A line of an agreement's file → the heading that it is, whatever its number and spelling."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from plans.document.parts.kinds import FIRST_SECTION, OVERVIEW, Chapter, Part
from plans.document.reader.text import comparable, wording

LONGEST: Final = 160
"""Characters of a line that can still be a heading."""


class Divider(StrEnum):
    """Headings under which nothing stands that is edited here."""

    CONTENTS = "contents"
    TABLE = "table"
    SIGNATURES = "signatures"
    OTHER = "other"
    """A section or annex that the form does not know."""


Heading: TypeAlias = Part | Chapter | Divider

_DIGITS: Final = "0-9০-৯"
_LABEL: Final = wording(
    rf"^(?:(?:সেকশন|সেকসন|section|সংযোজনী|সংযোজনি|সংযুক্তি|annex(?:ure)?|appendix)\s*"
    rf"[-–—:ঃ]?\s*[{_DIGITS}]+(?![{_DIGITS}]))"
)
_NUMBER: Final = re.compile(
    rf"^[\[(]?[{_DIGITS}]+(?:[.।][{_DIGITS}]+)*[\])]?[.।):]?\s+|^[ক-ঙa-e][.)]\s+"
)
# Runs are looked at from their beginning alone: (?<!…) keeps a long one linear.
_PAGE: Final = re.compile(rf"(?:(?<![\s.…·_-])[\s.…·_-]+)?(?<![{_DIGITS}])[{_DIGITS}]+\s*$")
_NO_WORD: Final = re.compile(r"[^\w\s\u0980-\u09ff]+|_+")
_STOPS: Final = re.compile(r"[।॥ঃ]")
_BLANKS: Final = re.compile(r"\s+")
_END_OF_SENTENCE: Final = ("।", ";")
_COLON: Final = re.compile(r"(?:(?<!\s)\s+)?[:ঃ]\s*[-–—]?\s*")

_PATTERNS: Final[tuple[tuple[str, Heading], ...]] = (
    (r"সূচ[িী]পত্র|সূচ[িী]|(table of )?contents", Divider.CONTENTS),
    (
        r".*(সূচক|কার্যক্রম|উদ্দেশ্য).*লক্ষ্যমাত্রা(সমূহ)?|কর্মসম্পাদন পরিকল্পনা"
        r"|.*(indicators?|activities|objectives).*targets?|(performance|agreement) plan",
        Divider.TABLE,
    ),
    (r"স্বাক্ষর(সমূহ|কারী.*)?|signatures?", Divider.SIGNATURES),
    (OVERVIEW.spelt, OVERVIEW),
    (FIRST_SECTION.spelt, FIRST_SECTION),
    *((part.rule.spelt, part) for part in Part),
)
_SPELT: Final = tuple((wording(f"(?:{pattern})"), heading) for pattern, heading in _PATTERNS)


@lru_cache(maxsize=4096)
def plain_heading(text: str) -> str:
    """``text`` without numbers, marks and brackets, for recognising a heading."""
    said = comparable(text)
    said = _LABEL.sub("", said) or said
    said = _NUMBER.sub("", said.lstrip(" :-–—")) or said
    said = _NO_WORD.sub(" ", _STOPS.sub(" ", _PAGE.sub("", said)))
    return _BLANKS.sub(" ", said).strip()


def heading_of(line: str) -> tuple[Heading, str] | None:
    """The heading that ``line`` is, with what the line says behind its colon; ``None`` for none.

    A section or annex of another name is ``Divider.OTHER``.
    """
    is_sentence = line.rstrip().endswith(_END_OF_SENTENCE)
    is_short = len(line) <= LONGEST and not is_sentence
    if is_short and (found := _known(line)) is not None:
        return found, ""
    head, colon, rest = _at_colon(line)
    if colon and len(head) <= LONGEST and rest and (found := _known(head)) is not None:
        return found, rest
    if is_short and _LABEL.match(comparable(line)):
        return Divider.OTHER, ""
    return None


def _known(line: str) -> Heading | None:
    said = plain_heading(line)
    if not said:
        return None
    return next((heading for pattern, heading in _SPELT if pattern.fullmatch(said)), None)


def _at_colon(line: str) -> tuple[str, str, str]:
    """The line cut at its colon; at the second where the first belongs to ``Section 1:``."""
    label = _LABEL.match(line)
    begin = label.end() if label else 0
    first = _COLON.match(line, begin)
    begin = first.end() if first else begin
    found = _COLON.search(line, begin)
    if found is None:
        return line, "", ""
    return line[: found.start()], found.group(), line[found.end() :].strip()
