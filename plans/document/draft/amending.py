"""An amendment as rows: which rows of a draft say something else, and the draft with some of them.

Rows are the same by their keys: the draft began as the plan that it amends. What is decided on is
one row with all that changed in it, its place included; the plan's own head is ``HEAD``. Rows that
only stand in another order beneath the same parent are not told: their order is the newer draft's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from numerals import parse_date, parse_number, to_latin_digits
from plans.document.draft.fields import Holds, field_of
from plans.document.draft.values import DraftPlan, DraftRow, RowLevel
from plans.document.reader.text import clean

HEAD: Final = 0
"""The key of what stands above the rows; rows begin with 1."""

PLACE: Final = "place"
"""The field of a row that stands beneath another one."""

_HEAD_FIELDS: Final = ("title", "heading", "total")
_FIGURES: Final = (Holds.NUMBER, Holds.FIGURE)


class Came(StrEnum):
    """What an amendment makes of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class AmendedRow:
    """A row that the amendment adds, drops or changes; ``fields`` are those that say otherwise.

    ``old`` and ``new`` are the row before and after; neither of the head.
    """

    key: int
    came: Came
    old: DraftRow | None
    new: DraftRow | None
    fields: tuple[str, ...] = ()

    @property
    def row(self) -> DraftRow | None:
        """The row as it is to be, or as it was if it goes."""
        return self.new or self.old


def amended_rows(base: DraftPlan, proposed: DraftPlan) -> tuple[AmendedRow, ...]:
    """What ``proposed`` says otherwise than ``base``: its head, its rows in order, those gone."""
    return tuple(_amended(base, proposed))


def merged(base: DraftPlan, proposed: DraftPlan, agreed: Collection[int]) -> DraftPlan:
    """``base`` with those rows of ``proposed``, by their keys, that were agreed.

    A row that stays or comes keeps what stands above it: an objective that was dropped with rows
    that stay is there as it was.
    """
    amended = {one.key for one in amended_rows(base, proposed)}
    olds, news = _homes(base), _homes(proposed)
    chosen: dict[int, tuple[DraftRow, int | None]] = {}
    for key in {**olds, **news}:
        source = news if key in amended and key in agreed else olds
        if key in source:
            chosen[key] = source[key]
    for _, home in list(chosen.values()):
        parent = home
        while parent is not None and parent not in chosen:
            chosen[parent] = olds.get(parent) or news[parent]
            parent = chosen[parent][1]
    head = proposed if HEAD in agreed else base
    return replace(
        proposed,
        rows=tuple(_in_order(chosen, base, proposed)),
        **{name: getattr(head, name) for name in _HEAD_FIELDS},
    )


def _amended(base: DraftPlan, proposed: DraftPlan) -> Iterator[AmendedRow]:
    head = tuple(
        name
        for name in _HEAD_FIELDS
        if _spelt(getattr(base, name)) != _spelt(getattr(proposed, name))
    )
    if head:
        yield AmendedRow(HEAD, Came.CHANGED, None, None, head)
    olds, news = _homes(base), _homes(proposed)
    for key, (row, home) in news.items():
        if key not in olds:
            yield AmendedRow(key, Came.ADDED, None, row)
            continue
        before, home_before = olds[key]
        fields = (*_fields(before, row), *((PLACE,) if home != home_before else ()))
        if fields:
            yield AmendedRow(key, Came.CHANGED, before, row, fields)
    for key, (row, _) in olds.items():
        if key not in news:
            yield AmendedRow(key, Came.REMOVED, row, None)


def _homes(draft: DraftPlan) -> dict[int, tuple[DraftRow, int | None]]:
    """Each row with the key of the row that it stands beneath, in order."""
    found = {}
    for row, objective, activity in draft.with_parents():
        above = activity or objective
        found[row.key] = (row, above.key if above else None)
    return found


def _fields(before: DraftRow, row: DraftRow) -> Iterator[str]:
    for name in dict.fromkeys((*before.cells, *row.cells)):
        if not _is_same(row.level, name, before.said(name), row.said(name)):
            yield name


def _is_same(level: RowLevel, name: str, before: str, now: str) -> bool:
    """Whether both texts say the same: ১২ and 12 are one figure, 30/6/24 and 30-06-24 one day."""
    if _spelt(before) == _spelt(now):
        return True
    field = field_of(level, name)
    if field is None or field.holds not in _FIGURES:
        return False
    one, other = (_value(text) for text in (before, now))
    return one is not None and one == other


def _value(text: str) -> Decimal | date | None:
    for read in (parse_number(text), parse_date(text)):
        if isinstance(read, Decimal | date):
            return read
    return None


def _spelt(text: str) -> str:
    return to_latin_digits(clean(text))


def _in_order(
    chosen: Mapping[int, tuple[DraftRow, int | None]], base: DraftPlan, proposed: DraftPlan
) -> Iterator[DraftRow]:
    """The chosen rows as the newer draft orders them; what it lacks follows its neighbour."""
    order = [row.key for row in proposed.rows if row.key in chosen]
    before: int | None = None
    for row in base.rows:
        if row.key in chosen and row.key not in order:
            order.insert(order.index(before) + 1 if before in order else 0, row.key)
        before = row.key if row.key in chosen else before
    children: dict[int | None, list[int]] = {}
    for key in order:
        children.setdefault(chosen[key][1], []).append(key)
    yield from _below(None, children, chosen)


def _below(
    parent: int | None,
    children: Mapping[int | None, list[int]],
    chosen: Mapping[int, tuple[DraftRow, int | None]],
) -> Iterator[DraftRow]:
    # A row without an activity of its own stands before the first one: else it would be of it.
    keys = sorted(children.get(parent, ()), key=lambda key: -chosen[key][0].level.depth)
    for key in keys:
        yield chosen[key][0]
        yield from _below(key, children, chosen)
