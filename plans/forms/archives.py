"""ZIP files that hold a document: looked at before anything is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final

from lxml import etree

from numerals import parse_whole
from plans.forms import limits
from plans.forms.limits import FormRefused

_DIGITS: Final = 7
_LOCKED: Final = 0x1
_KNOWN: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in ``content``. Raises ``FormRefused`` for what is damaged, locked or a trap.

    So it does for whatever goes wrong while the archive is open and read.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _refuse_traps(archive, packed=len(content))
            yield archive
    except FormRefused:
        raise
    except (
        zipfile.BadZipFile,
        etree.LxmlError,
        OSError,
        EOFError,
        KeyError,
        IndexError,
        ValueError,
        ArithmeticError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise FormRefused(limits.DAMAGED) from error
    except Exception as error:
        # zlib has an error class of its own that its types do not tell.
        if type(error).__module__ == "zlib":
            raise FormRefused(limits.DAMAGED) from error
        raise


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of one part, within bounds."""
    entry = archive.getinfo(name)
    if entry.file_size > limits.LARGEST_PART:
        raise FormRefused(limits.UNPACKS_TOO_LARGE)
    with archive.open(entry) as stream:
        content = stream.read(limits.LARGEST_PART + 1)
    if content.count(b"<") > limits.MOST_TAGS:
        raise FormRefused(limits.UNPACKS_TOO_LARGE)
    return content


def root_of(content: bytes) -> etree._Element:
    """``content`` as XML: no document type, no entities, no network, no huge trees."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise FormRefused(limits.DAMAGED)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(content, parser)


def local(element: etree._Element) -> str:
    """The element's name without its namespace; nothing for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """An attribute by its name without its namespace."""
    for key in element.keys():  # noqa: SIM118  # an element's iterator gives its children
        if str(key).rpartition("}")[2] == name:
            return str(element.get(key, ""))
    return ""


def whole_number(text: str) -> int | None:
    """A count in an attribute; of a longer one its first digits, which are beyond every limit."""
    return parse_whole(text[:_DIGITS], most_digits=_DIGITS)


def _refuse_traps(archive: zipfile.ZipFile, *, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise FormRefused(limits.PROTECTED)
    if any(entry.compress_type not in _KNOWN for entry in entries):
        raise FormRefused(limits.DAMAGED)
    dense = any(
        entry.file_size > limits.RATIO_MATTERS_FROM
        and entry.file_size > limits.HIGHEST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    # Entries that overlap say more packed bytes than there are.
    overlap = sum(entry.compress_size for entry in entries) > packed
    if len(entries) > limits.MOST_PARTS or unpacked > limits.LARGEST_UNPACKED or dense or overlap:
        raise FormRefused(limits.UNPACKS_TOO_LARGE)
