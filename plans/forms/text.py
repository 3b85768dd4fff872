"""Text with tabs, and CSV → a grid."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from plans.document.grid import Cell, Grid, GridRow
from plans.forms.limits import (
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    MOST_TEXT,
    TOO_LONG_CELL,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
    FormRefused,
)

_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UNMARKED_UTF_16: Final = ("utf-16-le", "utf-16-be")
_OF_WINDOWS: Final = "cp1252"
_BROKEN_UTF_8: Final = re.compile("\u00e0[\u00a6\u00a7]")
"""So Bengali in UTF-8 looks in the code page of Windows."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1b]")
_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\f]")
_SEPARATORS: Final = (",", ";", "|")
_FOR_EXCEL: Final = re.compile(r"\Asep=.[\r\n]+")
"""The line by which a CSV file tells Excel its separator."""
_LINES_OF_A_CELL: Final = 20
_SEPARATORS_OF_A_ROW: Final = 4
"""So many in one line are those of a row: headings over several lines leave but one row whole."""


def decoded(content: bytes) -> str | None:
    """``content`` as text without its byte order mark; ``None`` if it is none.

    UTF-16 without its mark is told by its line ends and separators, which only one byte order has;
    last is the code page in which Windows saves “CSV” and “Text”, English or Bijoy.
    Raises ``FormRefused`` for more than a form's text can be.
    """
    if len(content) > MOST_TEXT or content.count(b"\n") > MOST_LINES:
        raise FormRefused(TOO_MANY_ROWS)
    if content.startswith(_UTF_16_MARKS):
        return _as_text(content, "utf-16")
    text = _as_text(content, "utf-8-sig")
    if text is not None:
        return text
    unmarked = (_as_text(content, encoding) for encoding in (*_UNMARKED_UTF_16, _OF_WINDOWS))
    return next((text for text in unmarked if text and _has_rows(text)), None)


def grids_of_text(text: str) -> tuple[Grid, ...]:
    """The grid of ``text`` with tabs; of CSV, if it has commas or semicolons and no tabs.

    Raises ``FormRefused`` for more cells, rows or columns than a form has.
    """
    text = _FOR_EXCEL.sub("", text)
    separator = None if "\t" in text else _separator(text)
    if text.count(separator or "\t") > MOST_CELLS:
        raise FormRefused(TOO_MANY_ROWS)
    rows = _of_csv(text, separator) if separator else _of_tabs(_LINE_ENDS.split(text))
    return (Grid(tuple(islice(_bounded(rows), MOST_ROWS + 1))),)


def _as_text(content: bytes, encoding: str) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    broken = encoding == _OF_WINDOWS and _BROKEN_UTF_8.search(text)
    return None if broken or _CONTROLS.search(text) else text


def _has_rows(text: str) -> bool:
    return "\n" in text and any(one in text for one in ("\t", *_SEPARATORS))


def _separator(text: str) -> str | None:
    lines = text.splitlines()[:MOST_ROWS]
    counts = {one: sum(line.count(one) > 1 for line in lines) for one in _SEPARATORS}
    best = max(counts, key=lambda one: counts[one])
    widest = max((line.count(best) for line in lines), default=0)
    return best if counts[best] > 1 or widest >= _SEPARATORS_OF_A_ROW else None


def _of_csv(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        for cells in reader:
            yield reader.line_num, [" ".join(cell.split()) for cell in cells]
    except csv.Error:
        raise FormRefused(TOO_LONG_CELL) from None


def _of_tabs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows with their line's number; a quoted cell may go on over several lines."""
    index = 0
    while index < len(lines):
        cells, taken = _quoted(lines, index)
        yield index + 1, cells
        index += taken


def _quoted(lines: Sequence[str], index: int) -> tuple[list[str], int]:
    """The cells of the row that begins at ``index``, and how many lines it takes."""
    cells, taken = lines[index].split("\t"), 1
    while _is_open(cells[-1]):
        inner, rest = _until_closed(lines[index + taken : index + taken + _LINES_OF_A_CELL - 1])
        if not inner:
            break
        cells[-1:] = [" ".join((cells[-1], *inner)), *rest]
        taken += len(inner)
        if not rest:
            break
    return cells, taken


def _until_closed(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """What the lines add to a quoted cell until it ends, and the cells behind it; else nothing."""
    for count, line in enumerate(lines):
        head, *rest = line.split("\t")
        if head.count('"') % 2 and head.rstrip().endswith('"'):
            return [*lines[:count], head], rest
        if '"' in line:
            break
    return [], []


def _is_open(cell: str) -> bool:
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _bounded(rows: Iterator[tuple[int, list[str]]]) -> Iterator[GridRow]:
    kept = 0
    for number, texts in rows:
        if not any(text.strip() for text in texts):
            continue
        kept += 1
        if kept > MOST_ROWS:
            raise FormRefused(TOO_MANY_ROWS)
        if len(texts) > MOST_COLUMNS and any(text.strip() for text in texts[MOST_COLUMNS:]):
            raise FormRefused(TOO_MANY_COLUMNS)
        cells = texts[:MOST_COLUMNS]
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            raise FormRefused(TOO_LONG_CELL)
        yield GridRow(number, tuple(map(Cell, cells)), table=int(len(cells) > 1))
