from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from plans.models import Plan
from tests.cast import Cast


@pytest.mark.once
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
