"""The two real documents as requests, and a form small enough to read whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, Protocol

import pytest

from indicators.scoring.composite import score_plan
from indicators.scoring.model import Rules
from indicators.scoring_inputs import plan_input
from plans.document.model import (
    ActivityEntry,
    FiscalYearSpan,
    Form,
    IndicatorEntry,
    Message,
    Method,
    Month,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)
from plans.document.reader import read_form
from reports.paper import CumulativeBasis, PaperForm, PaperRequest

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
KHULNA: Final = FIXTURES / "apa-progress-khulna-2024-q4.txt"
INNOVATION: Final = FIXTURES / "innovation-plan-2020-21.txt"

APA: Final = Message(bn="বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ)", en="Annual Performance Agreement (APA)")
INNOVATION_PLAN: Final = Message(bn="বার্ষিক উদ্ভাবন কর্মপরিকল্পনা", en="Annual innovation action plan")
JUNE: Final = Month(2024, 6)


class Requester(Protocol):
    """Makes a request from a document; keywords replace what it is made of."""

    def __call__(self, document: PlanDocument, form: PaperForm, **changes: Any) -> PaperRequest: ...


def document_of(file: Path) -> PlanDocument:
    document = read_form(file.read_text()).document
    assert document is not None
    return document


@pytest.fixture(scope="session")
def khulna() -> PlanDocument:
    return document_of(KHULNA)


@pytest.fixture(scope="session")
def innovation() -> PlanDocument:
    return document_of(INNOVATION)


@pytest.fixture
def requested() -> Requester:
    def make(document: PlanDocument, form: PaperForm, **changes: Any) -> PaperRequest:
        score = score_plan(plan_input(document), rules=Rules())
        request = PaperRequest(
            document=document,
            form=form,
            language="bn",
            kind=APA,
            month=None if form is PaperForm.PLAN else JUNE,
            cumulative=CumulativeBasis.SHOWN,
            score=None if form is PaperForm.PLAN else score,
        )
        return replace(request, **changes)

    return make


@pytest.fixture
def one_indicator() -> Callable[..., PlanDocument]:
    """A plan of one indicator; keywords replace the indicator's fields."""

    def make(**changes: Any) -> PlanDocument:
        indicator = IndicatorEntry(
            row="1.1.1",
            code="1.1.1",
            title="আয়োজিত মেলা",
            unit="সংখ্যা",
            weight=Decimal(100),
            targets=TierTargets(*map(Decimal, (10, 9, 8, 7, 6))),
            method=Method.SUM,
            achieved={JUNE: Decimal(7)},
        )
        activity = ActivityEntry("1.1", "মেলা আয়োজন", (replace(indicator, **changes),))
        objective = ObjectiveEntry("1", "strategic", "1", "বিপণন", Decimal(100), (activity,))
        return PlanDocument(
            Form.PROGRESS, "জেলা কার্যালয়", "", FiscalYearSpan(2023), (objective,), (JUNE,)
        )

    return make
