"""The index and the files' pages in one PDF.

Each file is taken apart on its own and kept on disk until the index is known; memory holds
one file at a time, and at the end the joined pages, of which there are at most
``MOST_JOINED`` bytes.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from pypdf import PdfWriter

from indicators.returns.evidence.kinds import FileKind
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.selectors import evidence_of_plan
from numerals import Language, Message, format_month, localize_digits
from plans.models import Plan
from reports.packet.index import Entry, Figures, figures_proved, print_index
from reports.packet.marking import mark_pages
from reports.packet.parts import write_part
from reports.packet.quarter import Quarter
from reports.paper.appending import append

MOST_JOINED: Final = 100 * 1024 * 1024
"""Bytes of all joined files; the others are listed."""

_MOST_PRINTS: Final = 4
"""Of the index: more pages need longer page numbers, which may need one page more."""

_FIGURE: Final = Message(bn="অর্জন {figure}", en="figure {figure}")
FULL: Final = Message(
    bn="সংকলন পূর্ণ, আলাদা ফাইল হিসেবে দেখুন", en="the packet is full, see the file itself"
)


def write_packet(
    plan: Plan,
    quarter: Quarter,
    *,
    output: IO[bytes],
    language: Language,
    folder: Path | None = None,
    told: Callable[[int], None] = lambda _done: None,
) -> list[Entry]:
    """Write the packet to ``output``; what its index says.

    The parts lie in ``folder`` meanwhile. ``told`` hears of each file how many went before.
    """
    with tempfile.TemporaryDirectory(prefix="lokkho-packet-", dir=folder) as name:
        parts = Path(name)
        files = evidence_of_plan(plan, quarter.months)
        figures = figures_proved(plan, quarter, language=language)
        entries = _taken(files, figures, folder=parts, told=told, language=language)
        with PdfWriter() as writer:
            before = _add_index(writer, plan, quarter, entries=entries, language=language)
            for entry in entries:
                if entry.first is not None:
                    append(writer, _part(parts, entry.number))
                    writer.add_outline_item(
                        title=f"{_number(entry, language)}. {entry.evidence.name}",
                        page_number=entry.first + before - 1,
                    )
            writer.add_metadata({"/Title": f"{plan.address} {quarter}"})
            writer.write(output)
    return entries


def _number(entry: Entry, language: Language) -> str:
    return localize_digits(str(entry.number), language=language)


def _part(folder: Path, number: int) -> Path:
    return folder / f"{number}.pdf"


def _taken(
    files: list[Evidence],
    figures: Figures,
    *,
    folder: Path,
    told: Callable[[int], None],
    language: Language,
) -> list[Entry]:
    """Every file in order; the pages of those that have some are in the folder."""
    entries, first, room = [], 1, MOST_JOINED
    for number, evidence in enumerate(files, start=1):
        told(number - 1)
        part = _part(folder, number)
        found = FULL if evidence.size > room else write_part(evidence, target=part)
        if isinstance(found, Message):
            entries.append(Entry(number, evidence, why=found))
            continue
        about = _about(evidence, figures, language=language)
        mark_pages(
            part,
            about,
            number=number,
            files=len(files),
            language=language,
            has_margins=FileKind(evidence.kind).is_picture,
        )
        entries.append(Entry(number, evidence, first=first))
        first += found
        room -= part.stat().st_size
    return entries


def _about(evidence: Evidence, figures: Figures, *, language: Language) -> str:
    """The indicator, the month and the figure that the file proves."""
    indicator = evidence.indicator
    code = indicator.code or indicator.activity.code
    figure = figures.get((indicator.pk, evidence.month), "")
    month = format_month(evidence.month, language=language)
    return " · ".join(
        part
        for part in (code, month, _FIGURE[language].format(figure=figure) if figure else "")
        if part
    )


def _add_index(
    writer: PdfWriter, plan: Plan, quarter: Quarter, *, entries: list[Entry], language: Language
) -> int:
    """Print the index, again where its own length moves the files; its number of pages."""
    pages = 1
    for _ in range(_MOST_PRINTS):
        before = pages
        pdf, pages = print_index(
            plan, quarter, entries=entries, pages_before=before, language=language
        )
        if pages == before:
            break
    writer.append(io.BytesIO(pdf))
    return pages
