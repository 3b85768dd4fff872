"""The heading of a form's table: its cells in rows, and the row that numbers the columns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from numerals import localize_digits
from reports.paper.columns import PaperColumn
from reports.paper.request import PaperRequest


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of the heading: its text, its first column (from 0), how far it reaches."""

    text: str
    place: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Head:
    """The rows of a heading, and the number of each column."""

    rows: tuple[tuple[HeadCell, ...], ...]
    numbers: tuple[str, ...]


def head_of(request: PaperRequest) -> Head:
    """The heading of the form's columns: common headings, labels, percents."""
    paths = [_path(request, column) for column in request.columns]
    depth = max(map(len, paths))
    return Head(
        tuple(tuple(_row(paths, level, depth=depth)) for level in range(depth)),
        tuple(_digits(request, place) for place in range(1, len(paths) + 1)),
    )


def _path(request: PaperRequest, column: PaperColumn) -> tuple[str, ...]:
    """What stands over a column, from the top to the bottom."""
    year = request.document.fiscal_year
    texts = [request.label(column)]
    if column.over is not None:
        over = request.text(column.over)
        texts.insert(0, over.format(year=_digits(request, year or ""), latin_year=year or ""))
    if column.percent is not None:
        texts.append(f"{_digits(request, column.percent)}%")
    return tuple(texts)


def _row(paths: list[tuple[str, ...]], level: int, *, depth: int) -> list[HeadCell]:
    """The cells that begin at a level; neighbours under one common heading share it."""
    cells = []
    places = range(len(paths))
    for begins, group in groupby(places, key=lambda place: _begun(paths[place], level, place)):
        if not begins:
            continue
        members = list(group)
        path = paths[members[0]]
        is_last = level == len(path) - 1
        rows = depth - level if is_last else 1
        cells.append(HeadCell(path[level], members[0], len(members), rows))
    return cells


def _begun(path: tuple[str, ...], level: int, place: int) -> tuple[object, ...]:
    """What neighbours must have alike to share a cell; empty where none begins.

    Labels are never shared: two columns of one name are two.
    """
    if level >= len(path):
        return ()
    return path[: level + 1] if level == 0 < len(path) - 1 else (place,)


def _digits(request: PaperRequest, number: object) -> str:
    return localize_digits(str(number), language=request.language)
