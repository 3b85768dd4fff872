"""A file that could take long is read by a process of its own (``spreadsheets.apart``).

    python -m plans.forms.apart WHAT HOW < FILE

writes the grids of the file, or the refusing sentence, as JSON; WHAT and HOW are keys of
``_ADAPTERS`` and ``_CONVERTERS``.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from numerals import Message
from plans.document.grid import Cell, CellType, Grid, GridRow
from plans.forms import bijoy, formats, limits
from plans.forms.bijoy import Convert
from plans.forms.formats import Adapter
from plans.forms.limits import FormRefused
from spreadsheets.apart import take_no_more, worked_apart

_ADAPTERS: Final[Mapping[str, Adapter]] = {
    "grids": formats.grids_of,
    "prose": formats.prose_of,
}
_CONVERTERS: Final[Mapping[str, Convert]] = {
    "as-it-is": bijoy.as_it_is,
    "by-font": bijoy.by_font,
}
_AT_ONCE: Final = 64 * 1024
_AT_ONCE_UNPACKED: Final = 1024 * 1024
"""Bytes that no reader can take long with: those files are read where they are."""

_OLD: Final = b"\xd0\xcf\x11\xe0"


def grids_of(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """As ``formats.grids_of``. Raises ``FormRefused``, also where reading takes too much."""
    return _read("grids", content, convert)


def prose_of(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """As ``formats.prose_of``. Raises ``FormRefused``, also where reading takes too much."""
    return _read("prose", content, convert)


def _read(what: str, content: bytes, convert: Convert) -> tuple[Grid, ...]:
    if len(content) > limits.MOST_BYTES or _is_small(content):
        return _ADAPTERS[what](content, convert)
    how = next(name for name, one in _CONVERTERS.items() if one is convert)
    found = worked_apart(__spec__.name, content, what, how)
    if found is None:
        raise FormRefused(limits.TOO_INTRICATE)
    said = json.loads(found)
    if "refusal" in said:
        raise FormRefused(Message(**said["refusal"]))
    return tuple(map(_grid, said["grids"]))


def _is_small(content: bytes) -> bool:
    if content.startswith(_OLD):
        return False
    if not content.startswith(b"PK"):
        return len(content) <= _AT_ONCE
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist()) <= _AT_ONCE_UNPACKED
    except Exception:  # a damaged directory, which is refused
        return True


def _grid_data(grid: Grid) -> list[Any]:
    """What ``_grid`` reads."""
    rows = [
        [row.number, row.table, row.heading, [_cell_data(cell) for cell in row.cells]]
        for row in grid.rows
    ]
    hidden = [grid.hidden, grid.hidden_columns, grid.hidden_sheets]
    return [grid.name, grid.merges_known, hidden, rows]


def _cell_data(cell: Cell) -> str | list[Any]:
    """Most cells are their text alone."""
    if cell == Cell(cell.text):
        return cell.text
    return [cell.text, cell.across, cell.down, cell.font, cell.held]


def _grid(said: Sequence[Any]) -> Grid:
    name, merges_known, hidden, rows = said
    return Grid(
        tuple(
            GridRow(number, tuple(map(_cell, cells)), table, heading)
            for number, table, heading, cells in rows
        ),
        name,
        merges_known,
        *map(tuple, hidden),
    )


def _cell(said: str | list[Any]) -> Cell:
    if isinstance(said, str):
        return Cell(said)
    text, across, down, font, held = said
    return Cell(text, across, down, font, CellType(held))


def _main(what: str, how: str) -> None:
    take_no_more()
    content = sys.stdin.buffer.read()
    try:
        grids = _ADAPTERS[what](content, _CONVERTERS[how])
    except FormRefused as refused:
        said: dict[str, Any] = {"refusal": {"bn": refused.message.bn, "en": refused.message.en}}
    else:
        said = {"grids": [_grid_data(grid) for grid in grids]}
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _main(*sys.argv[1:])
