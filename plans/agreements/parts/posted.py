"""The parts as a page's fields send them: a text by its name, a cell as ``outcomes-3-unit``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from numerals import parse_whole
from plans.document.parts.kinds import Part
from plans.document.parts.values import Content, canonical_rows, canonical_text
from plans.parts.values import PartEdit

_CELL: Final = re.compile(r"([a-z]+)-([0-9]{1,4})-([a-z_0-9]+)")
_VERSION_DIGITS: Final = 9


def version_field(part: Part) -> str:
    """The field that tells which version of the part the page shows."""
    return f"{part}-version"


def cell_field(part: Part, row: int, key: str) -> str:
    """The field of a cell."""
    return f"{part}-{row}-{key}"


def edits_posted(post: Mapping[str, str]) -> dict[Part, PartEdit]:
    """The parts whose version was sent with them; others were not on the page."""
    cells: dict[str, dict[int, dict[str, str]]] = {}
    for name, text in post.items():
        if found := _CELL.fullmatch(name):
            part, row, key = found.groups()
            cells.setdefault(part, {}).setdefault(int(row), {})[key] = text
    edits = {}
    for part in Part:
        version = parse_whole(post.get(version_field(part), ""), most_digits=_VERSION_DIGITS)
        if version is not None:
            edits[part] = PartEdit(_content(part, post, cells.get(part, {})), version)
    return edits


def _content(part: Part, post: Mapping[str, str], rows: Mapping[int, Mapping[str, str]]) -> Content:
    if not part.is_table:
        return canonical_text(post.get(part, ""))
    keys = [column.key for column in part.rule.columns]
    return canonical_rows(
        part, [[rows[number].get(key, "") for key in keys] for number in sorted(rows)]
    )
