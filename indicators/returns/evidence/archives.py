"""DOCX and XLSX: a bounded look into the archive, never unpacking it to a disk."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from typing import Final
from xml.etree import ElementTree

from indicators.returns.evidence import refusals
from indicators.returns.evidence.kinds import FileKind
from indicators.returns.evidence.parts import Malformed, PartsWalk, Reaching
from numerals import Message

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
_XML: Final = (".xml", ".rels", ".vml", ".svg")
_BEFORE_XML: Final = b"\xef\xbb\xbf\xff\xfe\0\t\n\r "
_BEGINNING: Final = 4096
_NAME: Final = re.compile(r"(?!.*(?:^|/)\.{0,2}(?:/|$))[^\\:*?\"<>|\x00-\x1f]{1,240}")
"""A path below the archive's root that every system reads alike."""

_SHOWN: Final = re.compile(
    r"\.(?:xml|rels|vml|png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?|emf|wmf|emz|wmz|svg|wdp|hdp|odttf|fntdata|sigs)$"
    r"|(?:^|/)printersettings/[^/]*\.bin$"
)
"""Parts that hold text, pictures, fonts or the printer's tray."""

_END: Final = b"PK\x05\x06"
_END_LENGTH: Final = 22


def office_kind(data: bytes) -> FileKind | Message:
    """Which document the archive is, or why it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _trouble(archive, data) or _trouble_within(archive) or _kind(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError):
        return refusals.BROKEN_OFFICE
    except (ElementTree.ParseError, ValueError, RuntimeError, KeyError):
        return refusals.BROKEN_OFFICE


def _trouble(archive: zipfile.ZipFile, data: bytes) -> Message | None:
    """What the archive's directory gives away."""
    entries = archive.infolist()
    if _has_more(data, entries) or not all(map(_is_plain, entries)):
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
    shown = (_SHOWN.search(name) for name in names if not name.endswith("/"))
    return None if all(shown) else refusals.REACHES_OUT


def _has_more(data: bytes, entries: list[zipfile.ZipInfo]) -> bool:
    """Whether something stands before the archive or behind it, as in two files in one."""
    begins = min((entry.header_offset for entry in entries), default=0)
    return begins > 0 or data[-_END_LENGTH:][:4] != _END


def _is_plain(entry: zipfile.ZipInfo) -> bool:
    """Whether it is a part under a path of its own: not locked, no link, leading nowhere else."""
    is_folder = entry.is_dir() and not entry.file_size
    name = entry.filename.removesuffix("/") if is_folder else entry.filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return bool(_NAME.fullmatch(name)) and not is_link and not entry.flag_bits & _ENCRYPTED


def _is_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(_SMALL, HIGHEST_RATIO * entry.compress_size)


def _kind(archive: zipfile.ZipFile) -> FileKind | Message:
    with archive.open(_TYPES) as part:
        text = part.read(_LARGEST_TYPES + 1)
    # Office writes neither; a document type is where XML keeps its own bombs.
    if len(text) > _LARGEST_TYPES or b"<!" in text or b"\0" in text:
        return refusals.BROKEN_OFFICE
    root = ElementTree.fromstring(text.decode("utf-8-sig"))  # noqa: S314  # bounded, no entities
    types = [element.get("ContentType", "") for element in root]
    if any(word in name.lower() for name in types for word in _MACROS):
        return refusals.MACROS
    found = {_MAIN[name] for name in types if name in _MAIN}
    return found.pop() if len(found) == 1 else refusals.BROKEN_OFFICE


def _trouble_within(archive: zipfile.ZipFile) -> Message | None:
    """What the parts refer to and compute. Opening one compares its two headers."""
    look = PartsWalk()
    for entry in archive.infolist():
        with archive.open(entry) as part:
            if not (entry.filename.lower().endswith(_XML) or _is_xml(archive, entry)):
                continue
            try:
                look.through(part)
            except Reaching:
                return refusals.REACHES_OUT
            except Malformed:
                return refusals.BROKEN_OFFICE
    return None


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether it is read as XML where the list of types says so, whatever its name ends with."""
    with archive.open(entry) as part:
        said = part.read(_BEGINNING).lstrip(_BEFORE_XML)
    return entry.file_size > 0 and said[:1] in (b"", b"<")
