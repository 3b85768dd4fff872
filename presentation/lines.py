"""What people write into fields of several lines: text, stored in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms

from numerals import composed

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def one_spelling(text: str) -> str:
    """``text`` as it is stored: NFC, lines ended by LF alone, no other control characters."""
    lines = composed(text).strip().splitlines()
    return "\n".join(_CONTROLS.sub("", line).rstrip() for line in lines)


def lines_typed(data: Mapping[str, str], name: str, *, longest: int) -> str:
    """What was typed into such a field, as it is stored; empty where it was not sent.

    A browser takes ``longest`` characters and sends two for each end of a line: cut is only what
    no browser would have sent.
    """
    return one_spelling(data.get(name, ""))[:longest]


def lines_at_rows(
    data: Mapping[str, str], name: str, rows: Iterable[int], *, longest: int
) -> dict[int, str]:
    """What was typed at rows, each in a field ``name-<id>``, without the empty ones."""
    typed = {row: lines_typed(data, f"{name}-{row}", longest=longest) for row in rows}
    return {row: text for row, text in typed.items() if text}


class LinesField(forms.CharField):
    """Lines that a person writes, measured as they are stored."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_spelling(value) if isinstance(value, str) else value)
