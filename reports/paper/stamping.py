"""Who printed a paper and when, written over the pages of a PDF that was laid out before.

A paper that was laid out once is kept; what is said of each print is put on it by an update that
stands behind the file's bytes (ISO 32000-1, 7.5.6). Nothing of the old file is written anew: it
takes milliseconds, and its structure stays as it is.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from django.utils.html import escape
from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)
from weasyprint import CSS, HTML

from numerals import Language
from reports.paper.printing import engine_of_process
from reports.paper.standing import Printed

MILLIMETRE: Final = 72 / 25.4
LEFT: Final = 9.0
DOWN: Final = 2.6
"""Millimetres from the paper's edges, in the margin that paper.css keeps free."""

HEIGHT: Final = 5.0
SHARE: Final = 0.38
"""Of the page's width, for the line: in the middle and at the right stand other things."""

_STYLE: Final = """
@page {{ size: {width}mm {height}mm; margin: 0 }}
body {{ margin: 0; background: #fff; color: {color} }}
body {{ font: {weight} {size}pt / {height}mm "Lokkho Paper" }}
p {{ height: {height}mm; margin: 0; overflow: hidden; white-space: nowrap; break-after: page }}
b {{ font-weight: 600 }}
"""


def stamped(pdf: bytes, printed: Printed, *, language: Language) -> bytes:
    """The PDF with who printed it when at the head of each page."""
    update = Update(pdf)
    text = printed.said(language)
    marks: dict[int, IndirectObject] = {}
    for page in update.reader.pages:
        box = page.mediabox
        width = round(float(box.width) / MILLIMETRE * SHARE)
        if width not in marks:
            marks[width] = update.adopted(_line(text, width, language=language))
        place = (
            float(box.left) + LEFT * MILLIMETRE,
            float(box.top) - (DOWN + HEIGHT) * MILLIMETRE,
        )
        update.draw(page, marks[width], f"1 0 0 1 {place[0]:.3f} {place[1]:.3f} cm")
    return update.written()


@lru_cache(maxsize=16)
def _line(text: str, width: int, *, language: Language) -> PageObject:
    """One line as a page; lines of one print are the same for all its papers."""
    return lines_of([escape(text)], language=language, width=width, height=HEIGHT)[0]


def lines_of(
    lines: Sequence[str],
    *,
    language: Language,
    width: float,
    height: float,
    size: float = 6.8,
    weight: int = 400,
    color: str = "#5d6b68",
) -> Sequence[PageObject]:
    """Each line of HTML as a page of so many millimetres."""
    engine = engine_of_process()
    style = _STYLE.format(width=width, height=height, size=size, weight=weight, color=color)
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = f'<!DOCTYPE html><html lang="{language}"><title>-</title><body>{body}</body></html>'
    document = HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts,
        stylesheets=[CSS(string=style, url_fetcher=engine.fetcher)],
    )
    return PdfReader(io.BytesIO(document.write_pdf())).pages


class Update:
    """What is written behind a PDF: objects that are new, and pages as they are now."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.reader = PdfReader(io.BytesIO(pdf))
        self._next = int(str(self.reader.trailer["/Size"]))
        self._objects: dict[int, PdfObject] = {}
        self._adopted: dict[tuple[int, int], IndirectObject] = {}
        self._opening: IndirectObject | None = None

    def add(self, made: PdfObject) -> IndirectObject:
        """A new object, and how it is referred to."""
        number, self._next = self._next, self._next + 1
        self._objects[number] = made
        return IndirectObject(number, 0, self.reader)

    def adopted(self, page: PageObject) -> IndirectObject:
        """Another file's page as something to draw: its own size, its lower left at nought."""
        content = DecodedStreamObject()
        content.set_data(page.get_contents().get_data() if "/Contents" in page else b"")  # type: ignore[union-attr]
        drawn: StreamObject = content.flate_encode()
        box = page.mediabox
        drawn.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(
                    FloatObject(edge) for edge in (box.left, box.bottom, box.right, box.top)
                ),
                NameObject("/Resources"): self._copied(page.get("/Resources", DictionaryObject())),
            }
        )
        return self.add(drawn)

    def draw(self, page: PageObject, mark: IndirectObject, matrix: str) -> None:
        """Draw the mark on the page, which stays as it is beneath; no part of what is read in
        order, and so an artifact.
        """
        if self._opening is None:
            self._opening = self._stream("q\n")
        name = f"/Stamp{mark.idnum}"
        closing = self._stream(f"Q\n/Artifact BMC\nq\n{matrix}\n{name} Do\nQ\nEMC\n")
        now = DictionaryObject(page)
        before = page.get("/Contents")
        held = before.get_object() if before is not None else None
        inside = list(held) if isinstance(held, ArrayObject) else [] if before is None else [before]
        now[NameObject("/Contents")] = ArrayObject([self._opening, *inside, closing])
        resources = DictionaryObject(page.get("/Resources", DictionaryObject()).get_object())
        drawn = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
        drawn[NameObject(name)] = mark
        resources[NameObject("/XObject")] = drawn
        now[NameObject("/Resources")] = resources
        reference = page.indirect_reference
        assert reference is not None  # noqa: S101  # a page of a file always is
        self._objects[reference.idnum] = now

    def written(self) -> bytes:
        """The file with what was added behind it."""
        target = io.BytesIO()
        target.write(self.pdf)
        if not self.pdf.endswith(b"\n"):
            target.write(b"\n")
        places: dict[int, int] = {}
        for number, one in sorted(self._objects.items()):
            places[number] = target.tell()
            target.write(f"{number} 0 obj\n".encode())
            one.write_to_stream(target)
            target.write(b"\nendobj\n")
        before = int(self.pdf[self.pdf.rindex(b"startxref") :].split()[1])
        is_table = self.pdf[before : before + 4] == b"xref"
        (self._table if is_table else self._cross_references)(target, places, before)
        return target.getvalue()

    def _trailer(self, before: int, size: int) -> DictionaryObject:
        trailer = DictionaryObject(
            {
                NameObject("/Size"): NumberObject(size),
                NameObject("/Prev"): NumberObject(before),
            }
        )
        for key in ("/Root", "/Info", "/ID"):
            if key in self.reader.trailer:
                trailer[NameObject(key)] = self.reader.trailer.raw_get(key)
        return trailer

    def _table(self, target: io.BytesIO, places: dict[int, int], before: int) -> None:
        begins = target.tell()
        target.write(b"xref\n")
        target.writelines(
            f"{number} 1\n{place:010d} 00000 n \n".encode() for number, place in places.items()
        )
        target.write(b"trailer\n")
        self._trailer(before, self._next).write_to_stream(target)
        target.write(f"\nstartxref\n{begins}\n%%EOF\n".encode())

    def _cross_references(self, target: io.BytesIO, places: dict[int, int], before: int) -> None:
        begins = target.tell()
        own = self._next
        rows = {**places, own: begins}
        stream = DecodedStreamObject()
        stream.set_data(
            b"".join(bytes([1]) + place.to_bytes(4, "big") + b"\0\0" for place in rows.values())
        )
        stream.update(self._trailer(before, own + 1))
        stream[NameObject("/Type")] = NameObject("/XRef")
        stream[NameObject("/W")] = ArrayObject(map(NumberObject, (1, 4, 2)))
        stream[NameObject("/Index")] = ArrayObject(
            NumberObject(part) for number in rows for part in (number, 1)
        )
        target.write(f"{own} 0 obj\n".encode())
        stream.write_to_stream(target)
        target.write(f"\nendobj\nstartxref\n{begins}\n%%EOF\n".encode())

    def _stream(self, text: str) -> IndirectObject:
        stream = DecodedStreamObject()
        stream.set_data(text.encode())
        return self.add(stream)

    def _copied(self, one: Any) -> Any:
        """A value of another file with all that it refers to."""
        if isinstance(one, IndirectObject):
            key = (id(one.pdf), one.idnum)
            if key not in self._adopted:
                held = one.get_object()
                self._adopted[key] = self.add(DictionaryObject())
                self._objects[self._adopted[key].idnum] = self._copied(held)
            return self._adopted[key]
        if isinstance(one, StreamObject):
            copied = type(one)()
            copied._data = one._data  # as it is written, compressed
            copied.update({key: self._copied(one.raw_get(key)) for key in one})
            return copied
        if isinstance(one, DictionaryObject):
            return DictionaryObject({key: self._copied(one.raw_get(key)) for key in one})
        if isinstance(one, ArrayObject):
            return ArrayObject(self._copied(part) for part in list.__iter__(one))
        return one
