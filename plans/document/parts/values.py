"""The parts of one agreement as a value: what is said, in NFC, free of its page's layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from numerals import composed
from plans.document.parts.kinds import Part

Rows: TypeAlias = tuple[tuple[str, ...], ...]
"""The rows of a part that is a table, each with as many cells as the part has columns."""

Content: TypeAlias = str | Rows
"""What a part says: a text, its lines joined by newlines, or rows."""

_LINE_ENDS: Final = re.compile(r"\r\n?|[\f\v\u0085\u2028\u2029]")
_STEERING: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MANY_BLANK_LINES: Final = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class AgreementText:
    """What an agreement says beside its table; parts that say nothing are not among ``said``."""

    said: Mapping[Part, Content] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.said)

    def text(self, part: Part) -> str:
        """The text of ``part``, empty where it says nothing. ``TypeError`` for a table."""
        content = self.said.get(part, "")
        if not isinstance(content, str):
            raise TypeError(f"{part} is a table")
        return content

    def rows(self, part: Part) -> Rows:
        """The rows of ``part``, none where it says nothing. ``TypeError`` for a text."""
        content = self.said.get(part, ())
        if isinstance(content, str):
            raise TypeError(f"{part} is a text")
        return content

    def with_parts(self, changes: Mapping[Part, Content]) -> AgreementText:
        """This with some parts saying something else, in the order of the form."""
        merged = {**self.said, **changes}
        return AgreementText({part: merged[part] for part in Part if merged.get(part)})


NOTHING_SAID: Final = AgreementText()


def canonical_text(text: str) -> str:
    """``text`` as it is stored: NFC, lines without blanks at their ends, one empty line at most."""
    plain = composed(_LINE_ENDS.sub("\n", text)).translate(_STEERING)
    lines = (line.rstrip().replace("\t", " ") for line in _CONTROLS.sub("", plain).split("\n"))
    return _MANY_BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def canonical_rows(part: Part, rows: Sequence[Sequence[str]]) -> Rows:
    """``rows`` as they are stored: each as wide as the part's table, those that are empty dropped.

    ``ValueError`` for a row that is wider.
    """
    width = len(part.rule.columns)
    made = []
    for row in rows:
        cells = [canonical_text(cell) for cell in row]
        if len(cells) > width:
            raise ValueError(f"a row of {part} has {width} cells at most")
        if any(cells):
            made.append((*cells, *("",) * (width - len(cells))))
    return tuple(made)


def as_json(text: AgreementText) -> dict[str, Any]:
    """What JSON takes: texts as they are, rows as lists."""
    return {
        part.value: content if isinstance(content, str) else [list(row) for row in content]
        for part, content in text.said.items()
    }


def from_json(said: Mapping[str, Any]) -> AgreementText:
    """What ``as_json`` gave; parts that are no more, and what is of the wrong shape, left out."""
    known = {part.value: part for part in Part}
    return NOTHING_SAID.with_parts(
        {
            known[name]: content
            if isinstance(content, str)
            else canonical_rows(known[name], content)
            for name, content in said.items()
            if name in known and known[name].is_table is not isinstance(content, str)
        }
    )
