"""PDFs: a bounded look at what a file is made of, never drawing a page.

What only draws is taken. A program, a command or another file inside is refused as macros are:
nobody prints it, and whoever opens it on an old computer may start it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Final

from pypdf import PdfReader

from indicators.evidence import refusals
from plans.document.model import Message

LARGEST_UNPACKED: Final = 40 * 1024 * 1024
"""Bytes of the objects that are kept compressed, all together."""

_BLANKS: Final = b"\0\t\n\f\r "
_ROOT: Final = re.compile(rb"/Root\b")
_ENCRYPTED: Final = re.compile(rb"/Encrypt\b")
_ACTS: Final = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia)\b")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED_OBJECTS: Final = re.compile(rb"/ObjStm\b.{0,1000}?\bstream\r?\n", re.DOTALL)


def trouble_of(data: bytes) -> Message | None:
    """Why the file, which begins as a PDF, is not taken."""
    # What is appended behind the end makes it another kind of file as well.
    _, end, rest = data.rpartition(b"%%EOF")
    if not end or rest.strip(_BLANKS) or not _ROOT.search(data):
        return refusals.BROKEN_PDF
    is_encrypted = bool(_ENCRYPTED.search(data))
    if is_encrypted and (locked := _lock(data)):
        return locked
    try:
        parts = [data] if is_encrypted else [data, *_unpacked(data)]
    except zlib.error:
        return refusals.BROKEN_PDF
    except _TooLarge:
        return refusals.UNPACKS_TOO_LARGE
    return refusals.ACTING_PDF if any(map(_acts, parts)) else None


class _TooLarge(Exception):
    """What is packed is larger than any document has it."""


def _lock(data: bytes) -> Message | None:
    """A PDF that only its owner may change opens for everybody; others ask for a password."""
    try:
        reader = PdfReader(io.BytesIO(data))
        opens = not reader.is_encrypted or bool(reader.decrypt(""))
    except Exception:  # a broken file may raise anything in the library that reads it
        return refusals.BROKEN_PDF
    return None if opens else refusals.LOCKED_PDF


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that are kept compressed. What is not compressed is looked at anyway."""
    left = LARGEST_UNPACKED
    for found in _PACKED_OBJECTS.finditer(data):
        if data[found.end() : found.end() + 1].isdigit():
            continue
        unpacked = zlib.decompressobj().decompress(data[found.end() :], left)
        left -= len(unpacked)
        if left <= 0:
            raise _TooLarge
        yield unpacked


def _acts(part: bytes) -> bool:
    plain = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part
    return bool(_ACTS.search(plain))
