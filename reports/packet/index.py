"""The packet's first pages: which file proves which figure, and where it begins."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML

from indicators.returns.evidence.models import Evidence
from indicators.returns.models import Achievement
from numerals import Language, Message, Month, format_figure
from plans.models import Plan
from reports.packet.quarter import Quarter
from reports.paper.printing import engine_of_process

_STYLESHEET: Final = Path(__file__).parent / "packet.css"


Figures: TypeAlias = Mapping[tuple[int, Month], str]
"""Figures as they are written, by indicator id and month."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the packet: its ``first`` page behind the index, or ``why`` it has none."""

    number: int
    evidence: Evidence
    first: int | None = None
    why: Message | None = None


def figures_proved(plan: Plan, quarter: Quarter, *, language: Language) -> Figures:
    """The quarter's figures as they are written, by indicator and month: one query."""
    cells = Achievement.objects.filter(
        monthly_return__plan=plan, monthly_return__month__in=quarter.months
    ).select_related("monthly_return")
    return {
        (cell.indicator_id, cell.monthly_return.month): format_figure(
            cell.figure, language=language
        )
        for cell in cells
    }


def contents_of(plan: Plan, quarter: Quarter, *, files: list[Evidence], language: Language) -> str:
    """A digest of all that a packet of these files says and holds."""
    entries = [Entry(number, evidence) for number, evidence in enumerate(files, start=1)]
    html = _html(plan, quarter, entries=entries, pages_before=0, language=language)
    return hashlib.sha256(html.encode()).hexdigest()


def print_index(
    plan: Plan, quarter: Quarter, *, entries: list[Entry], pages_before: int, language: Language
) -> tuple[bytes, int]:
    """The index as a PDF and its number of pages; ``pages_before`` is how many it is to have."""
    html = _html(plan, quarter, entries=entries, pages_before=pages_before, language=language)
    engine = engine_of_process()
    style = CSS(
        string=_STYLESHEET.read_text(),
        base_url="paper:",
        url_fetcher=engine.fetcher,
        font_config=engine.fonts,
    )
    document = HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts, stylesheets=[style]
    )
    pdf: bytes = document.write_pdf()
    return pdf, len(document.pages)


def _html(
    plan: Plan, quarter: Quarter, *, entries: list[Entry], pages_before: int, language: Language
) -> str:
    figures = figures_proved(plan, quarter, language=language)
    rows = [
        {
            "number": entry.number,
            "figure": figures.get((entry.evidence.indicator_id, entry.evidence.month), ""),
            "file": entry.evidence,
            "page": None if entry.first is None else entry.first + pages_before,
            "why": entry.why[language] if entry.why else "",
        }
        for entry in entries
    ]
    with translation.override(language):
        return render_to_string(
            "paper/packet.html",
            {"plan": plan, "quarter": quarter, "rows": rows, "language": language},
        )
