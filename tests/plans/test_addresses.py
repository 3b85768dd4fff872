from __future__ import annotations

import pytest

from numerals import FiscalYearSpan, Month
from plans.addresses import PlanAddress, plan_url
from tests.cast import Cast

KHULNA = PlanAddress("khulna", FiscalYearSpan(2023), "apa")


@pytest.mark.parametrize(
    "text",
    ["khulna/2023-24/apa", " Khulna/2023-2024/APA ", "khulna / ২০২৩-২৪ / apa"],
)
def test_plan_is_read_in_every_spelling_of_its_address(text: str) -> None:
    assert PlanAddress.parse(text) == KHULNA
    assert str(PlanAddress.parse(text)) == "khulna/2023-24/apa"


@pytest.mark.parametrize(
    "text", ["", "khulna", "khulna/2023-24", "/2023-24/apa", "khulna/2023-25/apa", "a/2023-24/b/c"]
)
def test_what_names_no_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        PlanAddress.parse(text)


def test_names_are_those_that_pages_are_asked_by() -> None:
    assert KHULNA.named() == {"office": "khulna", "year": "2023-24", "kind": "apa"}
    assert KHULNA.named(Month(2024, 6))["month"] == "2024-06"


@pytest.mark.once
def test_pages_of_a_plan_have_its_address(cast: Cast) -> None:
    assert cast.plan.at == KHULNA
    assert plan_url("indicators:plan", cast.plan) == "/plans/khulna/2023-24/apa/"
    assert (
        plan_url("indicators:entry", cast.plan, Month(2024, 6))
        == "/plans/khulna/2023-24/apa/2024-06/"
    )
