"""PDFs: every object that stands in the file is looked at; no page is drawn.

What only draws is taken, and links that lead to a place inside or to a web page. Anything else
that acts is refused as macros are: nobody prints it, and whoever opens it on an old computer may
start it. Objects count whether or not the file's own directory lists them: programs that repair
a file find those, too.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
    read_object,
)

from indicators.returns.evidence import refusals
from indicators.returns.evidence.links import leads_to_a_page
from numerals import Message

MOST_OBJECTS: Final = 200_000
LARGEST_UNPACKED: Final = 40 * 1024 * 1024
"""Bytes of the objects that are kept compressed, all together."""

_MOST_UNREADABLE: Final = 50
"""What looks like an object and is none may stand in the data of a picture, but not often."""

_BLANKS: Final = b"\0\t\n\f\r "
_LONGEST_END: Final = 100
_END: Final = re.compile(rb"startxref[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+%%EOF\Z")
_OBJECT: Final = re.compile(rb"(?<!\d)\d{1,10}[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj")

_ACTS: Final = frozenset(
    f"/{name}"
    for name in (
        *("JS", "JavaScript", "Launch", "EF", "EmbeddedFiles", "Collection", "XFA"),
        *("Rendition", "Renditions", "RichMediaContent", "RichMediaSettings"),
    )
)
"""Keys under which programs, other files and films are kept."""

_ACTING_TYPES: Final = frozenset({"/EmbeddedFile", "/Filespec", "/F", "/Rendition", "/3D"})
_ACTIONS: Final = frozenset(
    f"/{name}"
    for name in (
        *("JavaScript", "Launch", "GoToR", "GoToE", "SubmitForm", "ImportData", "Rendition"),
        *("Movie", "RichMediaExecute", "GoTo3DView"),
    )
)
"""Actions that are refused wherever they stand, also where nothing leads to them."""

_STEPS: Final = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_HOLD_ACTIONS: Final = ("/A", "/OpenAction", "/PA", "/Next")
_ANNOTATIONS: Final = frozenset(
    f"/{name}"
    for name in (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "Popup"),
        *("Widget", "Watermark", "PrinterMark", "TrapNet", "Redact"),
    )
)


class _PdfRefused(Exception):
    """The file is not taken, as ``message`` says."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class _PdfReader(PdfReader):
    """Knows what its directory lists, and never searches the whole file for anything else."""

    def get_object(self, indirect_reference: int | IndirectObject) -> Any:
        one = indirect_reference
        number, generation = (one, 0) if isinstance(one, int) else (one.idnum, one.generation)
        place = self.xref.get(generation, {}).get(number)
        is_packed = generation == 0 and number in self.xref_objStm
        if not is_packed and (place is None or not self._is_at(place, number)):
            return NullObject()
        return super().get_object(indirect_reference)

    def _is_at(self, place: int, number: int) -> bool:
        here = self.stream.tell()
        self.stream.seek(place)
        try:
            return self.read_object_header(self.stream)[0] == number
        except Exception:  # a broken file may raise anything in the library that reads it
            return False
        finally:
            self.stream.seek(here)


def trouble_of(data: bytes) -> Message | None:
    """Why the file, which begins as a PDF, is not taken."""
    # What is appended behind the end makes it another kind of file as well.
    data = data.rstrip(_BLANKS)
    if not _END.search(data[-_LONGEST_END:]):
        return refusals.BROKEN_PDF
    try:
        _look_through(data)
    except _PdfRefused as refused:
        return refused.message
    except Exception:  # a broken file may raise anything in the library that reads it
        return refusals.BROKEN_PDF
    return None


def _look_through(data: bytes) -> None:
    reader = _PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _PdfRefused(refusals.LOCKED_PDF)
    for number, one in enumerate(_objects(reader, data)):
        if number >= MOST_OBJECTS:
            raise _PdfRefused(refusals.TOO_INTRICATE)
        _examine(one)
    _examine(reader.trailer)
    if not _has_page(reader):
        raise _PdfRefused(refusals.BROKEN_PDF)


def _objects(reader: _PdfReader, data: bytes) -> Iterator[Any]:
    """All objects, listed or not, also those that are kept compressed in others."""
    listed = {place for places in reader.xref.values() for place in places.values()}
    found = {match.start() for match in _OBJECT.finditer(data)}
    left, unreadable = LARGEST_UNPACKED, 0
    for place in sorted(listed | found):
        try:
            one = _read(reader, place)
        except Exception:  # a broken file may raise anything in the library that reads it
            unreadable += 1
            if place in listed or unreadable > _MOST_UNREADABLE:
                raise
            continue
        yield one
        if isinstance(one, StreamObject) and _value(one, "/Type") == "/ObjStm":
            unpacked = one.get_data()
            left -= len(unpacked)
            if left < 0:
                raise _PdfRefused(refusals.UNPACKS_TOO_LARGE)
            yield from _packed(unpacked, one, reader)


def _read(reader: _PdfReader, place: int) -> Any:
    reader.stream.seek(place)
    number, generation = reader.read_object_header(reader.stream)
    one = read_object(reader.stream, reader)
    lock = reader._encryption
    is_key = isinstance(one, DictionaryObject) and "/O" in one and "/U" in one and "/V" in one
    if (
        lock is None
        or is_key
        or (isinstance(one, StreamObject) and _value(one, "/Type") == "/XRef")
    ):
        return one
    return lock.decrypt_object(one, number, generation)


def _packed(unpacked: bytes, holder: StreamObject, reader: _PdfReader) -> Iterator[Any]:
    first, count = (_number(holder, name) for name in ("/First", "/N"))
    numbers = [int(text) for text in unpacked[:first].split()[: 2 * count]]
    if not 0 <= first <= len(unpacked) or len(numbers) < 2 * count:
        raise _PdfRefused(refusals.BROKEN_PDF)
    stream = io.BytesIO(unpacked)
    for offset in numbers[1::2]:
        stream.seek(first + offset)
        yield read_object(stream, reader)


def _examine(top: Any) -> None:
    """Refuse what acts in an object. What it refers to is an object of its own, but for actions."""
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            if _acts(one) or _holds_an_action(one) or _has_a_live_annotation(one):
                raise _PdfRefused(refusals.ACTING_PDF)
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)


def _acts(one: DictionaryObject) -> bool:
    """Whether it is an action, another file, a film or a program, or is fetched from elsewhere."""
    kind, action = _value(one, "/Type"), _value(one, "/S")
    if not _ACTS.isdisjoint(one) or "/FS" in one or kind in _ACTING_TYPES or action in _ACTIONS:
        return True
    if isinstance(one, StreamObject):
        return "/F" in one or (_value(one, "/Subtype") == "/Form" and "/Ref" in one)
    if kind == "/Annot" and _value(one, "/Subtype") not in _ANNOTATIONS:
        return True
    return action == "/URI" and not _is_tame(one)


def _holds_an_action(one: DictionaryObject) -> bool:
    held = [_value(one, name) for name in _HOLD_ACTIONS]
    held.extend(_each(_value(one, "/AA")))
    steps = [step for value in held for step in (_each(value) if _is_list(value) else [value])]
    return not all(map(_is_tame, steps))


def _has_a_live_annotation(one: DictionaryObject) -> bool:
    return any(
        isinstance(annotation, DictionaryObject)
        and _value(annotation, "/Subtype") not in _ANNOTATIONS
        for annotation in _each(_value(one, "/Annots"))
    )


def _is_tame(action: Any) -> bool:
    """Whether it only leads to a place in the file or to a web page.

    Without a kind it is a place, or says how a part of the text is laid out.
    """
    if not isinstance(action, DictionaryObject) or "/S" not in action:
        return True
    match _value(action, "/S"):
        case "/GoTo":
            return True
        case "/Named":
            return _value(action, "/N") in _STEPS
        case "/URI":
            return leads_to_a_page(_text(_value(action, "/URI")))
        case _:
            return False


def _has_page(reader: _PdfReader) -> bool:
    """Whether the tree of pages has a leaf."""
    waiting, seen = [_value(_value(reader.trailer, "/Root"), "/Pages")], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        if "/Kids" not in node:
            return bool(_value(node, "/Type") == "/Page")
        waiting.extend(reversed(_each(_value(node, "/Kids"))))
    return False


def _value(one: Any, name: str) -> Any:
    """What a dictionary has under a name, followed where it stands elsewhere."""
    return one[name] if isinstance(one, DictionaryObject) and name in one else None


def _number(one: DictionaryObject, name: str) -> int:
    number = _value(one, name)
    if not isinstance(number, NumberObject):
        raise _PdfRefused(refusals.BROKEN_PDF)
    return int(number)


def _each(value: Any) -> list[Any]:
    """The values of a dictionary or list, followed where they stand elsewhere."""
    if isinstance(value, DictionaryObject):
        return [one.get_object() for one in value.values()]
    return [one.get_object() for one in value] if _is_list(value) else []


def _is_list(value: Any) -> bool:
    return isinstance(value, ArrayObject)


def _text(value: Any) -> str:
    if isinstance(value, TextStringObject):
        return str(value)
    return value.decode("latin-1") if isinstance(value, ByteStringObject) else ""
