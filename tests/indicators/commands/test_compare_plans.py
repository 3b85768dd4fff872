import json
from typing import Any

import pytest
from django.core.management.base import CommandError

from offices.models import Level
from plans.models import Plan
from plans.selectors import indicators_of, plan_document
from plans.services.storing import store_plan
from tests.cast import office
from tests.indicators.commands.conftest import Run

KHULNA = "khulna/2023-24/apa"


def compared(run: Run, old: str, new: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run("compare_plans", old, new, "--json"))
    return data


@pytest.mark.once
def test_plan_compared_with_itself_has_no_difference(run: Run, agreement: Plan) -> None:
    data = compared(run, KHULNA, f"{KHULNA}@১")

    assert list(data) == ["added", "removed", "changed", "scores"]
    assert [data[one] for one in ("added", "removed", "changed")] == [[]] * 3
    assert data["scores"]["2024-06"] == {"old": "19.06", "new": "19.06"}
    assert run("compare_plans", KHULNA, KHULNA).startswith("কোনো পার্থক্য নেই।")


def test_what_became_easier_in_another_offices_plan_is_told(run: Run, agreement: Plan) -> None:
    jashore = office("jashore", Level.DISTRICT)
    document = plan_document(agreement, indicators_of(agreement))
    other = store_plan(document, office=jashore, kind="apa")
    other.indicators.filter(row="2.1.1").update(target_100=200, weight="2")
    other.indicators.filter(row="1.1.1").delete()

    data = compared(run, KHULNA, "jashore/2023-24/apa")

    assert (data["added"], data["removed"]) == ([], ["1.1.1"])
    assert data["changed"] == [
        {"row": "2.1.1", "field": "weight", "old": "3", "new": "2", "softened": None},
        {"row": "2.1.1", "field": "target-100", "old": "504", "new": "200", "softened": True},
    ]
    # Khulna's figures by both: without a row, and with an easier one of less weight.
    assert data["scores"]["2024-06"]["old"] == "19.06"
    assert data["scores"]["2024-06"]["new"] not in (None, "19.06")
    lines = run("compare_plans", KHULNA, "jashore/2023-24/apa", "--lang", "en")
    assert "2.1.1 · 100% target: 504 → 200 (easier by 304 (60.3%))" in lines


@pytest.mark.once
@pytest.mark.parametrize("address", ["khulna/2023-24/apa@2", "khulna/2023-24/apa@x", "nowhere"])
def test_plan_that_is_not_there_is_told(run: Run, agreement: Plan, address: str) -> None:
    with pytest.raises(CommandError, match="There is no plan"):
        run("compare_plans", KHULNA, address, "--lang", "en")
