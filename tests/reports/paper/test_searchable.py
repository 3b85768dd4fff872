from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import weasyprint

from plans.document.values import PlanDocument
from reports.paper import PaperForm, searchable
from tests.reports.paper.reading import grid, printed_pages
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

    words = {word for row in grid(request) for cell in row.values() for word in cell.split()}
    assert [word for word in words if word not in text] == []


def test_another_release_of_weasyprint_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    source = Path(searchable.__file__).read_text()

    with pytest.raises(ImportError, match=re.escape("71.0 is installed")):
        exec(compile(source, searchable.__file__, "exec"), {"__name__": "again"})
