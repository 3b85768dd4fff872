"""Forms that were printed before: unchanged figures are not laid out again.

A file per printed form, named by a digest of everything that it is printed from, so that
nothing ever has to be invalidated. The oldest unused files go when there are too many.
"""

from __future__ import annotations

import logging
import os
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import weasyprint
from django.conf import settings

from reports.paper.files import FOLDER
from reports.paper.printing import render
from reports.paper.request import PaperRequest

logger = logging.getLogger(__name__)

_TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "paper"


def render_cached(request: PaperRequest) -> bytes:
    """The form as a PDF, from the store if exactly this was printed before.

    The store is ``settings.PAPER_CACHE_DIR``, of at most ``settings.PAPER_CACHE_FILES`` files.
    """
    file = Path(settings.PAPER_CACHE_DIR) / f"{key_of(request)}.pdf"
    try:
        pdf = file.read_bytes()
    except FileNotFoundError:
        pdf = render(request)
        try:
            _store(file, pdf)
        except OSError as error:
            # A store that is full costs the next reader a print, and nobody the form.
            logger.warning("A printed form could not be kept: %s", error)
    else:
        _mark_used(file)
    return pdf


def key_of(request: PaperRequest) -> str:
    """A digest of the request and of the program that prints it.

    The request is a value whose ``repr`` says all of it; equal values written differently
    (5 and 5.0) only cost a second print.
    """
    return sha256(f"{_program()}\n{request!r}".encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of our code, style, fonts and templates, and of the release that lays them out."""
    digest = sha256(weasyprint.__version__.encode())
    own = (file for folder in (FOLDER, _TEMPLATES) for file in folder.rglob("*"))
    for file in sorted(file for file in own if file.suffix in {".py", ".css", ".ttf", ".html"}):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _store(file: Path, pdf: bytes) -> None:
    """Write beside the target and rename: a reader sees a whole file or none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(pdf)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _prune(file.parent, keep=settings.PAPER_CACHE_FILES)


def _mark_used(file: Path) -> None:
    try:
        os.utime(file)
    except FileNotFoundError:
        return  # another process has just pruned it; the bytes are read already


def _prune(folder: Path, *, keep: int) -> None:
    """Remove the files that were not used for the longest time, beyond ``keep`` of them."""
    used: list[tuple[float, Path]] = []
    for file in folder.glob("*.pdf"):
        try:
            used.append((file.stat().st_mtime, file))
        except FileNotFoundError:
            continue
    used.sort(reverse=True)
    for _, file in used[keep:]:
        file.unlink(missing_ok=True)
