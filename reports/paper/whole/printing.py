"""The whole agreement → PDF: one document, whose pages count on and whose contents find them."""

from __future__ import annotations

import gc
from functools import cache
from hashlib import sha256
from typing import Final

from django.template.loader import render_to_string
from weasyprint import CSS, HTML, Document

from reports.paper import labels
from reports.paper.cache import printed_once
from reports.paper.files import FOLDER
from reports.paper.pages import ROW_NAME, printed_rows, row_starts
from reports.paper.printing import Starts, corrected, engine_of_process, program
from reports.paper.tagging import write_tagged
from reports.paper.whole.content import WholePaper, whole_of
from reports.paper.whole.request import WholeRequest

_STYLESHEET: Final = FOLDER / "whole" / "whole.css"
_MOST_PASSES: Final = 6
_ROW: Final = ROW_NAME.format("")


def render_whole_cached(request: WholeRequest) -> bytes:
    """The agreement as a PDF, from the store if exactly this was printed before."""
    key = sha256(f"{program()}\nwhole\n{request!r}".encode()).hexdigest()
    return printed_once(key, lambda: render_whole(request))


def render_whole(request: WholeRequest) -> bytes:
    """The agreement as a PDF: A4 upright, its tables lying, with an outline.

    As a form of its own, the table is laid out until the rows that begin its pages are known.
    """
    paper = whole_of(request)
    starts: Starts = ()
    for _ in range(_MOST_PASSES):
        document = _laid_out(paper, starts)
        found = row_starts(_pages_of_table(document))
        if found == starts:
            break
        starts = corrected(starts, found)
        del document
        gc.collect()
    else:
        document = _laid_out(paper, starts)
    return write_tagged(document)


def _pages_of_table(document: Document) -> list[dict[str, tuple[float, float]]]:
    """The named boxes of the pages that the table stands on."""
    return [
        page.anchors
        for page in document.pages
        if any(name.startswith(_ROW) for name in page.anchors)
    ]


def _laid_out(paper: WholePaper, starts: Starts) -> Document:
    engine = engine_of_process()
    table = paper.table
    html = render_to_string(
        "paper/whole.html",
        {
            "paper": paper,
            "table": table,
            "rows": printed_rows(table.table, starts=frozenset(starts)),
            "continued": table.request.text(labels.CONTINUED),
        },
    )
    style = "\n".join(
        [
            f".form {{ font-size: {table.layout.size}pt }}",
            *(
                f".form col:nth-child({place}) {{ width: {width}mm }}"
                for place, width in enumerate(table.layout.widths, start=1)
            ),
            *(f".share-{share} {{ width: {share}% }}" for share in sorted(_shares(paper))),
        ]
    )
    return HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts,
        stylesheets=[
            engine.stylesheet,
            _stylesheet(),
            CSS(string=style, url_fetcher=engine.fetcher),
        ],
    )


def _shares(paper: WholePaper) -> set[int]:
    """The shares of a table's width that some column has."""
    passages = (passage for one in paper.sections for passage in one.passages)
    return {share for one in passages if one.table for share in one.table.shares}


@cache
def _stylesheet() -> CSS:
    engine = engine_of_process()
    return CSS(string=_STYLESHEET.read_text(), url_fetcher=engine.fetcher, font_config=engine.fonts)
