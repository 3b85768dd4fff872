"""The parts of a Word file around its document, and the archive that holds them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Final
from xml.sax.saxutils import escape

from spreadsheets.legal import legal

FONT: Final = "Nirmala UI"
"""Windows brings it since 2012; its letters are about as wide as ours, so that columns fit."""

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OTHERS: Final = ("styles", "settings", "fontTable", "header", "footer")
_STYLES: Final = Template((Path(__file__).parent / "styles.xml").read_text())
_ENTRY_WIDTH: Final = 9600
"""Twentieths of a point up to the page number of a line of the contents."""

_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)

_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{part}+xml"/>'
        for part in _OTHERS
    )
    + '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/></Relationships>'
)
_RELATED: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="{part}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for part in _OTHERS
    )
    + "</Relationships>"
)
_SETTINGS: Final = (
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:updateFields w:val="false"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_FONTS: Final = (
    f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}"><w:altName w:val="Noto Sans Bengali"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


@lru_cache(maxsize=64)
def styles(*, size: int, width: int, language: str) -> str:
    """The styles for cells of ``size`` half points and lines of ``width`` twentieths of a point."""
    return _STYLES.substitute(
        font=FONT,
        size=size,
        head=size - 2,
        remark=size - 1,
        width=width,
        entry=_ENTRY_WIDTH,
        language={"bn": "bn-BD", "en": "en-GB"}[language],
    )


def packed(parts: Mapping[str, str], *, title: str, author: str) -> bytes:
    """The file of these parts (``document``, ``styles``, ``header``, ``footer``).

    The same parts give the same bytes.
    """
    core = (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(legal(title))}</dc:title>"
        f"<dc:creator>{escape(legal(author))}</dc:creator></cp:coreProperties>"
    )
    files = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": _RELATED,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
        **{f"word/{name}.xml": text for name, text in parts.items()},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            content = text if text.startswith("<?xml") else _XML + text
            archive.writestr(
                zipfile.ZipInfo(name, _WRITTEN), content, compress_type=zipfile.ZIP_DEFLATED
            )
    return target.getvalue()
