"""PDFs: every object that stands in the file is looked at; no page is drawn.

What only draws is taken, and links that lead to a place inside or to a web page. Anything else
that acts is refused as macros are: nobody prints it, and whoever opens it on an old computer may
start it. Objects count whether or not the file's own directory lists them: programs that repair
a file find those, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from indicators.returns.evidence import refusals
from indicators.returns.evidence.links import leads_to_a_page
from indicators.returns.evidence.pdf_objects import (
    MOST_OBJECTS,
    BoundedReader,
    PdfRefused,
    each_of,
    is_list,
    objects_of,
    value_of,
)
from numerals import Message

MOST_PARTS: Final = 200_000
"""Dictionaries and lists of all objects together: a page of tagged text has some hundred."""

_MOST_NODES: Final = 1_000
"""Nodes of the tree of pages that are passed until a page is found."""

_BLANKS: Final = b"\0\t\n\f\r "
_LONGEST_END: Final = 100
_END: Final = re.compile(rb"startxref[\0\t\n\f\r ]+\d{1,10}[\0\t\n\f\r ]+%%EOF\Z")

_ACTS: Final = frozenset(
    f"/{name}"
    for name in (
        *("JS", "JavaScript", "Launch", "EF", "EmbeddedFiles", "Collection", "XFA"),
        *("Rendition", "Renditions", "RichMediaContent", "RichMediaSettings", "OPI"),
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
_ANNOTATIONS: Final = frozenset(
    f"/{name}"
    for name in (
        *("Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Caret", "Stamp", "Ink", "Popup"),
        *("Widget", "Watermark", "PrinterMark", "TrapNet", "Redact"),
    )
)


def trouble_of(data: bytes) -> Message | None:
    """Why the file, which begins as a PDF, is not taken."""
    # What is appended behind the end makes it another kind of file as well.
    data = data.rstrip(_BLANKS)
    if not _END.search(data[-_LONGEST_END:]):
        return refusals.BROKEN_PDF
    try:
        _look_through(data)
    except PdfRefused as refused:
        return refused.message
    except Exception:  # a broken file may raise anything in the library that reads it
        return refusals.BROKEN_PDF
    return None


def _look_through(data: bytes) -> None:
    reader = BoundedReader(data)
    if reader.is_encrypted and not reader.decrypt(""):
        raise PdfRefused(refusals.LOCKED_PDF)
    look = _Look()
    for one in objects_of(reader, data):
        look.examine(one)
    look.examine(reader.trailer)
    if not _has_page(reader):
        raise PdfRefused(refusals.BROKEN_PDF)


class _Look:
    """One look at all objects: how much there was, and which lists were found to be tame."""

    def __init__(self) -> None:
        self._objects = self._parts = 0
        self._tame: set[tuple[str, int, int]] = set()

    def examine(self, top: Any) -> None:
        """Refuse what acts in an object. What it refers to is an object of its own; actions and
        annotations are asked of by what holds them, too.
        """
        self._objects += 1
        waiting = [top]
        while waiting:
            one = waiting.pop()
            if isinstance(one, DictionaryObject):
                if _acts(one) or not all(self._is_tame(one, *held) for held in _HOLDERS):
                    raise PdfRefused(refusals.ACTING_PDF)
                waiting.extend(one.values())
            elif isinstance(one, ArrayObject):
                waiting.extend(one)
            else:
                continue
            self._parts += 1
            if self._objects > MOST_OBJECTS or self._parts > MOST_PARTS:
                raise PdfRefused(refusals.TOO_INTRICATE)

    def _is_tame(self, one: DictionaryObject, name: str, is_tame: Callable[[Any], bool]) -> bool:
        """Whether what is held under the name is; what many objects refer to is asked once."""
        if name not in one:
            return True
        held = one.raw_get(name)
        if not isinstance(held, IndirectObject):
            return is_tame(held)
        key = name, held.idnum, held.generation
        if key not in self._tame and is_tame(held.get_object()):
            self._tame.add(key)
        return key in self._tame


def _acts(one: DictionaryObject) -> bool:
    """Whether it is an action, another file, a film or a program, or is fetched from elsewhere."""
    kind, action = value_of(one, "/Type"), value_of(one, "/S")
    if not _ACTS.isdisjoint(one) or "/FS" in one or kind in _ACTING_TYPES or action in _ACTIONS:
        return True
    if isinstance(one, StreamObject):
        kinds = value_of(one, "/Subtype"), value_of(one, "/Subtype2")
        return "/F" in one or "/PS" in kinds or (kinds[0] == "/Form" and "/Ref" in one)
    if kind == "/Annot" and value_of(one, "/Subtype") not in _ANNOTATIONS:
        return True
    return action == "/URI" and not _is_tame(one)


def _are_tame(value: Any) -> bool:
    """Of an action, or a list of them."""
    return all(map(_is_tame, each_of(value) if is_list(value) else [value]))


def _is_each_tame(value: Any) -> bool:
    """Of actions by what they are done upon."""
    return all(_are_tame(step) for step in each_of(value))


def _are_still(value: Any) -> bool:
    """Whether annotations are of the kinds that only show or lead somewhere."""
    return not any(
        isinstance(annotation, DictionaryObject)
        and value_of(annotation, "/Subtype") not in _ANNOTATIONS
        for annotation in each_of(value)
    )


def _is_tame(action: Any) -> bool:
    """Whether it only leads to a place in the file or to a web page.

    Without a kind it is a place, or says how a part of the text is laid out.
    """
    if not isinstance(action, DictionaryObject) or "/S" not in action:
        return True
    match value_of(action, "/S"):
        case "/GoTo":
            return True
        case "/Named":
            return value_of(action, "/N") in _STEPS
        case "/URI":
            return leads_to_a_page(_text(value_of(action, "/URI")))
        case _:
            return False


_HOLDERS: Final[tuple[tuple[str, Callable[[Any], bool]], ...]] = (
    *((name, _are_tame) for name in ("/A", "/OpenAction", "/PA", "/Next")),
    ("/AA", _is_each_tame),
    ("/Annots", _are_still),
)


def _has_page(reader: BoundedReader) -> bool:
    """Whether the tree of pages has a leaf."""
    waiting: list[Any] = [value_of(reader.trailer, "/Root").raw_get("/Pages")]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_NODES:
        node = waiting.pop().get_object()
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            continue
        seen.add(id(node))
        if "/Kids" not in node:
            return bool(value_of(node, "/Type") == "/Page")
        kids = value_of(node, "/Kids")
        waiting.extend(reversed(kids[:_MOST_NODES] if is_list(kids) else []))
    return False


def _text(value: Any) -> str:
    if isinstance(value, TextStringObject):
        return str(value)
    return value.decode("latin-1") if isinstance(value, ByteStringObject) else ""
