"""The two pages, the ranking and the fact sheet → PDF, each page with who printed it when."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.template.loader import render_to_string
from weasyprint import CSS, HTML

from presentation.language import reader_language
from reports.paper import Printed
from reports.paper.cache import printed_once
from reports.paper.printing import engine_of_process, program
from reports.paper.stamping import stamped
from reports.paper.tagging import write_tagged

_STYLESHEET: Final = Path(__file__).with_name("briefing.css")


def printed_pdf(template: str, context: Mapping[str, Any], *, printed: Printed) -> bytes:
    """The template in the reader's language, on A4."""
    return stamped(unprinted_pdf(template, context), printed, language=reader_language())


def unprinted_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """The same without who printed it, from the store if exactly this was printed before."""
    html = render_to_string(template, {**context, "language": reader_language()})
    by = f"{program()}\n{_STYLESHEET.read_text()}"
    key = sha256(f"{by}\n{html}".encode()).hexdigest()
    return printed_once(key, lambda: _drawn(html))


def _drawn(html: str) -> bytes:
    engine = engine_of_process()
    document = HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts, stylesheets=[engine.stylesheet, _stylesheet()]
    )
    return write_tagged(document)


@cache
def _stylesheet() -> CSS:
    engine = engine_of_process()
    return CSS(string=_STYLESHEET.read_text(), url_fetcher=engine.fetcher, font_config=engine.fonts)
