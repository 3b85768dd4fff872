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


def pdf_of(*objects: bytes, unlisted: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first one is the whole document's."""
    data, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    data += unlisted
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, begin = len(objects) + 1, len(data)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, listed)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, begin)
    )


def acting_pdf(
    catalog: bytes = b"", *more: bytes, page: bytes = b"", unlisted: bytes = b""
) -> bytes:
    """A page that opens, with more in what the whole document says or the page does."""
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>" % page,
        *more,
        unlisted=unlisted,
    )


def stream(head: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (head, len(content), content)


def packed(*objects: bytes) -> bytes:
    """Objects that are kept compressed, as most programs keep them; numbered from 100."""
    index, body = b"", b""
    for number, one in enumerate(objects, 100):
        index += b"%d %d " % (number, len(body))
        body += one + b" "
    head = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(index))
    return stream(head, zlib.compress(index + body))


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
