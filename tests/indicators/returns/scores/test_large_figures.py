from decimal import Decimal

import pytest

from indicators.returns.cells.services import CellChange, save_return
from indicators.returns.models import Score, ScoreLine
from numerals import DECIMALS, INTEGER_DIGITS, FiscalYearSpan, Month
from offices.models import Level
from offices.services.tree import create_office
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    TierTargets,
)
from plans.models import Plan
from plans.services import store_plan

LARGEST = Decimal("9" * INTEGER_DIGITS + "." + "9" * DECIMALS)
SMALLEST = Decimal(1).scaleb(-DECIMALS)
JUNE = Month(2024, 6)


@pytest.fixture
def plan(db: None) -> Plan:
    """One indicator with the smallest target that can be typed."""
    indicator = IndicatorEntry(
        row="1.1.1",
        code="1.1.1",
        title="সূচক",
        unit="সংখ্যা",
        weight=Decimal(100),
        targets=TierTargets(SMALLEST),
        method=Method.SUM,
    )
    objective = ObjectiveEntry(
        row="1",
        section="strategic",
        code="1",
        title="উদ্দেশ্য",
        weight=Decimal(100),
        activities=(ActivityEntry("1.1", "কার্যক্রম", (indicator,)),),
    )
    document = PlanDocument(Form.PLAN, "কার্যালয়", "চুক্তি", FiscalYearSpan(2023), (objective,))
    office = create_office(code="bogura", level=Level.DISTRICT, name_bn="বগুড়া", name_en="Bogura")
    return store_plan(document, office=office, kind="apa")


@pytest.mark.usefixtures("entered_at_once")
def test_largest_figure_over_the_smallest_target_is_stored_and_scored(plan: Plan) -> None:
    indicator = plan.indicators.get()

    save_return(plan, JUNE, cells={indicator.pk: CellChange(LARGEST, base_version=0)}, by=None)

    line = ScoreLine.objects.get(indicator=indicator)
    assert line.achieved == LARGEST
    assert line.rate is not None
    assert line.rate > Decimal(10) ** (INTEGER_DIGITS + DECIMALS + 1)
    assert Score.objects.get().normalised == 100
