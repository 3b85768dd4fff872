from decimal import Decimal

import pytest

from indicators.returns.plausibility.checks.units import is_counted, smallest_step
from plans.document.units import is_percent


@pytest.mark.parametrize(
    "unit", ["সংখ্যা", "জন", "টি", "সংখ্যা (জন)", "সংখ্যা (কয়টি)", "সংখ্যা(টি)", "Number", "ব্যাচ"]
)
def test_counted_units(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit", ["", "%", "হার", "টাকা", "কোটি টাকায়", "লক্ষ মেট্রিক টন", "সংখ্যা (লক্ষ)", "তারিখ", "একর"]
)
def test_units_that_are_not_counted_in_whole_ones(unit: str) -> None:
    assert not is_counted(unit)


@pytest.mark.parametrize("unit", ["%", "হার", "শতকরা হার", "নিয়মিত (%)", "শতাংশ", "Percent"])
def test_percentages(unit: str) -> None:
    assert is_percent(unit)


@pytest.mark.parametrize("unit", ["", "সংখ্যা", "উপহার", "টাকা"])
def test_units_that_are_no_percentage(unit: str) -> None:
    assert not is_percent(unit)


def test_smallest_step_is_that_of_the_targets() -> None:
    assert smallest_step([Decimal("0.55"), Decimal(2), None]) == Decimal("0.01")
    assert smallest_step([Decimal(120)]) == 1
