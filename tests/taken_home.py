"""Lists of pages as their CSV files hold them."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, Final

_ABOUT: Final = re.compile(r".+: as of \d\d-\d\d-\d{4} \d\d:\d\d, downloaded by (.+)")


def rows_of(answer: Any, *, by: str) -> list[dict[str, str]]:
    """The rows of an English file below its headings, down to the blank line and what the file
    says of itself: of when it is and who took it home.
    """
    headings, *rows, blank, about = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert blank == []
    [sentence] = about
    said = _ABOUT.fullmatch(sentence)
    assert said is not None, sentence
    assert said[1] == by
    return [dict(zip(headings, row, strict=True)) for row in rows]
