"""What a file is, by its content alone, and what of it may be kept.

No name and no declared type is believed. Every look is bounded: in bytes, in pixels, in
entries of an archive and in what they unpack to.
"""

from __future__ import annotations

from typing import Final

from indicators.returns.evidence import refusals
from indicators.returns.evidence.kinds import LARGEST_FILE, Content, FileKind
from numerals import Message

_HEIF_BRANDS: Final = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK\x03\x04"
_JPEG: Final = b"\xff\xd8\xff"
_PNG: Final = b"\x89PNG\r\n\x1a\n"


def at_a_glance(data: bytes) -> Message | None:
    """The sentence that refuses a file by its size or its first bytes alone."""
    if not data:
        return refusals.EMPTY
    if len(data) > LARGEST_FILE:
        return refusals.TOO_LARGE
    return None if data.startswith((_PDF, _JPEG, _PNG, _ZIP)) else _unknown(data)


def examine(data: bytes) -> Content | Message:
    """What is to be kept of an uploaded file, or the sentence that refuses it.

    Someone's file is read here: a web page asks ``examine_apart``.
    """
    if refused := at_a_glance(data):
        return refused
    if is_pdf(data):
        return _pdf(data)
    if data.startswith(_ZIP):
        return _office(data)
    return _picture(data)


def is_pdf(data: bytes) -> bool:
    """Whether it says at its beginning that it is a PDF."""
    return data.startswith(_PDF)


# A process that looks through one file loads what its kind needs, and no other library.


def _pdf(data: bytes) -> Content | Message:
    from indicators.returns.evidence.pdfs import trouble_of  # noqa: PLC0415

    return trouble_of(data) or Content(FileKind.PDF, data)


def _office(data: bytes) -> Content | Message:
    from indicators.returns.evidence.archives import office_kind  # noqa: PLC0415

    kind = office_kind(data)
    return kind if isinstance(kind, Message) else Content(kind, data)


def _picture(data: bytes) -> Content | Message:
    from indicators.returns.evidence.pictures import rewritten  # noqa: PLC0415

    return rewritten(data, kind=FileKind.PNG if data.startswith(_PNG) else FileKind.JPEG)


def _unknown(data: bytes) -> Message:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return refusals.HEIC
    if data.startswith(_OLD_OFFICE):
        return refusals.OLD_OFFICE
    return refusals.OTHER
