"""A request → PDF: the template is filled, laid out, cut into pages, and drawn."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from typing import Final, TypeAlias

import weasyprint
from django.core.cache import caches
from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from reports.paper import labels
from reports.paper.content import Paper, paper_of
from reports.paper.files import STYLESHEET, OwnFilesOnly
from reports.paper.pages import PrintedRow, printed_rows, row_starts
from reports.paper.request import PaperRequest
from reports.paper.searchable import make_text_searchable
from reports.paper.tagging import write_tagged
from reports.paper.widths import PaperLayout
from reports.program import digest_of

Starts: TypeAlias = tuple[int, ...]
"""The places of the rows that begin a page, the first page's aside."""

_MOST_PASSES: Final = 6
BREAKS: Final = "page-breaks"
"""The cache's name in ``settings.CACHES``."""
_MEMORY: Final = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108

make_text_searchable()


def render(request: PaperRequest) -> bytes:
    """The form as a PDF of A4 landscape pages."""
    return draw(paper_of(request))


def draw(paper: Paper) -> bytes:
    """Lay the form out until the rows that begin its pages are known, and draw it.

    A merged cell has to end where a page ends, so the breaks must be known before the layout
    that finds them. They hardly ever change between two prints of a plan and are remembered;
    a wrong memory costs a pass and no more.
    """
    starts = known = remembered_starts(paper)
    for _ in range(_MOST_PASSES):
        document = lay_out(html_of(paper, starts=starts), layout=paper.layout)
        found = row_starts([page.anchors for page in document.pages])
        if found == starts:
            break
        starts = corrected(starts, found)
        # The boxes of a layout hold each other: unless they are collected now, two layouts
        # are in memory at once.
        del document
        gc.collect()
    else:
        document = lay_out(html_of(paper, starts=starts), layout=paper.layout)
    if starts != known:
        _remember(paper.shape, starts)
    return write_tagged(document)


def corrected(assumed: Starts, found: Starts) -> Starts:
    """Better assumed breaks, given those that a layout under the old ones has found.

    Up to the first that came earlier than assumed the finding is sure; what lies behind it
    was laid out after a page that ended too soon.
    """
    for place, (one, two) in enumerate(zip(found, assumed, strict=False), start=1):
        if one != two:
            return found[:place]
    # One is the beginning of the other: more breaks than assumed, or fewer (a paper with fewer
    # pages than the one of the same shape that is remembered).
    return found


def html_of(paper: Paper, *, starts: Starts = ()) -> str:
    """The form's HTML with page breaks before the rows at ``starts``."""
    rows: tuple[PrintedRow, ...] = printed_rows(paper.table, starts=frozenset(starts))
    return render_to_string(
        "paper/form.html",
        {
            "language": paper.request.language,
            "heading": paper.heading,
            "columns": paper.table.columns,
            "head": paper.head,
            "rows": rows,
            "continued": paper.request.text(labels.CONTINUED),
        },
    )


def lay_out(html: str, *, layout: PaperLayout) -> Document:
    """The HTML on pages, with this process's fonts and stylesheet."""
    engine = engine_of_process()
    return HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts, stylesheets=[engine.stylesheet, stylesheet_of(layout)]
    )


@dataclass(frozen=True, slots=True)
class Engine:
    """What is made once per process: parsing the style and loading fonts costs half a print."""

    fonts: FontConfiguration
    stylesheet: CSS
    fetcher: OwnFilesOnly


@cache
def engine_of_process() -> Engine:
    """This process's fonts, style and fetcher, made at the first print."""
    fonts, fetcher = FontConfiguration(), OwnFilesOnly()
    kept, tempfile.tempdir = tempfile.tempdir, _MEMORY
    try:
        # The only files that printing writes: on a full disk there would be no form any more.
        stylesheet = CSS(
            string=STYLESHEET.read_text(), base_url="paper:", url_fetcher=fetcher, font_config=fonts
        )
    finally:
        tempfile.tempdir = kept
    return Engine(fonts, stylesheet, fetcher)


@lru_cache(maxsize=64)
def stylesheet_of(layout: PaperLayout) -> CSS:
    """The page, type size and widths of one form, as style."""
    rules = [
        f"@page {{ size: A4 {layout.orientation} }}",
        f"table {{ font-size: {layout.size}pt }}",
    ]
    rules += [
        f"col:nth-child({place}) {{ width: {width}mm }}"
        for place, width in enumerate(layout.widths, start=1)
    ]
    return CSS(string="\n".join(rules), url_fetcher=engine_of_process().fetcher)


def remembered_starts(paper: Paper) -> Starts:
    """The breaks that the last print of a form of this shape had; none if there was none."""
    starts: Starts = caches[BREAKS].get(_key_of(paper.shape), ())
    return starts


def _remember(shape: Hashable, starts: Starts) -> None:
    caches[BREAKS].set(_key_of(shape), starts)


def _key_of(shape: Hashable) -> str:
    return sha256(f"{program()}\n{shape!r}".encode()).hexdigest()


@cache
def program() -> str:
    """A digest of all that prints: our code, style, fonts and templates, and the library."""
    return digest_of("reports/paper", "templates/paper", others=(weasyprint.__version__,))
