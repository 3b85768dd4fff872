"""Which kind of file the bytes are, told by themselves and not by the name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final, TypeAlias

from numerals import Message
from plans.document.grid import Grid
from plans.forms import limits
from plans.forms.bijoy import Convert
from plans.forms.docx import grids_of_docx
from plans.forms.html import grids_of_html, is_html
from plans.forms.limits import FormRefused, save_as
from plans.forms.ods import grids_of_ods
from plans.forms.text import decoded, grids_of_text
from plans.forms.xls import grids_of_xls
from plans.forms.xlsx import grids_of_xlsx

Adapter: TypeAlias = Callable[[bytes, Convert], tuple[Grid, ...]]

_WORD: Final = Message(
    bn="Word-এ খুলে DOCX হিসেবে সংরক্ষণ করে", en="open it in Word and save it as DOCX"
)
_TYPED: Final = Message(
    bn="মূল Word বা Excel ফাইলটি DOCX বা XLSX হিসেবে সংরক্ষণ করে",
    en="save the Word or Excel file that it was made from as DOCX or XLSX",
)
_PDF: Final = save_as(Message(bn="PDF", en="a PDF"), better=_TYPED)
_DOC: Final = save_as(Message(bn="পুরোনো Word (DOC)", en="a Word 97–2003 (DOC)"), better=_WORD)
_RTF: Final = save_as(Message(bn="আরটিএফ", en="an RTF"), better=_WORD)
_ODT: Final = save_as(Message(bn="ওডিটি (ODT)", en="an ODT"), better=_WORD)
_PICTURE: Final = save_as(Message(bn="ছবির", en="a picture"), better=_TYPED)
_SLIDES: Final = save_as(Message(bn="পাওয়ারপয়েন্ট", en="a PowerPoint"), better=_TYPED)
_XLSB: Final = save_as(
    Message(bn="XLSB", en="an XLSB"),
    better=Message(
        bn="Excel-এ খুলে XLSX হিসেবে সংরক্ষণ করে", en="open it in Excel and save it as XLSX"
    ),
)

_XML: Final = save_as(
    Message(bn="পুরোনো XML ছাঁচের Word বা Excel", en="a Word or Excel 2003 XML"),
    better=Message(
        bn="Word বা Excel-এ খুলে DOCX বা XLSX হিসেবে সংরক্ষণ করে",
        en="open it in Word or Excel and save it as DOCX or XLSX",
    ),
)
_OF_XML: Final = (
    b"urn:schemas-microsoft-com:office:spreadsheet",
    b"schemas.microsoft.com/office/word/2003/wordml",
    b"schemas.microsoft.com/office/2006/xmlPackage",
)

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_NO_TABLES: Final = ((b"%PDF-", _PDF), (b"{\\rtf", _RTF))
_MIMETYPE: Final = 100
_LOOKED_AT: Final = 4096
_FEWEST_LOST: Final = 50


def grids_of(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The grids of a file of any format. Raises ``FormRefused`` with the sentence to show."""
    if len(content) > limits.MOST_BYTES:
        raise FormRefused(_TOO_BIG)
    unreadable = _without_tables(content)
    if unreadable is not None:
        raise FormRefused(unreadable)
    if content.startswith(_ZIP):
        return _packed(content)(content, convert)
    if content.startswith(_OLE):
        return _ole(content)(content, convert)
    if is_html(content) or (
        content[:2] in (b"\xff\xfe", b"\xfe\xff")
        and is_html((decoded(content) or "").encode()[:_LOOKED_AT])
    ):
        return grids_of_html(content, convert)
    text = decoded(content)
    if text is None:
        raise FormRefused(limits.NOT_TEXT)
    if text.count("?") > max(_FEWEST_LOST, sum(map(str.isalpha, text))):
        raise FormRefused(_LETTERS_LOST)
    return grids_of_text(text)


def _without_tables(content: bytes) -> Message | None:
    """The sentence on a file of a kind from which no table is read; ``None`` for all others."""
    text = content.lstrip()
    told = (sentence for start, sentence in _NO_TABLES if text.startswith(start))
    if content.startswith(_PICTURES) or content[8:12] in (b"WEBP", b"heic", b"avif"):
        return _PICTURE
    is_xml = content.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<?xml")
    if is_xml and any(name in content[:_LOOKED_AT] for name in _OF_XML):
        return _XML
    return next(told, None)


def prose_of(content: bytes, convert: Convert) -> tuple[Grid, ...]:
    """The same for a document that is prose with tables: of DOCX the lines are kept."""
    is_packed = len(content) <= limits.MOST_BYTES and content.startswith(_ZIP)
    if is_packed and _packed(content) is grids_of_docx:
        return grids_of_docx(content, convert, keeps_lines=True)
    return grids_of(content, convert)


_LETTERS_LOST: Final = Message(
    bn="সংরক্ষণের সময় ফাইলটির বাংলা অক্ষর হারিয়ে প্রশ্নবোধক চিহ্ন (?) হয়ে গেছে; মূল ফাইলটি XLSX বা “CSV UTF-8” "
    "হিসেবে সংরক্ষণ করে আবার দিন।",
    en="The file's Bengali letters were lost when it was saved and stand as question marks; save "
    "the original as XLSX or as “CSV UTF-8” and bring that.",
)
_TOO_BIG: Final = Message(
    bn="ফাইলটি ৫ মেগাবাইটের বেশি; একটি ছকের ফাইল এর অনেক ছোট হয়।",
    en="The file has more than 5 MB; the file of a form is far smaller.",
)


def _packed(content: bytes) -> Adapter:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = b""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    mimetype = stream.read(_MIMETYPE)
    except Exception as error:
        # zipfile lets through whatever a damaged directory makes of it.
        raise FormRefused(limits.DAMAGED) from error
    if "word/document.xml" in names:
        return grids_of_docx
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return grids_of_xlsx
    if b"spreadsheet" in mimetype:
        return grids_of_ods
    refusals = (
        ("xl/workbook.bin" in names, _XLSB),
        (b"text" in mimetype, _ODT),
        (any(name.startswith("ppt/") for name in names), _SLIDES),
    )
    raise FormRefused(next((sentence for holds, sentence in refusals if holds), limits.DAMAGED))


def _ole(content: bytes) -> Adapter:
    """The old container of Word and Excel; its directory names the streams in UTF-16."""
    if any(f"{name}".encode("utf-16-le") in content for name in ("Workbook", "Book\0")):
        return grids_of_xls
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FormRefused(limits.PROTECTED)
    raise FormRefused(_DOC)
