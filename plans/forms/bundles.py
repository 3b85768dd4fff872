"""A ZIP of many offices' files → the files in it, under the limits of every archive."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from numerals import Message
from plans.forms import limits
from plans.forms.archives import opened
from plans.forms.limits import FormRefused

MOST_FILES: Final = 500
LARGEST_BUNDLE: Final = 40 * 1024 * 1024

_ZIP: Final = b"PK\x03\x04"
_OF_A_DOCUMENT: Final = ("[Content_Types].xml", "mimetype", "word/document.xml", "xl/workbook.xml")
_ASIDE: Final = ("__MACOSX/", ".", "~$")
_UTF_8: Final = 0x800
_EMPTY: Final = Message(bn="জিপ ফাইলটিতে কোনো ফাইল নেই।", en="There is no file in the ZIP.")
_TOO_MANY: Final = Message(
    bn="জিপ ফাইলটিতে ৫০০টির বেশি ফাইল আছে; ভাগ করে কয়েকবারে দিন।",
    en="There are more than 500 files in the ZIP. Bring them in several parts.",
)
_TOO_BIG: Final = Message(
    bn="জিপ ফাইলটি ৪০ মেগাবাইটের বেশি; ভাগ করে কয়েকবারে দিন।",
    en="The ZIP has more than 40 MB. Bring the files in several parts.",
)


def is_bundle(content: bytes) -> bool:
    """Whether the bytes are a ZIP of files, and not one document that is packed as a ZIP."""
    if not content.startswith(_ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except Exception:  # whatever a damaged directory makes of it, it is none
        return False
    return names.isdisjoint(_OF_A_DOCUMENT)


def files_in(content: bytes) -> tuple[tuple[str, bytes], ...] | Message:
    """Name and content of each file in the ZIP, or the sentence that says why it is not taken.

    A file that is larger than a form's comes cut one byte beyond the limit, for its own refusal.
    """
    if len(content) > LARGEST_BUNDLE:
        return _TOO_BIG
    try:
        with opened(content) as archive:
            entries = [one for one in archive.infolist() if _is_meant(one)]
            if len(entries) > MOST_FILES:
                return _TOO_MANY
            files = tuple((_name(one), _content(archive, one)) for one in entries)
    except FormRefused as refused:
        return refused.message
    return files or _EMPTY


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        return stream.read(limits.MOST_BYTES + 1)


def _is_meant(entry: zipfile.ZipInfo) -> bool:
    """Whether a person put it there: no folder, none of a system's or editor's own files."""
    bare = entry.filename.rpartition("/")[2]
    return not (entry.is_dir() or entry.filename.startswith(_ASIDE[0]) or bare.startswith(_ASIDE))


def _name(entry: zipfile.ZipInfo) -> str:
    """The file's name; many programs write UTF-8 and do not say so."""
    if entry.flag_bits & _UTF_8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename
