from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint
from pypdf import PdfReader

from plans.document.values import PlanDocument
from reports.paper import PaperForm, PaperRequest, render, searchable
from tests.reports.paper.reading import grid, printed_pages, read_by_mupdf, read_by_pdfium
from tests.reports.paper.samples import INNOVATION_PLAN, Requester

CONJUNCTS = "ক্ষুদ্র জ্ঞান উদ্দেশ্য কৌশলগত সাব-সেক্টর স্ট্যাডি মহামারী/আপদকাল ত্রৈমাসিক র‍্যাব খ্রি."


def test_conjuncts_and_reordered_vowels_can_be_searched(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    text = printed_pages(requested(one_indicator(title=CONJUNCTS), PaperForm.PLAN))[0]

    assert [word for word in CONJUNCTS.split() if word not in text] == []


def test_every_word_of_the_innovation_plan_can_be_searched(
    innovation: PlanDocument, requested: Requester
) -> None:
    request = requested(innovation, PaperForm.PLAN, kind=INNOVATION_PLAN)

    text = "\n".join(printed_pages(request))

    assert [word for word in words_of(request) if word not in text] == []


def test_chrome_and_edge_find_every_word_of_the_report(
    khulna: PlanDocument, requested: Requester
) -> None:
    request = requested(khulna, PaperForm.PROGRESS)

    text = read_by_pdfium(render(request))

    assert [word for word in words_of(request) if word not in text] == []


def test_mupdf_finds_four_of_five_words_of_the_report(
    khulna: PlanDocument, requested: Requester, tmp_path: Path
) -> None:
    request = requested(khulna, PaperForm.PROGRESS)
    file = tmp_path / "report.pdf"
    file.write_bytes(render(request))

    text = read_by_mupdf(file)

    words = {word for word in words_of(request) if not word.isascii()}
    assert sum(word in text for word in words) >= len(words) * 4 / 5


def words_of(request: PaperRequest) -> set[str]:
    return {word for row in grid(request) for cell in row.values() for word in cell.split()}


def test_spaces_within_a_drawn_line_belong_to_no_word(
    one_indicator: Callable[..., PlanDocument], requested: Requester
) -> None:
    pdf = render(requested(one_indicator(title="ক্ষুদ্র শিল্প"), PaperForm.PLAN))

    drawn = PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert drawn is not None
    spans = {
        bytes.fromhex(said.decode()).decode("utf-16")
        for said in re.findall(rb"/ActualText <([0-9a-f]+)>", drawn.get_data())
    }
    assert {"ক্ষুদ্র", "শিল্প"} <= spans
    assert not any(" " in said for said in spans)


def test_another_release_of_weasyprint_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    source = Path(searchable.__file__).read_text()

    with pytest.raises(ImportError, match=re.escape("71.0 is installed")):
        exec(compile(source, searchable.__file__, "exec"), {"__name__": "again"})
