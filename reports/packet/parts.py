"""One file of evidence → the pages that the packet takes of it, or why it takes none.

Whatever is wrong with a file stays with that file: it is told in the index, and the packet
goes on.
"""

from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Final

from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from indicators.returns.evidence.kinds import FileKind
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.reading import read_evidence
from numerals import Message

logger = logging.getLogger(__name__)

MOST_PAGES: Final = 500
"""Pages that one file may bring."""

SEPARATE: Final = Message(bn="আলাদা ফাইল হিসেবে দেখুন", en="see the file itself")
LOCKED: Final = Message(bn="পাসওয়ার্ড দিয়ে বন্ধ, জোড়া যায়নি", en="locked by a password, not joined")
UNREADABLE: Final = Message(bn="পড়া যায়নি, জোড়া যায়নি", en="unreadable, not joined")
TOO_LONG: Final = Message(bn="৫০০ পৃষ্ঠার বেশি, জোড়া হয়নি", en="more than 500 pages, not joined")

_A4_INCHES: Final = (8.27, 11.69)
_MARGIN: Final = 0.6
"""Inches that a picture leaves free on each side, as printers and binders need."""

_KEPT_ANNOTATIONS: Final = frozenset(
    f"/{name}"
    for name in (
        "Circle",
        "FreeText",
        "Highlight",
        "Ink",
        "Line",
        "PolyLine",
        "Polygon",
        "Square",
        "Stamp",
        "StrikeOut",
        "Underline",
        "Widget",
    )
)
"""What is only drawn. Links, sounds, films and attachments stay behind."""

_ACTIONS: Final = ("/A", "/AA", "/Dest", "/Parent", "/Popup", "/IRT", "/PA")


def write_part(evidence: Evidence, *, target: Path) -> int | Message:
    """Write the file's pages to ``target``; how many there are, or why there are none."""
    kind = FileKind(evidence.kind)
    data = read_evidence(evidence)
    if isinstance(data, Message):
        return data
    if kind in (FileKind.DOCX, FileKind.XLSX):
        return SEPARATE
    try:
        return _picture(data, target) if kind.is_picture else _pages(data, target)
    except Exception as error:  # a broken file may raise anything in the libraries that read it
        logger.warning("Evidence %s could not be read: %s", evidence.pk, error)
        return UNREADABLE


def _pages(data: bytes, target: Path) -> int | Message:
    reader = PdfReader(io.BytesIO(data))
    # One that only its owner may change opens without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        return LOCKED
    count = len(reader.pages)
    if not count:
        return UNREADABLE
    if count > MOST_PAGES:
        return TOO_LONG
    writer = PdfWriter()
    for page in reader.pages:
        _tame(page)
        writer.add_page(page)
    writer.write(target)
    return count


def _tame(page: PageObject) -> None:
    """Keep what is drawn on the page, and nothing that acts."""
    page.pop("/AA", None)
    annotations = page.get("/Annots")
    if annotations is None:
        return
    kept = ArrayObject()
    for reference in annotations.get_object():
        annotation = reference.get_object()
        if annotation.get("/Subtype") in _KEPT_ANNOTATIONS:
            for name in _ACTIONS:
                annotation.pop(name, None)
            kept.append(reference)
    page[NameObject("/Annots")] = kept


def _picture(data: bytes, target: Path) -> int:
    """The picture on one page of A4, as large as its margins allow."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        drawn = image.convert("RGBA")
    across, down = _A4_INCHES if drawn.height >= drawn.width else _A4_INCHES[::-1]
    dots = max(drawn.width / (across - 2 * _MARGIN), drawn.height / (down - 2 * _MARGIN))
    page = Image.new("RGB", (round(across * dots), round(down * dots)), "white")
    place = (page.width - drawn.width) // 2, (page.height - drawn.height) // 2
    page.paste(drawn, place, mask=drawn)
    page.save(target, "PDF", resolution=dots, quality=85)
    return 1
