"""The parts of an XLSX archive, told as elements of XML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat
from zipfile import ZipFile


class Local(dict[str, str]):
    """Element names without their namespace's prefix, each worked out once."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


class PackagePart:
    """One part of the file, told as elements; subclasses hear ``opens``, ``closes``, ``text``."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        self.local = Local()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._opens
        self.parser.EndElementHandler = self._closes
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._source = (archive, name)

    def parse(self) -> None:
        archive, name = self._source
        with archive.open(name) as stream:
            self.parser.ParseFile(stream)

    def _opens(self, name: str, attributes: dict[str, str]) -> None:
        self.opens(self.local[name], attributes)

    def _closes(self, name: str) -> None:
        self.closes(self.local[name])

    def opens(self, name: str, attributes: dict[str, str]) -> None: ...

    def closes(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...

    def _refuse_document_type(self, *_args: object) -> None:
        raise ValueError("a document type in a spreadsheet")


class Elements(PackagePart):
    """The elements of a small part: names and attributes."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        super().__init__(archive, name)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.parse()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append((name, {self.local[key]: value for key, value in attributes.items()}))

    def named(self, *names: str) -> Iterator[dict[str, str]]:
        return (attributes for name, attributes in self.found if name in names)


class Strings(PackagePart):
    """The texts that cells share; what a reader sees, without the phonetic readings."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        super().__init__(archive, name)
        self.found: list[str] = []
        self._text: list[str] = []
        self._listens = False
        self._phonetic = False
        self.parse()

    def opens(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._text = []
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._listens = not self._phonetic

    def closes(self, name: str) -> None:
        if name == "t":
            self._listens = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append("".join(self._text))

    def text(self, data: str) -> None:
        if self._listens:
            self._text.append(data)
