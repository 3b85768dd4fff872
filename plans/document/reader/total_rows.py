"""Rows that state what the rows above them make: their weight, and how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from numerals import Unreadable, parse_number, to_latin_digits
from plans.document.reader.columns import FormColumn, FormLayout
from plans.document.reader.text import TextLine, comparable, wording

_TOTAL: Final = wording(
    r"(?:^|\s)(?:উপ|সর্ব)?-?মোট(?:\s|$|[=:(ঃ-])|(?:^|\s)(?:grand |sub-?)?total\b"
    r"|^কম্পোজিট স্কোর|^composite score"
)
_GRAND: Final = wording(r"সর্বমোট|grand total|^কম্পোজিট স্কোর|^composite score")
_COUNT: Final = wording(r"(?<![0-9])([0-9]{1,4})\s*টি\s*সূচক|(?<![0-9])([0-9]{1,4})\s*indicators?")
_LONGEST_TOTAL: Final = 80
_FORMULA: Final = "="
"""So a sheet shows what its program never worked out."""
STATED: Final = wording(
    r"[(\[]?\s*(?:মোট\s*)?(?:মান|weight|নম্বর)\s*[-–:=]?\s*([0-9]+(?:\.[0-9]+)?)\s*[)\]]?$"
)


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A row that states what the rows above it make: their weight, how many they are.

    ``grand`` is whether it is of the whole form.
    """

    weight: Decimal | None
    count: int | None
    grand: bool


def total_of(layout: FormLayout, line: TextLine) -> StatedTotal | None:
    """What a total row states, ``None`` if the line is none."""
    weights = _weights_in_front(layout, line)
    said = [cell for place, cell in enumerate(line.cells) if cell and place not in weights]
    text = to_latin_digits(comparable(said[0])) if said else ""
    if len(text) > _LONGEST_TOTAL or not _TOTAL.search(text):
        return None
    told = (*said[1:], *(line.cells[at] for at in weights))
    figures = [
        parse_number(cell)
        for cell in told
        if not (cell.startswith(_FORMULA) or _TOTAL.search(comparable(cell)))
    ]
    unread = any(isinstance(figure, Unreadable) for figure in figures)
    if unread and not _COUNT.search(text) and not _lies_over_indicators(layout, line):
        return None
    count = _COUNT.search(to_latin_digits(comparable(line.text)))
    return StatedTotal(
        weight=_total_weight(layout, line, [one for one in figures if isinstance(one, Decimal)]),
        count=int(count[1] or count[2]) if count else None,
        grand=_GRAND.search(text) is not None,
    )


def _weights_in_front(layout: FormLayout, line: TextLine) -> frozenset[int]:
    """Where weights stand left of the row's first words: they are its figures, not its name."""
    front = set()
    for place, cell in enumerate(line.cells):
        column = layout.columns[place] if place < len(layout.columns) else FormColumn.OTHER
        if cell and column not in (FormColumn.WEIGHT, FormColumn.OBJECTIVE_WEIGHT):
            break
        if cell and isinstance(parse_number(cell), Decimal):
            front.add(place)
    return frozenset(front)


def _lies_over_indicators(layout: FormLayout, line: TextLine) -> bool:
    """Whether the row's first text reaches over the indicators' column, and so is no indicator."""
    first = next(place for place, cell in enumerate(line.cells) if cell)
    reach = line.across[first] if first < len(line.across) else 1
    columns = layout.columns[first : first + reach]
    return reach > 1 and FormColumn.INDICATOR in columns


def _total_weight(layout: FormLayout, line: TextLine, figures: Sequence[Decimal]) -> Decimal | None:
    for column in (FormColumn.WEIGHT, FormColumn.OBJECTIVE_WEIGHT):
        read = parse_number(layout.at(column, line.cells))
        if isinstance(read, Decimal):
            return read
    return figures[0] if len(figures) == 1 else stated_weight(line.text)


def stated_weight(text: str) -> Decimal | None:
    """The weight that a section's heading says in its end: (মোট মান-৭০)."""
    match = STATED.search(to_latin_digits(comparable(text)))
    return Decimal(match[1]) if match else None
