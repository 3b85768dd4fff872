"""The 18-column report as PDF, against a bare WeasyPrint render of its HTML; as Word and Excel."""

from __future__ import annotations

import gc
import resource
import statistics
import time
import tracemalloc
from collections.abc import Callable
from functools import partial

from weasyprint import HTML
from weasyprint.draw import text as drawing

from plans.forms.reading import read_file
from reports.paper import PaperForm, PaperFormat, render
from reports.paper.content import paper_of
from reports.paper.printing import (
    engine_of_process,
    html_of,
    remembered_starts,
    stylesheet_of,
)
from reports.paper.searchable import draw_unsearchable_line, make_text_searchable
from tests.reports.paper.samples import KHULNA, PRINTED, document_of, request_of

ROUNDS = 9


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_bench_progress_report_warm_against_bare_weasyprint() -> None:
    request = request_of(document_of(KHULNA), PaperForm.PROGRESS)
    cold = seconds(lambda: render(request))
    paper = paper_of(request)
    html = html_of(paper, starts=remembered_starts(paper))
    engine = engine_of_process()

    def bare() -> None:
        HTML(string=html, base_url="paper:", url_fetcher=engine.fetcher).write_pdf(
            font_config=engine.fonts,
            stylesheets=[engine.stylesheet, stylesheet_of(paper.layout)],
        )

    gc.collect()
    gc.freeze()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: render(request)))
        drawing.draw_first_line = draw_unsearchable_line
        theirs.append(seconds(bare))
        make_text_searchable()
    gc.unfreeze()
    one, other = statistics.median(ours), statistics.median(theirs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(  # noqa: T201
        f"\n18-column PDF: cold {cold:.2f} s, warm {one:.2f} s, bare WeasyPrint {other:.2f} s, "
        f"ratio {one / other:.2f} (goal 1.25); peak memory of the process {peak} MB"
    )
    assert len(render(request)) > 0


def test_bench_progress_report_as_word_and_excel() -> None:
    request = request_of(document_of(KHULNA), PaperForm.PROGRESS)
    for file_format in (PaperFormat.DOCX, PaperFormat.XLSX):
        made = partial(file_format.rule.made, request, PRINTED)
        taken = statistics.median(seconds(made) for _ in range(ROUNDS))
        tracemalloc.start()
        data = made()
        peak = tracemalloc.get_traced_memory()[1] / 2**20
        tracemalloc.stop()
        again = statistics.median(seconds(partial(read_file, data)) for _ in range(ROUNDS))
        print(  # noqa: T201
            f"\n18 columns, 32 rows as {file_format}: {taken * 1000:.0f} ms, {peak:.1f} MB, "
            f"{len(data) // 1024} KB; read again in {again * 1000:.0f} ms (goal 300)"
        )
        assert isinstance(read_file(data), tuple)
