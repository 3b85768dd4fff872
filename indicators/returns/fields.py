"""What people write: text, stored in one spelling."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms

from numerals import composed

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def one_spelling(text: str) -> str:
    """``text`` as it is stored: NFC, lines ended by LF alone, no other control characters."""
    lines = composed(text).strip().splitlines()
    return "\n".join(_CONTROLS.sub("", line).rstrip() for line in lines)


class LinesField(forms.CharField):
    """Lines that a person writes, measured as they are stored."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_spelling(value) if isinstance(value, str) else value)
