"""The structure of a PDF: one table with one head over all its pages; what repeats is no content.

WeasyPrint makes a table of its own of each page's part of a table, with the head again (its issue
2903), and leaves what stands in page margins marked as content that nothing speaks of. Both are
mended in the ``finisher`` that it offers. A cell's heads are told by ``Scope`` (ISO 32000-1,
14.8.5.7), which holds over pages, in the place of lists of them.

No conformance is declared: nobody has checked one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

import pydyf
from weasyprint import Document

Element: TypeAlias = pydyf.Dictionary

REPEATED: Final = "/Art"
"""What WeasyPrint makes of ``<article>``: so the templates name what repeats on every page."""


def write_tagged(document: Document) -> bytes:
    """The document as a PDF whose structure a screen reader can follow."""
    pdf: bytes = document.write_pdf(pdf_tags=True, finisher=_mended)
    return pdf


def _mended(_document: Document, pdf: pydyf.PDF) -> None:
    structure = _Structure(pdf)
    structure.leave_out_what_repeats()
    structure.join_tables()
    structure.say_what_heads_head()
    structure.make_artifacts_of_the_rest()


class _Structure:
    """The tree of a PDF's structure, as WeasyPrint has made it."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects = pdf.objects
        self._pages = [self._at(page) for page in pdf.page_references]
        self._tree = self._at(pdf.catalog["StructTreeRoot"])
        self._root = self._at(self._tree["K"][0])

    def leave_out_what_repeats(self) -> None:
        """Take from the tree what each page says again, and pictures without words."""
        for element in list(self._all(self._root)):
            element["K"][:] = [kid for kid in element["K"] if not self._is_no_content(kid)]

    def join_tables(self) -> None:
        """Put the rows of a table's later pages behind those of its first."""
        first, page = None, b""
        for table in self._tables(self._root):
            if table is None:
                first = None
            elif first is not None and table["Pg"] != page:
                self._move(table, behind=first)
                page = table["Pg"]
            else:
                first, page = table, table["Pg"]

    def say_what_heads_head(self) -> None:
        """A head above its columns, or before its row."""
        for table in filter(None, self._tables(self._root)):
            for part in self._kids(table):
                scope = "/Column" if part["S"] == "/THead" else "/Row"
                for cell in self._all(part):
                    cell.pop("ID", None)
                    if cell["S"] == "/TH":
                        cell["A"]["Scope"] = scope
                    elif cell["S"] == "/TD":
                        cell["A"].pop("Headers", None)

    def make_artifacts_of_the_rest(self) -> None:
        """What the tree does not speak of any more is none of the content."""
        told = {element.number for element in self._all(self._root)}
        by_page = self._at(self._tree["ParentTree"])["Nums"]
        for number, page in enumerate(self._pages):
            owners = by_page[2 * number + 1]
            content = self._at(page["Contents"]).stream
            for place, said in enumerate(content):
                if not isinstance(said, pydyf.Dictionary) or "MCID" not in said:
                    continue
                mark = said["MCID"]
                if _number(owners[mark]) in told:
                    continue
                owners[mark] = "null"
                content[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary()]
        for element in self._objects:
            is_element = (
                isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem"
            )
            if is_element and element.number not in told:
                element.clear()

    def _is_no_content(self, kid: int | bytes) -> bool:
        found = {} if isinstance(kid, int) else self._at(kid)
        is_silent = found.get("S") == "/Figure" and "Alt" not in found
        return is_silent or found.get("S") == REPEATED

    def _at(self, reference: bytes) -> Element:
        return self._objects[_number(reference)]

    def _kids(self, element: Element) -> Iterator[Element]:
        for kid in element["K"]:
            if isinstance(kid, bytes):
                found = self._at(kid)
                if found.get("Type") == "/StructElem":
                    yield found

    def _all(self, element: Element) -> Iterator[Element]:
        yield element
        for kid in self._kids(element):
            yield from self._all(kid)

    def _tables(self, element: Element) -> Iterator[Element | None]:
        """The tables as they are read; ``None`` for what stands between them."""
        if element["S"] == "/Table":
            yield element
            return
        for kid in element["K"]:
            if isinstance(kid, int):
                yield None
        for found in self._kids(element):
            yield from self._tables(found)

    def _move(self, table: Element, *, behind: Element) -> None:
        body = [part for part in self._kids(behind) if part["S"] == "/TBody"][-1]
        for part in self._kids(table):
            if part["S"] == "/TBody":
                for row in self._kids(part):
                    row["P"] = body.reference
                body["K"].extend(part["K"])
        owner = self._at(table["P"])
        owner["K"].remove(table.reference)


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
