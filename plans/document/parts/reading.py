"""An agreement's document → its parts: what stands under which heading, and what is left over.

Nothing is dropped but the contents page: what belongs to no part is ``left``, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from plans.document.grid import Grid, GridRow
from plans.document.parts.headings import Divider, Heading, heading_of
from plans.document.parts.kinds import Part
from plans.document.parts.tables import rows_of_lines, rows_of_table
from plans.document.parts.values import (
    NOTHING_SAID,
    AgreementText,
    Content,
    Rows,
    canonical_text,
)

_BETWEEN_CELLS: Final = " | "
_ENOUGH_MARKED: Final = 6
"""So many parts under headings that the file marks as such: then only these are headings."""


@dataclass(frozen=True, slots=True)
class FoundPart:
    """A part with the heading that it was found under, as the file writes it."""

    part: Part
    heading: str
    content: Content


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text that belongs to no part: the heading above it, empty before the first; its words.

    ``of_table`` is whether it is of the agreement's own table, which the workshop reads.
    """

    heading: str
    text: str
    of_table: bool = False


@dataclass(frozen=True, slots=True)
class PartsReading:
    """What was found, in the order of the form, and what is left over, in the file's order."""

    found: tuple[FoundPart, ...]
    left: tuple[LeftOver, ...]

    @property
    def text(self) -> AgreementText:
        """All that was found as one value."""
        return NOTHING_SAID.with_parts({one.part: one.content for one in self.found})


@dataclass(slots=True)
class _Passage:
    """What stands under one heading: lines and tables in their order."""

    heading: Heading | None
    written: str
    blocks: list[str | tuple[GridRow, ...]] = field(default_factory=list)


def read_parts(grid: Grid) -> PartsReading:
    """The parts of the document in ``grid``, whose texts keep their lines."""
    passages = _passages(grid)
    said: dict[Part, list[tuple[str, Content]]] = {}
    left: list[LeftOver] = []
    for passage in passages:
        if isinstance(passage.heading, Part):
            content, others = _content(passage.heading, passage.blocks)
            if content:
                said.setdefault(passage.heading, []).append((passage.written, content))
            left += [LeftOver(passage.written, one) for one in others]
        elif passage.heading is not Divider.CONTENTS:
            text = _text(passage.blocks)
            if text:
                left.append(
                    LeftOver(passage.written, text, of_table=passage.heading is Divider.TABLE)
                )
    found = tuple(
        FoundPart(part, said[part][0][0], _joined([content for _, content in said[part]]))
        for part in Part
        if part in said
    )
    return PartsReading(found, tuple(left))


def _passages(grid: Grid) -> list[_Passage]:
    blocks = list(_blocks(grid))
    marked = {
        found[0]
        for block in blocks
        if isinstance(block, GridRow)
        and block.heading
        and (found := heading_of(block.cells[0].text)) is not None
        and isinstance(found[0], Part)
    }
    only_marked = len(marked) >= _ENOUGH_MARKED
    passages = [_Passage(None, "")]
    for block in blocks:
        if not isinstance(block, GridRow):
            passages[-1].blocks.append(block)
            continue
        line = block.cells[0].text
        found = None if only_marked and not block.heading else heading_of(line)
        if found is None and block.heading and line.strip():
            found = (Divider.OTHER, "")
        if found is None:
            passages[-1].blocks.append(line)
            continue
        heading, rest = found
        written = line.removesuffix(rest).strip() if rest else line.strip()
        passages.append(_Passage(heading, written, [rest] if rest else []))
    return passages


def _blocks(grid: Grid) -> Iterator[GridRow | tuple[GridRow, ...]]:
    """Lines one by one, tables whole."""
    for table, rows in groupby(grid.rows, key=lambda row: row.table):
        if table:
            yield tuple(rows)
        else:
            yield from rows


def _content(part: Part, blocks: Sequence[str | tuple[GridRow, ...]]) -> tuple[Content, list[str]]:
    if not part.is_table:
        return _text(blocks), []
    rows: list[tuple[str, ...]] = []
    left: list[str] = []
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        read = rows_of_table(part, block)
        rows += read.rows
        left += read.left
    of_lines = rows_of_lines(part, lines)
    return (*rows, *of_lines.rows), [*of_lines.left, *left]


def _text(blocks: Sequence[str | tuple[GridRow, ...]]) -> str:
    """Lines and tables as text: a table's row is a line, its cells apart."""
    lines = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
        else:
            lines += [_line(row) for row in block]
    return canonical_text("\n".join(lines))


def _line(row: GridRow) -> str:
    cells = (" ".join(cell.text.split()) for cell in row.cells)
    return _BETWEEN_CELLS.join(cell for cell in cells if cell)


def _joined(contents: Sequence[Content]) -> Content:
    """Several passages of one part as one: nothing is lost where a heading comes twice."""
    texts = [content for content in contents if isinstance(content, str)]
    if texts:
        return "\n\n".join(texts)
    rows: list[tuple[str, ...]] = []
    for content in contents:
        if not isinstance(content, str):
            rows += content
    whole: Rows = tuple(rows)
    return whole
