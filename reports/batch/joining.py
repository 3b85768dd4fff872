"""Papers in one file: a PDF with contents, a ZIP, a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from pypdf import PdfWriter
from weasyprint import CSS, HTML

from numerals import Language, Message, language_of, localize_digits
from plans.models import Plan
from reports.batch.hands import pdfs_of
from reports.batch.models import FACT_SHEET, Batch, BatchFormat
from reports.batch.parts import Paper, has_paper, keep, kept, keys_of, papers_of, plans_of
from reports.paper import PaperFormat, PaperRequest, Printed
from reports.paper.appending import append
from reports.paper.excel import workbook_of
from reports.paper.printing import engine_of_process
from reports.paper.stamping import DOWN, HEIGHT, LEFT, MILLIMETRE, Update, lines_of, stamped
from reports.paper.whole import WholeRequest, whole_docx

Told = Callable[[int], None]

_PAGE_OF: Final = Message(bn="ফাইলের পৃষ্ঠা {page} / {pages}", en="page {page} / {pages} of the file")
_STYLESHEET: Final = Path(__file__).parent / "contents.css"
_MOST_PRINTS: Final = 4
_WRITTEN: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: an office's paper and its first page behind the contents."""

    plan: Plan
    first: int


def write_batch(batch: Batch, target: IO[bytes], *, printed: Printed, told: Told) -> int:
    """Write the papers to ``target``; of how many plans there is none.

    ``told`` hears how many are done, after each.
    """
    every = list(plans_of(batch))
    plans = [plan for plan in every if has_paper(batch, plan)]
    made_as = BatchFormat(batch.made_as)
    if made_as is BatchFormat.PDF:
        target.write(_joined_pdf(batch, plans, printed=printed, told=told))
    elif made_as is BatchFormat.WORKBOOK:
        papers = ((plan.office.code, paper) for plan, paper in _counted(batch, plans, told))
        target.write(workbook_of(_forms(papers), printed))
    else:
        _zip(batch, plans, target, printed=printed, told=told)
    return len(every) - len(plans)


def _counted(batch: Batch, plans: Sequence[Plan], told: Told) -> Iterator[tuple[Plan, Paper]]:
    for number, (plan, paper) in enumerate(papers_of(batch, plans), start=1):
        if paper is not None:
            yield plan, paper
        told(number)


def _forms(papers: Iterable[tuple[str, Paper]]) -> Iterator[tuple[str, PaperRequest]]:
    for name, paper in papers:
        if isinstance(paper, PaperRequest):
            yield name, paper


def _pdfs(batch: Batch, plans: Sequence[Plan], told: Told) -> Iterator[tuple[Plan, bytes]]:
    """Each plan's PDF; those that nothing changed of are not even looked at."""
    keys = keys_of(batch, plans)
    found = {plan.pk: kept(keys[plan.pk]) for plan in plans}
    lacking = [plan for plan in plans if found[plan.pk] is None]
    papers = (paper for _plan, paper in papers_of(batch, lacking))
    language = language_of(batch.language)
    with closing(pdfs_of(papers, count=len(lacking), language=language)) as printing:
        for number, plan in enumerate(plans, start=1):
            pdf = found.pop(plan.pk)
            if pdf is None:
                with _named(plan):
                    pdf = next(printing)
                keep(keys[plan.pk], pdf)
            if pdf:
                yield plan, pdf
            told(number)


@contextmanager
def _named(plan: Plan) -> Iterator[None]:
    """What goes wrong says in the log at whose paper."""
    try:
        yield
    except Exception as error:
        error.add_note(f"The paper of {plan.address} could not be printed.")
        raise


def _zip(
    batch: Batch, plans: Sequence[Plan], target: IO[bytes], *, printed: Printed, told: Told
) -> None:
    made_as = BatchFormat(batch.made_as)
    language = language_of(batch.language)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(plan: Plan, content: bytes) -> None:
            name = f"{plan.office.code}-{batch.name}.{made_as.part}"
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN), content, zipfile.ZIP_DEFLATED)

        if made_as is BatchFormat.ZIP_PDF:
            for plan, pdf in _pdfs(batch, plans, told):
                add(plan, stamped(pdf, printed, language=language))
            return
        for plan, paper in _counted(batch, plans, told):
            if isinstance(paper, WholeRequest):
                add(plan, whole_docx(paper, printed))
            elif isinstance(paper, PaperRequest):
                add(plan, PaperFormat(made_as.part).rule.made(paper, printed))


def _joined_pdf(batch: Batch, plans: Sequence[Plan], *, printed: Printed, told: Told) -> bytes:
    """One PDF: contents, then the papers, each page with who printed it and its number."""
    keys = keys_of(batch, plans)
    key = sha256("\n".join(["joined", str(batch.office_id), *keys.values()]).encode()).hexdigest()
    joined = kept(key)
    if joined is None:
        joined = _join(batch, _pdfs(batch, plans, told))
        keep(key, joined)
    told(len(plans))
    return _numbered(joined, printed, language=language_of(batch.language))


def _join(batch: Batch, parts: Iterable[tuple[Plan, bytes]]) -> bytes:
    """The papers behind their contents; each is read while others are printed."""
    target = io.BytesIO()
    with PdfWriter() as writer:
        entries = []
        for plan, pdf in parts:
            entries.append(ContentsLine(plan, len(writer.pages) + 1))
            append(writer, io.BytesIO(pdf))
        before = pages = 1
        for _attempt in range(_MOST_PRINTS):
            before = pages
            contents, pages = _contents(batch, entries, before)
            if pages == before:
                break
        writer.merge(0, io.BytesIO(contents), import_outline=False)
        for entry in entries:
            writer.add_outline_item(
                title=entry.plan.office.name_bn
                if batch.language == "bn"
                else entry.plan.office.name_en or entry.plan.office.name_bn,
                page_number=entry.first + before - 1,
            )
        writer.add_metadata({"/Title": batch.name})
        writer.write(target)
    return target.getvalue()


def _contents(batch: Batch, entries: Sequence[ContentsLine], before: int) -> tuple[bytes, int]:
    engine = engine_of_process()
    with translation.override(batch.language):
        html = render_to_string(
            "paper/batch.html",
            {
                "batch": batch,
                "rows": [(one.plan.office.name, one.first + before) for one in entries],
                "scheme": batch.fiscal_year.scheme(batch.kind).name[language_of(batch.language)],
                "form": batch.paper_form.spec.name[language_of(batch.language)]
                if batch.paper_form
                else _("Fact sheet")
                if batch.form == FACT_SHEET
                else "",
            },
        )
    document = HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).render(
        font_config=engine.fonts,
        stylesheets=[CSS(string=_STYLESHEET.read_text(), url_fetcher=engine.fetcher)],
    )
    return document.write_pdf(), len(document.pages)


def _numbered(pdf: bytes, printed: Printed, *, language: Language) -> bytes:
    """Who printed it, and which page of the file it is, at the head of each page."""
    update = Update(pdf)
    pages = update.reader.pages
    said = escape(printed.said(language))

    def number(page: int) -> str:
        return localize_digits(
            _PAGE_OF[language].format(page=page, pages=len(pages)), language=language
        )

    lines = [f"{said} · {escape(number(page))}" for page in range(1, len(pages) + 1)]
    marks = lines_of(lines, language=language, width=_WIDTH, height=HEIGHT)
    for page, mark in zip(pages, marks, strict=True):
        x = float(page.mediabox.left) + LEFT * MILLIMETRE
        y = float(page.mediabox.top) - (DOWN + HEIGHT) * MILLIMETRE
        update.draw(page, update.adopted(mark), f"1 0 0 1 {x:.3f} {y:.3f} cm")
    return update.written()


_WIDTH: Final = 112.0
