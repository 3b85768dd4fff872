"""The objects of a PDF, read one by one within bounds, whether or not its directory lists them.

Programs that repair a file find those that nothing lists, too. What is read of the file stays in
proportion to its size: objects that lie within each other, lists that thousands refer to and
places where nothing is cost no more than others.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    StreamObject,
    read_object,
)

from indicators.returns.evidence import refusals
from numerals import Message

MOST_OBJECTS: Final = 60_000
LARGEST_UNPACKED: Final = 40 * 1024 * 1024
"""Bytes of the objects that are kept compressed, all together."""

_PIECE: Final = 64 * 1024
_DEFLATED: Final = ("/FlateDecode", ["/FlateDecode"])

_MOST_READ_AGAIN: Final = 2
"""Objects that lie within each other are read as often: so many times the file, together."""

_MOST_HEX: Final = 1024 * 1024
"""Bytes of long strings in hexadecimal digits, such as a signature: slow to read, short in fact."""

_LONG_HEX: Final = re.compile(rb"<[0-9A-Fa-f\0\t\n\f\r ]{1000,}")
_MOST_UNREADABLE: Final = 50
"""What looks like an object and is none may stand in the data of a picture, but not often."""

_OBJECT: Final = re.compile(rb"(?<!\d)\d{1,10}[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj")
_BEGUN: Final = re.compile(rb"[\0\t\n\f\r ]obj(?![A-Za-z0-9])")
_HEADER: Final = re.compile(
    rb"[\0\t\n\f\r ]{0,20}(\d{1,10})[\0\t\n\f\r ]{1,20}(\d{1,5})"
    rb"[\0\t\n\f\r ]{1,20}obj[\0\t\n\f\r ]{0,20}"
)


class PdfRefused(Exception):
    """The file is not taken, as ``message`` says."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class BoundedReader(PdfReader):
    """Knows what its directory lists, and never searches the whole file for anything else."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked: dict[int, dict[int, Any]] = {}
        super().__init__(io.BytesIO(data))

    def get_object(self, indirect_reference: int | IndirectObject) -> Any:
        one = indirect_reference
        number, generation = (one, 0) if isinstance(one, int) else (one.idnum, one.generation)
        if (known := self.resolved_objects.get((generation, number))) is not None:
            return known
        if generation == 0 and number in self.xref_objStm:
            return self._unpacked_of(self.xref_objStm[number][0]).get(number, NullObject())
        place = self.xref.get(generation, {}).get(number)
        if place is None or not self._is_at(place, number):
            return NullObject()
        return super().get_object(indirect_reference)

    def _unpacked_of(self, holder: int) -> dict[int, Any]:
        """The objects that are kept compressed in another, by their numbers; read once."""
        if holder not in self._unpacked:
            self._unpacked[holder] = {}  # nothing, while it is read for itself
            one = None if holder in self.xref_objStm else self.get_object(holder)
            if isinstance(one, StreamObject):
                self._unpacked[holder] = dict(_packed(_unpacked(one), one, self))
        return self._unpacked[holder]

    def read_object_header(self, stream: Any) -> tuple[int, int]:
        header = _HEADER.match(self._data, stream.tell())
        if header is None:
            return super().read_object_header(stream)
        stream.seek(header.end())
        return int(header[1]), int(header[2])

    def _is_at(self, place: int, number: int) -> bool:
        here = self.stream.tell()
        self.stream.seek(place)
        try:
            return self.read_object_header(self.stream)[0] == number
        except Exception:  # a broken file may raise anything in the library that reads it
            return False
        finally:
            self.stream.seek(here)


def objects_of(reader: BoundedReader, data: bytes) -> Iterator[Any]:
    """All objects, listed or not, also those that are kept compressed in others."""
    _refuse_long_hex(data)
    listed = {place for places in reader.xref.values() for place in places.values()}
    found = {match.end(): match.start() for match in _OBJECT.finditer(data)}
    # Something between the numbers hides an object from those who go by these alone.
    if any(match.end() not in found for match in _BEGUN.finditer(data)):
        raise PdfRefused(refusals.BROKEN_PDF)
    places = listed.union(found.values())
    if len(places) > MOST_OBJECTS:
        raise PdfRefused(refusals.TOO_INTRICATE)
    left, unreadable, to_read = LARGEST_UNPACKED, 0, _MOST_READ_AGAIN * len(data)
    for place in sorted(places):
        try:
            one = _read(reader, place)
        except Exception:  # a broken file may raise anything in the library that reads it
            unreadable += 1
            if place in listed or unreadable > _MOST_UNREADABLE:
                raise
            continue
        to_read -= reader.stream.tell() - place
        if to_read < 0:
            raise PdfRefused(refusals.TOO_INTRICATE)
        yield one
        if isinstance(one, StreamObject) and _holds_objects(one):
            unpacked = _unpacked(one, left)
            left -= len(unpacked)
            _refuse_long_hex(unpacked)
            for _number_of_one, packed in _packed(unpacked, one, reader):
                yield packed


def _refuse_long_hex(data: bytes) -> None:
    if sum(len(one[0]) for one in _LONG_HEX.finditer(data)) > _MOST_HEX:
        raise PdfRefused(refusals.TOO_INTRICATE)


def _holds_objects(one: StreamObject) -> bool:
    """Programs go by the directory, by the type or by what is said of the contents."""
    return value_of(one, "/Type") == "/ObjStm" or ("/N" in one and "/First" in one)


def _read(reader: BoundedReader, place: int) -> Any:
    reader.stream.seek(place)
    number, generation = reader.read_object_header(reader.stream)
    one = read_object(reader.stream, reader)
    lock = reader._encryption
    is_key = isinstance(one, DictionaryObject) and "/O" in one and "/U" in one and "/V" in one
    if (
        lock is None
        or is_key
        or (isinstance(one, StreamObject) and value_of(one, "/Type") == "/XRef")
    ):
        return one
    return lock.decrypt_object(one, number, generation)


def _unpacked(one: StreamObject, most: int = LARGEST_UNPACKED) -> bytes:
    """What is kept compressed in an object, and never more than ``most`` bytes of it.

    Piece by piece into one place: at once it is held twice, as pieces and as a whole, and half of
    the time goes into getting the memory, the more so the larger it is.
    """
    if value_of(one, "/Filter") in _DEFLATED and "/DecodeParms" not in one:
        try:
            data = _inflated(one._data, most)
        except zlib.error:
            data = one.get_data()  # knows what else some programs write
    else:
        data = one.get_data()
    if len(data) > most:
        raise PdfRefused(refusals.UNPACKS_TOO_LARGE)
    return data


def _inflated(data: bytes, most: int) -> bytes:
    """What zlib makes of it, or more than ``most`` bytes of that."""
    unpacking, made = zlib.decompressobj(), io.BytesIO()
    while made.tell() <= most and (piece := unpacking.decompress(data, _PIECE)):
        made.write(piece)
        data = unpacking.unconsumed_tail
    return made.getvalue()


def _packed(
    unpacked: bytes, holder: StreamObject, reader: BoundedReader
) -> Iterator[tuple[int, Any]]:
    """What is kept compressed in an object, with its numbers."""
    first, count = (_number(holder, name) for name in ("/First", "/N"))
    if not 0 <= first <= len(unpacked) or count > MOST_OBJECTS:
        raise PdfRefused(refusals.BROKEN_PDF)
    told = [int(text) for text in unpacked[:first].split()[: 2 * count]]
    if len(told) < 2 * count:
        raise PdfRefused(refusals.BROKEN_PDF)
    stream, to_read = io.BytesIO(unpacked), _MOST_READ_AGAIN * len(unpacked)
    for number, offset in zip(told[::2], told[1::2], strict=True):
        stream.seek(first + offset)
        yield number, read_object(stream, reader)
        to_read -= stream.tell() - first - offset
        if to_read < 0:
            raise PdfRefused(refusals.TOO_INTRICATE)


def value_of(one: Any, name: str) -> Any:
    """What a dictionary has under a name, followed where it stands elsewhere."""
    return one[name] if isinstance(one, DictionaryObject) and name in one else None


def _number(one: DictionaryObject, name: str) -> int:
    number = value_of(one, name)
    if not isinstance(number, NumberObject):
        raise PdfRefused(refusals.BROKEN_PDF)
    return int(number)


def each_of(value: Any) -> list[Any]:
    """The values of a dictionary or list, followed where they stand elsewhere."""
    if isinstance(value, DictionaryObject):
        return [one.get_object() for one in value.values()]
    return [one.get_object() for one in value] if is_list(value) else []


def is_list(value: Any) -> bool:
    """Whether it is an array."""
    return isinstance(value, ArrayObject)
