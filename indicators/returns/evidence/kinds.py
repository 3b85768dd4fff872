"""What is taken as evidence: the kinds of file, and a file that may be kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST_FILE: Final = 5 * 1024 * 1024
"""Bytes of one file."""


class FileKind(StrEnum):
    """The kinds that are taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """As a model's field takes them."""
        return [(kind.value, kind.value.upper()) for kind in cls]

    @property
    def extension(self) -> str:
        """The end of a file's name, without the dot."""
        return "jpg" if self is FileKind.JPEG else self.value

    @property
    def content_type(self) -> str:
        """The media type that the file is sent as."""
        return _CONTENT_TYPES[self]

    @property
    def is_picture(self) -> bool:
        """Whether it is one picture."""
        return self in (FileKind.JPEG, FileKind.PNG)


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES: Final = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Content:
    """A file that may be kept: what it is, its bytes as they are to be kept, a picture's look."""

    kind: FileKind
    data: bytes
    look: str = ""
