"""DOCX and XLSX: a bounded look into the archive, never unpacking it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final
from xml.etree import ElementTree

from indicators.evidence import refusals
from indicators.evidence.kinds import FileKind
from plans.document.model import Message

MOST_ENTRIES: Final = 2_000
LARGEST_UNPACKED: Final = 60 * 1024 * 1024
HIGHEST_RATIO: Final = 200
"""Unpacked by packed size of an entry; what is below ``_SMALL`` bytes may be denser."""

_SMALL: Final = 1024 * 1024
_TYPES: Final = "[Content_Types].xml"
_LARGEST_TYPES: Final = 256 * 1024
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_MAIN: Final = {
    f"{_OFFICE}.wordprocessingml.document.main+xml": FileKind.DOCX,
    f"{_OFFICE}.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_ENCRYPTED: Final = 0x1
_MACROS: Final = ("macro", "vba", "activex")
_PROGRAMS: Final = re.compile(
    r"\.(?:bat|class|cmd|com|dll|exe|hta|jar|jse?|lnk|msi|ps1|reg|scr|sh|vbe|vbs|wsf)$"
)
_FETCHES: Final = re.compile(
    rb"""<[\w:]*Relationship\b(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)["'])"""
    rb"""[^>]*Target\s*=\s*["']\s*(?:https?:|ftp:|file:/{0,2}[^/]|(?:file:/+)?\\\\)""",
    re.IGNORECASE,
)
"""A relation that fetches from another machine; a template of the author's own disk does not."""

_END: Final = b"PK\x05\x06"
_END_LENGTH: Final = 22


def office_kind(data: bytes) -> FileKind | Message:
    """Which document the archive is, or why it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _trouble(archive, data) or _kind(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError):
        return refusals.BROKEN_OFFICE
    except (ElementTree.ParseError, ValueError, RuntimeError, KeyError):
        return refusals.BROKEN_OFFICE


def _trouble(archive: zipfile.ZipFile, data: bytes) -> Message | None:
    """What the archive's directory gives away, and what its parts refer to."""
    entries = archive.infolist()
    if _has_more(data, entries) or any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return refusals.BROKEN_OFFICE
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED
        # Entries that overlap say more packed bytes than there are.
        or sum(entry.compress_size for entry in entries) > len(data)
        or any(_is_dense(entry) for entry in entries)
    ):
        return refusals.UNPACKS_TOO_LARGE
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names):
        return refusals.BROKEN_OFFICE
    if any(word in name for name in names for word in _MACROS):
        return refusals.MACROS
    if any(map(_PROGRAMS.search, names)) or _fetches(archive):
        return refusals.REACHES_OUT
    return None


def _has_more(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether something stands before the archive or behind it, as in two files in one."""
    begins = min((entry.header_offset for entry in entries), default=0)
    return begins > 0 or data[-_END_LENGTH:][:4] != _END


def _fetches(archive: zipfile.ZipFile) -> bool:
    relations = [one for one in archive.infolist() if one.filename.lower().endswith(".rels")]
    texts = (_read(archive, one.filename, most=LARGEST_UNPACKED) for one in relations)
    return any(b"\0" in text or _FETCHES.search(text) for text in texts)


def _read(archive: zipfile.ZipFile, name: str, *, most: int) -> bytes:
    with archive.open(name) as file:
        return file.read(most)


def _is_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SMALL, HIGHEST_RATIO * entry.compress_size)


def _kind(archive: zipfile.ZipFile) -> FileKind | Message:
    text = _read(archive, _TYPES, most=_LARGEST_TYPES + 1)
    # Office writes neither; a document type is where XML keeps its own bombs.
    if len(text) > _LARGEST_TYPES or b"<!" in text or b"\0" in text:
        return refusals.BROKEN_OFFICE
    root = ElementTree.fromstring(text.decode("utf-8-sig"))  # noqa: S314  # bounded, no entities
    types = [element.get("ContentType", "") for element in root]
    if any(word in name.lower() for name in types for word in _MACROS):
        return refusals.MACROS
    found = {_MAIN[name] for name in types if name in _MAIN}
    return found.pop() if len(found) == 1 else refusals.BROKEN_OFFICE
