"""The XML parts of a DOCX or XLSX, read as a stream: relations, fields and formulas that act.

Nothing is expanded, nothing is fetched, and what is read is bounded. Only what is known to show
text, tables and pictures may be referred to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from indicators.returns.evidence.links import leads_to_a_page

DEEPEST: Final = 256
MOST_ELEMENTS: Final = 3_000_000
"""Of all parts of a file together."""

_PORTION: Final = 64 * 1024

_INSIDE: Final = frozenset(
    (
        *("officeDocument", "core-properties", "extended-properties", "custom-properties"),
        *(
            "thumbnail",
            "styles",
            "stylesWithEffects",
            "theme",
            "themeOverride",
            "fontTable",
            "font",
        ),
        *("settings", "webSettings", "numbering", "footnotes", "endnotes", "header", "footer"),
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "person"),
        *("threadedComment", "glossaryDocument", "bibliography", "customXml", "customXmlProps"),
        *("image", "hdphoto", "media", "hyperlink", "chart", "chartex", "chartStyle", "style"),
        *("chartColorStyle", "colors", "chartUserShapes", "drawing", "vmlDrawing", "ink"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"),
        *("worksheet", "chartsheet", "sharedStrings", "calcChain", "sheetMetadata", "table"),
        *("tableSingleCells", "tableStyles", "pivotTable", "pivotCacheDefinition", "xmlMaps"),
        *("pivotCacheRecords", "slicer", "slicerCache", "timeline", "timelineCache"),
        *("printerSettings", "namedSheetView", "rdRichValue", "rdRichValueStructure"),
        *("rdRichValueTypes", "rdSupportingPropertyBag", "rdSupportingPropertyBagStructure"),
        *("richStyles", "docMetadata", "classificationlabels", "cellImage"),
        *("origin", "signature", "certificate"),
    )
)
"""Relations to parts of the same file, by the last word of their type."""

_REACHING: Final = frozenset(
    (
        *("OLEObject", "oleObject", "oleLink", "ddeLink", "externalReference", "altChunk"),
        *("subDoc", "control", "attachedTemplate", "mailMerge", "webPr", "connection"),
        *("script", "foreignObject"),
    )
)
"""Elements that embed another file or a program, or fetch one."""

_PICTURED: Final = frozenset({"imagedata", "fill", "stroke", "image", "feImage", "use"})
"""Elements that show what their address leads to."""

_FIELDS: Final = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "DATE", "TIME", "CREATEDATE", "SAVEDATE"),
        *("PRINTDATE", "EDITTIME", "TOC", "TOA", "TC", "TA", "REF", "PAGEREF", "NOTEREF"),
        *("SEQ", "STYLEREF", "HYPERLINK", "XE", "INDEX", "LISTNUM", "AUTONUM", "AUTONUMLGL"),
        *("AUTONUMOUT", "AUTHOR", "TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "DOCPROPERTY"),
        *("FILENAME", "FILESIZE", "LASTSAVEDBY", "NUMCHARS", "NUMWORDS", "REVNUM", "TEMPLATE"),
        *("USERNAME", "USERINITIALS", "USERADDRESS", "SYMBOL", "EQ", "ADVANCE", "SHAPE", "IF"),
        *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "MERGEFIELD", "CITATION", "BIBLIOGRAPHY"),
        *("BIDIOUTLINE", "PRIVATE", "ADDIN", "GREETINGLINE", "ADDRESSBLOCK", "="),
    )
)
"""What a field of a document may compute: nothing of these starts or fetches anything."""

_QUOTED: Final = re.compile(r'"[^"]*"|\'[^\']*\'!')
"""Text, and the name of a sheet."""

_FETCHING: Final = re.compile(
    r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|IMAGE)\s*\(", re.IGNORECASE
)
_LINK: Final = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)
_PLAIN_LINK: Final = re.compile(r'\s*"([^"]*)"\s*[,)]')
_FORMULAS: Final = frozenset({"f", "definedName", "formula", "formula1", "formula2"})


class Reaching(Exception):
    """The part embeds, starts or fetches something."""


class Malformed(Exception):
    """The part is not XML as Office writes it."""


@dataclass
class PartsWalk:
    """One look through the parts of a file; ``elements`` counts those of all parts."""

    elements: int = 0

    def through(self, part: IO[bytes]) -> None:
        """Read one part to its end. Raises ``Reaching`` or ``Malformed``."""
        reader = _Part(self)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.ProcessingInstructionHandler = _refuse_style_sheet
        try:
            while portion := part.read(_PORTION):
                parser.Parse(portion)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Malformed(str(error)) from error


def _refuse_document_type(*_declared: object) -> None:
    """Office writes none; it is where XML keeps its bombs."""
    raise Malformed("a document type")


def _refuse_style_sheet(name: str, _said: str) -> None:
    """It would be fetched, and is a program."""
    if name == "xml-stylesheet":
        raise Reaching(name)


@dataclass
class _Part:
    """What of a part is open at the moment: elements, a formula, fields within fields."""

    look: PartsWalk
    depth: int = 0
    said: list[str] | None = None
    fields: list[list[str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.look.elements += 1
        self.depth += 1
        if self.look.elements > MOST_ELEMENTS or self.depth > DEEPEST:
            raise Malformed("more elements than any document has")
        local = name.rpartition(" ")[2]
        if local in _REACHING:
            raise Reaching(local)
        _require_addresses(local, attributes)
        if local == "Relationship":
            _require_tame(attributes)
        elif local == "fldSimple":
            _require_field(_attribute(attributes, "instr"))
        elif local == "fldChar":
            self._turn(_attribute(attributes, "fldCharType"))
        elif local in _FORMULAS or local in ("instrText", "delInstrText"):
            self.said = []

    def text(self, said: str) -> None:
        if self.said is not None:
            self.said.append(said)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.said is None:
            return
        local, said = name.rpartition(" ")[2], "".join(self.said)
        if local in _FORMULAS:
            self.said = None
            _require_formula(said)
        elif local in ("instrText", "delInstrText"):
            self.said = None
            if not self.fields:
                _require_field(said)
            else:
                self.fields[-1].append(said)

    def _turn(self, kind: str) -> None:
        """A field begins, goes over from its instruction to its result, or ends.

        One that is composed by another begins with nothing of its own, and is refused.
        """
        if kind == "begin":
            if self.fields and not "".join(self.fields[-1]).strip():
                raise Reaching("a composed field")
            self.fields.append([])
        elif self.fields:
            _require_field("".join(self.fields[-1]))
            if kind == "end":
                self.fields.pop()


def _attribute(attributes: dict[str, str], name: str) -> str:
    """Its value, whatever the namespace of its name."""
    return next((v for key, v in attributes.items() if key.rpartition(" ")[2] == name), "")


def _require_tame(relation: dict[str, str]) -> None:
    kind = _attribute(relation, "Type").rpartition("/")[2]
    target = _attribute(relation, "Target")
    if _attribute(relation, "TargetMode").lower() == "external":
        is_tame = kind == "hyperlink" and (leads_to_a_page(target) or target.startswith("#"))
    else:
        is_tame = kind in _INSIDE and ":" not in target and not target.startswith(("//", "\\"))
    if not is_tame:
        raise Reaching(f"{kind}: {target}")


def _require_addresses(element: str, attributes: dict[str, str]) -> None:
    """Addresses of drawings lead to places inside, and links also to web pages."""
    for key, said in attributes.items():
        name = key.rpartition(" ")[2]
        if name not in ("src", "href") or not _leads_out(said):
            continue
        if name == "src" or element in _PICTURED or not leads_to_a_page(said):
            raise Reaching(f"{element}: {said}")


def _leads_out(address: str) -> bool:
    said = address.strip()
    return not said.startswith("data:image/") and (":" in said or said[:1] in ("/", "\\"))


def _require_field(instruction: str) -> None:
    words = instruction.split(maxsplit=1)
    if not words:
        return
    name = "=" if words[0].startswith("=") else words[0].upper()
    if name not in _FIELDS:
        raise Reaching(instruction)
    if name == "HYPERLINK":
        target = words[1].lstrip() if len(words) > 1 else ""
        place = target[1:].partition('"')[0] if target.startswith('"') else target.split(" ")[0]
        if not (
            not place or place.startswith(("\\l", "\\o", "\\t", "#")) or leads_to_a_page(place)
        ):
            raise Reaching(instruction)


def _require_formula(formula: str) -> None:
    """A program and its topic are joined by a bar, which no other formula has.

    What a link leads to stands in it as text.
    """
    plain = _QUOTED.sub("", formula)
    if "|" in plain or _FETCHING.search(plain):
        raise Reaching(formula)
    for link in _LINK.finditer(formula):
        address = _PLAIN_LINK.match(formula, link.end())
        if address is None or not (address[1].startswith("#") or leads_to_a_page(address[1])):
            raise Reaching(formula)
