"""What a Word file's styles say of its runs and paragraphs: fonts, lists, places in the outline."""

from __future__ import annotations

import zipfile
from typing import Final

from lxml import etree

from plans.forms.archives import attribute, local, part, root_of

_STYLES: Final = "word/styles.xml"


class Styles:
    """The font of a run and the list of a paragraph: its own, or that of its styles."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._of: dict[str, str] = {}
        self._lists: dict[str, tuple[str, int]] = {}
        self._headings: set[str] = set()
        self._default = ""
        if _STYLES not in archive.namelist():
            return
        for style in root_of(part(archive, _STYLES)):
            font = next((_own_font(one) for one in style.iter() if local(one) == "rFonts"), "")
            if local(style) == "docDefaults":
                self._default = font
                continue
            name = attribute(style, "styleId")
            if font:
                self._of[name] = font
            numbered = property_of(style, "pPr", "numPr")
            if numbered is not None:
                self._lists[name] = _list_in(numbered)
            if property_of(style, "pPr", "outlineLvl") is not None:
                self._headings.add(name)

    def is_heading(self, paragraph: etree._Element) -> bool:
        """Whether ``paragraph`` has a place in the document's outline."""
        named = property_of(paragraph, "pPr", "pStyle")
        return property_of(paragraph, "pPr", "outlineLvl") is not None or (
            named is not None and attribute(named, "val") in self._headings
        )

    def list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list that ``paragraph`` stands in, and its level; the name is blank if in none."""
        own = property_of(paragraph, "pPr", "numPr")
        named = property_of(paragraph, "pPr", "pStyle")
        styled = self._lists.get(attribute(named, "val")) if named is not None else None
        if own is None:
            return styled or ("", 0)
        name, level = _list_in(own)
        return (name or (styled[0] if styled else ""), level)

    def of_paragraph(self, paragraph: etree._Element) -> str:
        """The font of the runs in ``paragraph`` that have none of their own."""
        return self._named(paragraph, "pPr", "pStyle") or self._of.get("Normal", "")

    def of_run(self, run: etree._Element, paragraph: str) -> str:
        """The font of ``run`` in a paragraph of the font ``paragraph``."""
        own = property_of(run, "rPr", "rFonts")
        font = _own_font(own) if own is not None else ""
        return font or self._named(run, "rPr", "rStyle") or paragraph or self._default

    def _named(self, owner: etree._Element, properties: str, style: str) -> str:
        """The font of the style that ``owner`` names."""
        named = property_of(owner, properties, style)
        return "" if named is None else self._of.get(attribute(named, "val"), "")


def property_of(owner: etree._Element, properties: str, name: str) -> etree._Element | None:
    """The property ``name`` among the ``properties`` of ``owner``, if it has it."""
    for child in owner:
        if local(child) == properties:
            return next((one for one in child if local(one) == name), None)
    return None


def _list_in(numbered: etree._Element) -> tuple[str, int]:
    values = {local(one): attribute(one, "val") for one in numbered}
    level = values.get("ilvl", "0")
    return values.get("numId", ""), int(level) if level in tuple("012345678") else 0


def _own_font(fonts: etree._Element) -> str:
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or attribute(fonts, "cs")
