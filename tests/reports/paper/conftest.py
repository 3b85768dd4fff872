"""The two real documents, and a form small enough to read whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from numerals import FiscalYearSpan
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)
from tests.reports.paper.samples import (
    INNOVATION,
    JUNE,
    KHULNA,
    Requester,
    document_of,
    request_of,
)


@pytest.fixture(scope="session")
def khulna() -> PlanDocument:
    return document_of(KHULNA)


@pytest.fixture(scope="session")
def innovation() -> PlanDocument:
    return document_of(INNOVATION)


@pytest.fixture
def requested() -> Requester:
    return request_of


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
