"""A PDF behind others in one file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from pypdf import PdfReader, PdfWriter


def append(writer: PdfWriter, pdf: IO[bytes] | Path) -> None:
    """Write all pages of ``pdf``, without its bookmarks, and keep nothing of how it was read.

    What is read of a file takes fifty times its size; a writer keeps that of each for whoever
    refers to it later, which nobody does.
    """
    with PdfReader(pdf) as reader:
        writer.append(reader, import_outline=False)
        writer.reset_translation(reader)
