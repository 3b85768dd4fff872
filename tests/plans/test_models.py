from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from plans.document.model import Month
from plans.models import FiscalYear, Plan
from tests.cast import Cast


@pytest.mark.parametrize(
    ("day", "month", "due"),
    [
        (5, Month(2024, 6), date(2024, 7, 5)),
        (5, Month(2023, 12), date(2024, 1, 5)),
        (31, Month(2024, 5), date(2024, 6, 30)),
        (30, Month(2024, 1), date(2024, 2, 29)),
        (31, Month(2023, 1), date(2023, 2, 28)),
        (0, Month(2024, 5), date(2024, 6, 1)),
    ],
)
def test_return_is_due_in_the_month_that_follows(day: int, month: Month, due: date) -> None:
    assert FiscalYear(start=2023, monthly_due_day=day).due_date(month) == due


def test_names_follow_the_language(cast: Cast) -> None:
    plan = Plan.objects.get(pk=cast.plan.pk)

    assert plan.address == "khulna/2023-24/apa"
    with override("bn"):
        assert str(plan) == "khulna কার্যালয় · বার্ষিক কর্মসম্পাদন চুক্তি · ২০২৩-২৪"
    with override("en"):
        assert str(plan) == "Khulna office · Annual Performance Agreement · 2023-24"


def test_office_has_one_plan_of_a_kind_year_and_version(cast: Cast) -> None:
    cast.plan.pk = None

    with pytest.raises(IntegrityError):
        cast.plan.save(force_insert=True)
