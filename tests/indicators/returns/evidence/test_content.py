from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pytest
from PIL import Image

from indicators.returns.evidence import refusals
from indicators.returns.evidence.content import examine
from indicators.returns.evidence.kinds import LARGEST_FILE, Content, FileKind
from numerals import Message
from tests.indicators.returns.evidence.files import (
    DOCX,
    GPS_TAG,
    XLSX,
    acting_pdf,
    office,
    packed,
    pdf,
    photo_with_place,
    picture,
    relation,
    stream,
)

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def kept(data: bytes) -> Content:
    content = examine(data)
    assert isinstance(content, Content), content
    return content


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), FileKind.PDF),
        (pdf() + b"\r\n\0\0", FileKind.PDF),
        (pdf(owner="secret"), FileKind.PDF),
        (office(extra=relation("hyperlink", "https://bscic.gov.bd/")), FileKind.DOCX),
        (picture("JPEG"), FileKind.JPEG),
        (picture("PNG"), FileKind.PNG),
        (office(DOCX), FileKind.DOCX),
        (office(XLSX), FileKind.XLSX),
    ],
)
def test_kind_is_told_by_content(data: bytes, kind: FileKind) -> None:
    assert kept(data).kind is kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", refusals.EMPTY),
        (HTML, refusals.OTHER),
        (SVG, refusals.OTHER),
        (b"MZ\x90\0", refusals.OTHER),
        (b"#!/bin/sh\n", refusals.OTHER),
        (b"GIF89a" + b"\0" * 20, refusals.OTHER),
        (b"RIFF\0\0\0\0WEBP", refusals.OTHER),
        (b"\0\0\0\x18ftypheic\0\0\0\0", refusals.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", refusals.HEIC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, refusals.OLD_OFFICE),
        (b"%PDF-1.7\n1 0 obj", refusals.BROKEN_PDF),
        (pdf() + HTML, refusals.BROKEN_PDF),
        (pdf() + office(), refusals.BROKEN_PDF),
        (HTML + pdf(), refusals.OTHER),
        (b"%PDF-1.7\n" + HTML + b"\n%%EOF", refusals.BROKEN_PDF),
        (pdf(password="x"), refusals.LOCKED_PDF),
        (acting_pdf(b"", stream(b"/Type/ObjStm/N 1/First 4", b"x")), refusals.BROKEN_PDF),
        (picture("JPEG")[:200], refusals.BROKEN_PICTURE),
        (b"\xff\xd8\xff" + HTML, refusals.BROKEN_PICTURE),
        (picture("PNG")[:40], refusals.BROKEN_PICTURE),
        (b"PK\x03\x04" + b"\0" * 60, refusals.BROKEN_OFFICE),
        (b"PK\x03\x04junk" + office(), refusals.BROKEN_OFFICE),
        (office() + HTML, refusals.BROKEN_OFFICE),
        (office("presentationml.presentation.main+xml"), refusals.BROKEN_OFFICE),
        (office(extra={"word/vbaProject.bin": b"x"}), refusals.MACROS),
        (office(extra={"xl/macrosheets/monthly_return1.xml": b"x"}), refusals.MACROS),
        (office(extra={"word/activeX/activeX1.bin": b"x"}), refusals.MACROS),
        (
            office(
                types='<Types><Override ContentType="application/vnd.ms-word.document.'
                'macroEnabled.main+xml"/></Types>'
            ),
            refusals.MACROS,
        ),
        (office(types='<!DOCTYPE x [<!ENTITY a "aa">]><Types/>'), refusals.BROKEN_OFFICE),
        (office(types="<Types>" + " " * 300_000 + "</Types>"), refusals.BROKEN_OFFICE),
        (office(types="not xml"), refusals.BROKEN_OFFICE),
        (office(extra={"bomb.xml": b"\0" * 3_000_000}), refusals.UNPACKS_TOO_LARGE),
        (office(extra={f"{n}.xml": b"" for n in range(2_000)}), refusals.UNPACKS_TOO_LARGE),
        (office()[:-30], refusals.BROKEN_OFFICE),
    ],
)
def test_hostile_or_broken_file_is_refused_with_its_reason(data: bytes, reason: Message) -> None:
    assert examine(data) is reason


@pytest.mark.parametrize("millions", [50, 80])
def test_pdf_that_unpacks_too_large_is_refused(millions: int) -> None:
    assert examine(acting_pdf(b"", packed(b" " * millions * 10**6))) is refusals.UNPACKS_TOO_LARGE


@pytest.mark.parametrize(
    "drawn",
    [
        partial(picture, "PNG", size=(4001, 4000), mode="1"),
        partial(picture, "PNG", size=(20_000, 10_000), mode="1"),
        partial(picture, "JPEG", size=(5000, 4000), mode="L", progressive=True),
    ],
)
def test_picture_of_too_many_pixels_is_refused(drawn: Callable[[], bytes]) -> None:
    assert examine(drawn()) is refusals.TOO_MANY_PIXELS


def test_larger_file_is_refused_unread() -> None:
    assert examine(pdf() + b" " * LARGEST_FILE) is refusals.TOO_LARGE


def test_photo_is_upright_and_says_nothing_of_its_place() -> None:
    sent = photo_with_place()
    with Image.open(io.BytesIO(sent)) as before:
        assert before.getexif().get_ifd(GPS_TAG), "the sample has a place"

    data = kept(sent).data

    with Image.open(io.BytesIO(data)) as after:
        assert after.size == (20, 40)
        assert not after.getexif()
        assert "comment" not in after.info
    assert b"script" not in data
    assert b"Exif" not in data


def test_what_follows_a_picture_is_left_behind() -> None:
    assert b"script" not in kept(picture("JPEG") + HTML).data
    assert b"script" not in kept(picture("PNG") + HTML).data


def test_large_photo_is_kept_readable_and_no_larger() -> None:
    with Image.open(io.BytesIO(kept(picture("JPEG", size=(6000, 3000))).data)) as after:
        assert max(after.size) == 2600


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "RGB", "I;16"])
def test_every_mode_of_png_is_kept(mode: str) -> None:
    assert kept(picture("PNG", mode=mode)).kind is FileKind.PNG


def test_press_photo_is_kept() -> None:
    assert kept(picture("JPEG", mode="CMYK")).kind is FileKind.JPEG


@pytest.mark.parametrize(
    "message", [one for one in vars(refusals).values() if type(one) is Message]
)
def test_refusal_speaks_both_languages(message: Message) -> None:
    assert message.bn
    assert message.en
    assert message.bn != message.en
