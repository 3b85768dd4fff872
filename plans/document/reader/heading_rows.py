"""Where a table's headings stand, and which heading cells lie over each of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from numerals import Unreadable, parse_target, to_latin_digits
from plans.document.reader.codes import comes_next, split_code
from plans.document.reader.columns import FormColumn, Matter
from plans.document.reader.meanings import Bare, Meaning, is_quantity, is_tier, meaning_of
from plans.document.reader.periods import time_in
from plans.document.reader.text import TextLine, comparable, wording

_DEEPEST: Final = 5
_LONGEST_PART: Final = 60
_FEWEST_MEANINGS: Final = 3
_NUMBERS_OF_A_ROW: Final = 4
_WIDEST: Final = 200
_LOOKED_AT: Final = 60
_CACHED: Final = 8192
# "কৌশলগত উদ্দেশ্যসমূহ" heads a section, not a column.
_SECTION: Final = wording(r"উদ্দেশ্যসম[ূু]হ|ক্ষেত্রসম[ূু]হ|(objectives|areas)$")
_WORKED_OUT: Final = re.compile(r"([0-9]{1,2})\s*[=(][0-9\s=()+*/×x÷%–-]*")
_CODE_ALONE: Final = re.compile(
    r"[\[(]?\s*(?:[^\d\s\[\].]{1,6}\s?\.\s?)?[0-9]{1,3}(?:\s?\.\s?[0-9]{1,3}){0,4}\s*[.।)\]]*"
)
# "নাম" and "মান" below "কর্মসম্পাদনের ক্ষেত্র": the name is a heading, too.
_NAME: Final = wording(r"(?:নাম|বিবরণ|শিরোনাম|কোড|নং|name|title|description|code|no)\.?")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz|কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভম"
_GROUPS: Final = frozenset({*Matter})
_NAMING: Final[frozenset[Meaning]] = frozenset({FormColumn.INDICATOR, FormColumn.NESTED})
_NEEDED_BESIDE: Final[frozenset[Meaning]] = frozenset(
    {
        FormColumn.UNIT,
        FormColumn.WEIGHT,
        FormColumn.ACTIVITY,
        FormColumn.OBJECTIVE,
        Bare.WEIGHT,
        Matter.TARGET,
    }
)


@dataclass(frozen=True, slots=True)
class FormHead:
    """One heading cell over the columns ``start`` to ``stop`` (exclusive)."""

    text: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """The heading rows of a table: how many lines they take and the cells over each column.

    ``paths`` has for each column its cells from the top to the bottom; ``coded`` are the columns
    that hold little else than codes.
    """

    taken: int
    lines: tuple[TextLine, ...]
    paths: tuple[tuple[FormHead, ...], ...]
    coded: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.paths)


def heading_rows_at(lines: Sequence[TextLine], index: int) -> HeadingRows | None:
    """The heading rows that begin at ``index``, ``None`` if none do."""
    if not _begins_a_heading(lines[index]):
        return None
    rows = [lines[index]]
    taken = 1
    for line in lines[index + 1 : index + 1 + _DEEPEST]:
        if is_number_row(line.cells):
            taken += 1
            break
        if not _goes_on(rows, line):
            break
        rows.append(line)
        taken += 1
    below = lines[index + taken : index + taken + _LOOKED_AT]
    used = frozenset(place for line in below for place, cell in enumerate(line.cells) if cell)
    return HeadingRows(taken, tuple(rows), _paths(rows, used), frozenset(_coded(below, used)))


def _coded(below: Sequence[TextLine], used: frozenset[int]) -> Iterator[int]:
    """The places where most of the cells are a code and no more."""
    for place in used:
        said = [
            line.cells[place] for line in below if place < len(line.cells) and line.cells[place]
        ]
        codes = [cell for cell in said if _CODE_ALONE.fullmatch(to_latin_digits(cell))]
        if len(codes) * 2 > len(said):
            yield place


def is_number_row(cells: Sequence[str]) -> bool:
    """Whether the cells count the columns: ১, ২, ৩ and so on, or ক, খ, গ."""
    latin = [column_number(cell) for cell in cells]
    said = [cell for cell in latin if cell]
    counted = sum(map(_follows, said, said[1:]))
    return counted >= _NUMBERS_OF_A_ROW and counted >= len(said) - 2


def _follows(before: str, after: str) -> bool:
    """Whether ``after`` is the next number, or the next letter."""
    are_letters = len(before) == len(after) == 1
    return comes_next(before, after) or (are_letters and f"{before}{after}".lower() in _LETTERS)


def column_number(cell: str) -> str:
    """The number of its column that ``cell`` says, without how it is worked out: ``১৬=(১৩+১৪)``."""
    latin = to_latin_digits(cell).strip("()[]. ")
    worked_out = _WORKED_OUT.fullmatch(latin)
    return worked_out[1] if worked_out else latin


def _begins_a_heading(line: TextLine) -> bool:
    if not line.tabbed or line.said < _FEWEST_MEANINGS:
        return False
    known = {
        meaning
        for cell in line.cells
        if cell and (meaning := meaning_of(cell)) is not None and _can_head(cell)
    }
    if len(known) < _FEWEST_MEANINGS or len(known) * 3 < line.said:
        return False
    named = not known.isdisjoint(_NAMING) or len(known) > _FEWEST_MEANINGS
    return named and bool(known & _NEEDED_BESIDE)


@lru_cache(maxsize=_CACHED)
def _can_head(cell: str) -> bool:
    coded = split_code(cell)
    # The number of a column may stand before its heading: ১. উদ্দেশ্য.
    heads = coded.code is None or (coded.depth == 1 and meaning_of(coded.title) is not None)
    return heads and isinstance(parse_target(cell), Unreadable)


def _goes_on(rows: Sequence[TextLine], line: TextLine) -> bool:
    """Whether ``line`` stands under headings as a further row of them."""
    said = [(place, cell) for place, cell in enumerate(line.cells) if cell]
    if not said or not line.tabbed:
        return False
    if _begins_a_heading(line) and not _fills_gaps(rows[0], line):
        return False
    if len(said) == 1 and _SECTION.search(comparable(said[0][1]).rstrip(":ঃ ")):
        return False
    if all(_is_plain_value(cell) for _, cell in said):
        return False
    tops = _heads(rows[0], rows[1:])
    open_places = {
        place
        for place in range(max(len(line.cells), rows[0].written))
        if not any(head.start <= place < head.stop for head in tops)
        or any(head.start <= place < head.stop and head.stop - head.start > 1 for head in tops)
        or _group_at(tops, place)
        or _of_time(tops, place)
    }
    return all(place in open_places or _is_part(cell) for place, cell in said) and any(
        place in open_places for place, _ in said
    )


def _fills_gaps(top: TextLine, line: TextLine) -> bool:
    """Whether the lower headings stand under groups alone: some below blanks of the row above,
    none at either end of it.
    """
    above = [place for place, cell in enumerate(top.cells) if cell]
    said = [place for place, cell in enumerate(line.cells) if cell]
    return above[0] < said[0] and said[-1] < above[-1] and not set(said) <= set(above)


def _group_at(tops: Sequence[FormHead], place: int) -> bool:
    """Whether the column's heading may lead a group whose blanks were not counted yet."""
    before = [head for head in tops if head.start <= place]
    return bool(before) and meaning_of(before[-1].text) in _GROUPS and place >= before[-1].stop - 1


def _of_time(tops: Sequence[FormHead], place: int) -> bool:
    """Whether the column's heading is a month or a quarter alone, of which several things can be
    said below.
    """
    head = next((one for one in reversed(tops) if one.start <= place), None)
    if head is None or meaning_of(head.text) is not None:
        return False
    time = time_in(head.text)
    return bool(time.part or time.single)


def _is_plain_value(cell: str) -> bool:
    return not (is_tier(cell) or time_in(cell).year) and not isinstance(
        parse_target(cell), Unreadable
    )


def _is_part(cell: str) -> bool:
    """Whether the cell can be a lower heading by its own words."""
    if len(cell) > _LONGEST_PART or split_code(cell).code is not None:
        return False
    time = time_in(cell)
    said = time.year or time.quarter or time.half or time.months
    named = is_quantity(cell) or _NAME.fullmatch(comparable(cell)) is not None
    return bool(said) or named or is_tier(cell) or meaning_of(cell) is not None


def _heads(
    line: TextLine, below: Sequence[TextLine], used: frozenset[int] | None = None
) -> list[FormHead]:
    """The cells of a heading row with the columns that they lie over.

    Where the format does not tell, a cell reaches over the blanks to its right that have a
    heading of their own below, and over all of them if it is one of several times' figures and
    any of them is among the columns ``used`` below: blank columns may only keep others apart.
    """
    places = [place for place, cell in enumerate(line.cells) if cell]
    heads = []
    for place, following in zip(
        places, [*places[1:], max(line.written, len(line.cells))], strict=True
    ):
        told = line.across[place] if place < len(line.across) else 1
        stop = place + told
        if told == 1:
            headed = any(_headed(below, one) for one in range(stop, following))
            groups = (
                not (line.across or headed)
                and meaning_of(line.cells[place]) in _GROUPS
                and (used is None or not used.isdisjoint(range(stop, following)))
            )
            last = place == places[-1]
            while (stop < following and (groups or _headed(below, stop))) or (
                last and stop < _WIDEST and _headed(below, stop)
            ):
                stop += 1
        heads.append(FormHead(line.cells[place], place, stop))
    return heads


def _headed(below: Sequence[TextLine], place: int) -> bool:
    return any(place < len(line.cells) and line.cells[place] for line in below)


def _paths(rows: Sequence[TextLine], used: frozenset[int]) -> tuple[tuple[FormHead, ...], ...]:
    rows = _spread(rows)
    levels = [_heads(line, rows[level + 1 :], used) for level, line in enumerate(rows)]
    width = max((head.stop for heads in levels for head in heads), default=0)
    paths = []
    for place in range(min(width, _WIDEST)):
        path: list[FormHead] = []
        for heads in levels:
            head = next((one for one in heads if one.start <= place < one.stop), None)
            if head is None or (path and path[-1].text == head.text):
                continue
            if path and head.stop - head.start > 1:
                # A lower heading never reaches beyond the one above it.
                above = path[-1]
                if not above.start <= head.start < above.stop:
                    continue
            path.append(head)
        paths.append(tuple(path))
    return tuple(paths)


def _spread(rows: Sequence[TextLine]) -> Sequence[TextLine]:
    """The rows with blanks put behind a heading whose lower headings show that they are missing.

    Some programs write a merged heading as one cell without the blanks that it covers.
    """
    top, *below = rows
    tiers = next(
        (
            (place, count)
            for line in below
            for place, count in [_run_of_tiers(line)]
            if count >= _FEWEST_MEANINGS
        ),
        None,
    )
    if tiers is None or top.across:
        return rows
    place, count = tiers
    cells = top.cells
    is_group = place < len(cells) and meaning_of(cells[place]) is Matter.TARGET
    if not is_group or not any(cells[place + 1 : place + count]) or is_tier(cells[place + 1]):
        return rows
    spread = (*cells[: place + 1], *("",) * (count - 1), *cells[place + 1 :])
    return [TextLine(top.number, spread, max(top.written, len(spread))), *below]


def _run_of_tiers(line: TextLine) -> tuple[int, int]:
    places = [place for place, cell in enumerate(line.cells) if cell and is_tier(cell)]
    if not places or places != list(range(places[0], places[0] + len(places))):
        return 0, 0
    return places[0], len(places)
