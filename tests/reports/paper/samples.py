"""The two real documents, and requests for forms of a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol

from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Rules
from numerals import Message, Month
from plans.document.reader import read_form
from plans.document.values import PlanDocument
from reports.paper import CumulativeBasis, PaperForm, PaperRequest, Printed

FIXTURES: Final = Path(__file__).parents[3] / "fixtures"
KHULNA: Final = FIXTURES / "apa-progress-khulna-2024-q4.txt"
INNOVATION: Final = FIXTURES / "innovation-plan-2020-21.txt"

APA: Final = Message(bn="বার্ষিক কর্মসম্পাদন চুক্তি (এপিএ)", en="Annual Performance Agreement (APA)")
INNOVATION_PLAN: Final = Message(bn="বার্ষিক উদ্ভাবন কর্মপরিকল্পনা", en="Annual innovation action plan")
JUNE: Final = Month(2024, 6)
PRINTED: Final = Printed(
    datetime(2024, 7, 9, 9, 5, tzinfo=UTC), Message(bn="রাশেদা খাতুন", en="Rashida Khatun")
)


class Requester(Protocol):
    """Makes a request from a document; keywords replace what it is made of."""

    def __call__(self, document: PlanDocument, form: PaperForm, **changes: Any) -> PaperRequest: ...


def document_of(file: Path) -> PlanDocument:
    document = read_form(file.read_text()).document
    assert document is not None
    return document


def request_of(document: PlanDocument, form: PaperForm, **changes: Any) -> PaperRequest:
    """A form as of June 2024 over the months shown; ``changes`` replace the request's fields."""
    is_plan = not form.spec.has_months
    request = PaperRequest(
        document=document,
        form=form,
        language="bn",
        kind=APA,
        month=None if is_plan else JUNE,
        cumulative=CumulativeBasis.SHOWN,
        score=None if is_plan else score_plan(plan_input(document), rules=Rules()),
    )
    return replace(request, **changes)
