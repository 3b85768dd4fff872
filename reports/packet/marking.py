"""What stands at the head of each page of evidence: which figure it proves, file and page.

The page itself is left as it is and hides nothing: its sheet is made larger by a strip above it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.utils.html import escape
from pypdf.generic import ArrayObject, FloatObject, NameObject

from numerals import Language, Message, localize_digits
from reports.paper.stamping import MILLIMETRE, Update, lines_of

_A4: Final = 210.0
_STRIP: Final = 7.5
"""Millimetres on a page as wide as A4; on others as much more or less."""

_FILE: Final = Message(bn="ফাইল {number} / {files}", en="file {number} / {files}")
_PAGE: Final = Message(bn="পৃষ্ঠা {page} / {pages}", en="page {page} / {pages}")


def mark_pages(
    part: Path,
    about: str,
    *,
    number: int,
    files: int,
    language: Language,
    has_margins: bool = False,
) -> None:
    """Write over each page of the file what it is about, which file of how many, which page.

    One that ``has_margins`` of our own keeps its size: there is room in them.
    """
    update = Update(part.read_bytes())
    pages = update.reader.pages

    def said(page: int) -> str:
        text = " · ".join(
            (
                about,
                _FILE[language].format(number=number, files=files),
                _PAGE[language].format(page=page, pages=len(pages)),
            )
        )
        return f"&emsp;{escape(localize_digits(text, language=language))}"

    marks = lines_of(
        [said(page) for page in range(1, len(pages) + 1)],
        language=language,
        width=_A4,
        height=_STRIP,
        size=8.5,
        weight=600,
        color="#1c2a28",
    )
    for page, mark in zip(pages, marks, strict=True):
        box = [float(edge) for edge in page.cropbox]
        left, bottom, right, top = (
            min(box[0], box[2]),
            min(box[1], box[3]),
            max(box[0], box[2]),
            max(box[1], box[3]),
        )
        turned = page.rotation % 360
        across = (top - bottom) if turned in (90, 270) else (right - left)
        scale = across / (_A4 * MILLIMETRE)
        strip = _STRIP * MILLIMETRE * scale
        # Where the strip's lower left corner is, and which way its text runs, before the page is
        # turned for the reader.
        a, b, x, y, larger = {
            0: (1, 0, left, top, (left, bottom, right, top + strip)),
            90: (0, 1, left, bottom, (left - strip, bottom, right, top)),
            180: (-1, 0, right, bottom, (left, bottom - strip, right, top)),
            270: (0, -1, right, top, (left, bottom, right + strip, top)),
        }[turned]
        if has_margins:
            y -= strip
        else:
            sheet = ArrayObject(FloatObject(edge) for edge in larger)
            page[NameObject("/MediaBox")] = sheet
            page[NameObject("/CropBox")] = sheet
        matrix = " ".join(
            f"{value:.5f}" for value in (a * scale, b * scale, -b * scale, a * scale, x, y)
        )
        update.draw(page, update.adopted(mark), f"{matrix} cm")
    part.write_bytes(update.written())
