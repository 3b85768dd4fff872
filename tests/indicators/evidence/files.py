"""Files that people send, good and bad."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from PIL import Image
from pypdf import PdfWriter

DOCX: Final = "wordprocessingml.document.main+xml"
XLSX: Final = "spreadsheetml.sheet.main+xml"
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
GPS_TAG: Final = 0x8825


def pdf(pages: int = 1, *, password: str = "", owner: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    if owner:
        writer.encrypt("", owner, algorithm="AES-256")
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def acting_pdf(catalog: bytes) -> bytes:
    """A page that opens, with ``catalog`` in what the whole document says."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R " + catalog + b">>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def packed_pdf(objects: bytes) -> bytes:
    """Objects that are kept compressed, as most programs keep them."""
    packed = zlib.compress(objects)
    return (
        b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length "
        + str(len(packed)).encode()
        + b">>\nstream\r\n"
        + packed
        + b"\nendstream endobj\n2 0 obj<</Type/XRef/Root 3 0 R>>\n%%EOF"
    )


def picture(
    kind: str = "JPEG",
    *,
    size: tuple[int, int] = (40, 20),
    mode: str = "RGB",
    progressive: bool = False,
) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, 1).save(output, kind, progressive=progressive)
    return output.getvalue()


def photo_with_place(*, orientation: int = 6) -> bytes:
    image = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(GPS_TAG).update({1: "N", 2: (22.0, 49.0, 1.0), 3: "E", 4: (89.0, 33.0, 1.0)})
    exif[0x8825] = {1: "N", 2: (22.0, 49.0, 1.0), 3: "E", 4: (89.0, 33.0, 1.0)}
    output = io.BytesIO()
    image.save(output, "JPEG", exif=exif, comment=b"<script>alert(1)</script>")
    return output.getvalue()


def office(main: str = DOCX, *, extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    content_types = types or (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/main.xml" ContentType="{_OFFICE}{main}"/></Types>'
    )
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types)
        archive.writestr("main.xml", "<main/>")
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return output.getvalue()


def relation(kind: str, target: str) -> dict[str, bytes]:
    """A part of a document that says what the document goes with, and where that is."""
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    told = f'<Relationship Id="a" Type="{place}/{kind}" Target="{target}" TargetMode="External"/>'
    return {"word/_rels/settings.xml.rels": f"<Relationships>{told}</Relationships>".encode()}
