"""A row of one text over the table: it heads a section, or it is an objective with its weight.

Sub-plans have no column for objectives; there such a row names them: ``১. প্রাতিষ্ঠানিক ব্যবস্থা …… ২৮``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from numerals import to_latin_digits
from plans.document.reader.codes import Coded, split_code
from plans.document.reader.text import TextLine, comparable, outside_brackets, wording

_LEADER: Final = re.compile(
    r"\s*(?:[.…·]{2,}|…|_{3,}|-{3,}|[–—]{2,})[\s.…·_–—-]*([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[।.]?$"
)
_STATED: Final = wording(
    r"\s*[(\[]?\s*(?:মোট\s*)?(?:মান|weight|নম্বর)\s*[-–:=]?\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[)\]]?$"
)
_HEADS_SECTION: Final = wording(r"(?:ক্ষেত্র|উদ্দেশ্য)(?:সমূহ|সমুহ|গুলো)?$|\b(?:objectives|areas)\b")
_LABELLED: Final = wording(
    r"^(?:(?:কৌশলগত|কর্মসম্পাদনে?র?|strategic|performance)\s+)?"
    r"(?:(?:উদ্দেশ্য|ক্ষেত্র|objective|area)\s*(?:নং|no\.?)?\s*[-–:ঃ]?\s*(?P<one>[0-9]{1,2})"
    r"|(?:কার্যক্রম|activity)\s*(?:নং|no\.?)?\s*[-–:ঃ]?\s*(?P<two>[0-9]{1,2}\.[0-9]{1,2}))"
    r"\s*[-–:ঃ.)।]+\s*(?=\S)"
)
_WIDE: Final = 0.6
_FEWEST: Final = 3


class Band(NamedTuple):
    """What such a row says.

    ``heads_section`` is whether its words are those of a section, ``is_certain`` whether it can
    be nothing else: alone in its row may also stand the rest of a title.
    """

    code: str | None
    title: str
    weight: Decimal | None
    heads_section: bool
    is_certain: bool = True


def band_of(
    line: TextLine, *, width: int, opens: Callable[[int, int], bool] | None = None
) -> Band | None:
    """The band that ``line`` is in a table of ``width`` columns, ``None`` if it is none.

    Where the file tells no merged cells, a weight behind leaders, or a stated one behind a code,
    shows a band, and the words of a section perhaps. ``opens`` says of a place and of a code's
    depth whether such a code alone in its row shows it, too.
    """
    said = [place for place, cell in enumerate(line.cells) if cell]
    if len(said) != 1 or said[0] > 1 or not line.tabbed:
        return None
    text = line.cells[said[0]]
    title, weight, led = _weighed(text)
    coded = _by_label(title) or split_code(title)
    is_wide = bool(line.across) and line.across[said[0]] >= max(_FEWEST, _WIDE * width)
    stands_alone = opens is not None and opens(said[0], coded.depth)
    is_certain = is_wide or led or (weight is not None and coded.code is not None) or stands_alone
    name = coded.title.strip(" :ঃ-–")
    heads = heads_section(name) and not (coded.code or led)
    if not is_certain and (line.across or not heads):
        return None
    return Band(coded.code, name, weight, heads, is_certain)


def _by_label(title: str) -> Coded | None:
    """``ক্ষেত্র ১: মাছ চাষ`` as a code and a title; ``None`` for other words."""
    label = _LABELLED.match(to_latin_digits(title))
    if label is None:
        return None
    return Coded(label["one"] or label["two"], title[label.end() :].strip())


def heads_section(text: str) -> bool:
    """Whether the words are those of a section: they end with all its objectives or areas."""
    return _HEADS_SECTION.search(outside_brackets(comparable(text)).strip(" :ঃ-–")) is not None


def _weighed(text: str) -> tuple[str, Decimal | None, bool]:
    """The text before the weight that ends it, the weight, and whether leaders led to it."""
    latin = to_latin_digits(text)
    leader = _LEADER.search(latin)
    match = leader or _STATED.search(latin)
    if match is None:
        return text, None, False
    return text[: match.start()].strip(), Decimal(match[1]), leader is not None
