"""What an uploaded file is called: text to read, never a path."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import Final

from indicators.returns.evidence.kinds import FileKind
from numerals import composed

_KNOWN: Final = frozenset({"pdf", "jpg", "jpeg", "png", "docx", "xlsx"})
_KEPT_JOINERS: Final = "\u200c\u200d"
"""Bengali is spelt with them."""

_MOST_BYTES: Final = 240
"""Of UTF-8: most disks take a name of 255 bytes, which is 85 Bengali letters, and no longer one."""

_JOINS: Final = f"\u09cd{_KEPT_JOINERS} "
"""What ties a letter to the next one; a name does not end with it."""


def shown_name(text: str, *, kind: FileKind, longest: int) -> str:
    """The name without folders and without characters that steer or hide text.

    It ends as its content asks, so that the reader's computer opens it with the right program.
    """
    last = text.replace("\\", "/").rpartition("/")[2]
    plain = "".join(char for char in composed(last) if _is_readable(char))
    path = PurePosixPath(" ".join(plain.split()).strip(". ") or kind.value)
    own = path.suffix.removeprefix(".").lower()
    ends_right = own in ({"jpg", "jpeg"} if kind is FileKind.JPEG else {kind.extension})
    stem = path.stem if own in _KNOWN else path.name
    suffix = path.suffix if ends_right else f".{kind.extension}"
    return f"{_shortened(stem, longest=longest - len(suffix))}{suffix}"


def _shortened(stem: str, *, longest: int) -> str:
    short = stem[:longest].encode()[:_MOST_BYTES].decode(errors="ignore")
    return stem if short == stem else short.rstrip(_JOINS)


def _is_readable(char: str) -> bool:
    return char in _KEPT_JOINERS or unicodedata.category(char)[0] != "C"
