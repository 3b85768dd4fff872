"""Each page of evidence says what it proves, and is otherwise as it was."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from reports.packet.marking import mark_pages
from reports.packet.parts import _picture
from tests.reports.paper.reading import pdf_pages

ABOUT = "১.১.১ · জুন ২০২৪ · অর্জন ৭"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_strip_is_added_above_the_page_as_it_is_read(tmp_path: Path, turned: int) -> None:
    file = tmp_path / "part.pdf"
    writer = PdfWriter()
    writer.add_blank_page(595, 842).rotate(turned)
    writer.add_blank_page(300, 200)
    writer.write(file)

    mark_pages(file, ABOUT, number=3, files=12, language="bn")

    data = file.read_bytes()
    assert [" ".join(page.split()) for page in pdf_pages(data)] == [
        f"{ABOUT} · ফাইল ৩ / ১২ · পৃষ্ঠা ১ / ২",
        f"{ABOUT} · ফাইল ৩ / ১২ · পৃষ্ঠা ২ / ২",
    ]
    page, small = PdfReader(io.BytesIO(data)).pages
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert (width > 595) == (turned in (90, 270))
    assert (height > 842) == (turned in (0, 180))
    assert float(small.mediabox.width) == 300
    assert 200 < float(small.mediabox.height) < 215


@pytest.mark.parametrize("size", [(400, 300), (300, 900), (50, 50)])
def test_picture_stands_on_a4_with_margins(tmp_path: Path, size: tuple[int, int]) -> None:
    source, file = io.BytesIO(), tmp_path / "part.pdf"
    Image.new("RGB", size, "black").save(source, "PNG")

    assert _picture(source.getvalue(), file) == 1

    (page,) = PdfReader(file).pages
    sides = sorted(map(float, (page.mediabox.width, page.mediabox.height)))
    assert sides == pytest.approx([595, 842], abs=12)
    drawn = page.images[0].image
    assert drawn is not None
    corners = [(0, 0), (drawn.width - 1, 0), (0, drawn.height - 1)]
    assert [drawn.convert("L").getpixel(corner) for corner in corners] == [255, 255, 255]
