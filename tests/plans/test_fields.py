from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import override

from indicators.returns.models import Achievement, MonthlyReturn, Score
from numerals import Month, Value
from plans.models import Indicator
from tests.cast import JUNE, MAY, Cast


@pytest.mark.parametrize(
    ("value", "stored"),
    [
        (Decimal("0.55"), "0.55"),
        (Decimal("0.50"), "0.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("113.40"), "113.4"),
        (Decimal("-0"), "0"),
        (Decimal("999999999999999.9999"), "999999999999999.9999"),
        (date(2020, 7, 30), "2020-07-30"),
        (None, None),
    ],
)
def test_value_is_stored_as_its_canonical_text(
    cast: Cast, *, value: Value | None, stored: str | None
) -> None:
    indicator = cast.indicator("1.1.1")
    indicator.target_100 = value
    indicator.save()

    with connection.cursor() as cursor:
        cursor.execute("SELECT target_100 FROM plans_indicator WHERE id = %s", [indicator.pk])
        assert cursor.fetchone()[0] == stored
    again = cast.indicator("1.1.1").target_100
    assert (again, type(again)) == (value, type(value))


def test_value_is_found_by_what_it_says(cast: Cast) -> None:
    in_june = Achievement.objects.filter(monthly_return=cast.monthly_return())

    assert in_june.filter(value=Decimal("205.0")).get().indicator.row == "2.5.1"
    assert in_june.filter(value="205").get().indicator.row == "2.5.1"


@pytest.mark.parametrize("text", ["twelve", "12,5", "31-06-2024", "NaN", "Infinity", "1e5x"])
def test_text_that_is_no_value_is_refused(text: str) -> None:
    with override("en"), pytest.raises(ValidationError, match="neither a number nor a date"):
        Indicator._meta.get_field("target_100").to_python(text)


@pytest.mark.parametrize(
    "value", [JUNE, date(2024, 6, 1), date(2024, 6, 30), "2024-06", "2024-06-30"]
)
def test_month_is_stored_as_its_first_day(cast: Cast, value: Month | date | str) -> None:
    sheet = MonthlyReturn.objects.get(plan=cast.plan, month=value)

    assert sheet.month == JUNE
    with connection.cursor() as cursor:
        cursor.execute("SELECT month FROM indicators_monthlyreturn WHERE id = %s", [sheet.pk])
        assert str(cursor.fetchone()[0]) == "2024-06-01"


def test_months_compare_in_time(cast: Cast) -> None:
    months = MonthlyReturn.objects.filter(plan=cast.plan, month__lte=MAY).values_list(
        "month", flat=True
    )

    assert [str(month) for month in months] == ["2024-04", "2024-05"]
    assert Score.objects.filter(plan=cast.plan).latest("month").month == JUNE


@pytest.mark.parametrize("text", ["2024-13", "June", "24-06"])
def test_text_that_is_no_month_is_refused(text: str) -> None:
    with override("en"), pytest.raises(ValidationError, match="is not a month"):
        MonthlyReturn._meta.get_field("month").to_python(text)


def test_dump_and_load_keep_values_and_months(cast: Cast) -> None:
    cell = cast.cell("3.5.1")
    dumped = serializers.serialize("json", [cell, cell.monthly_return, cell.indicator])

    loaded = [one.object for one in serializers.deserialize("json", dumped)]

    assert [loaded[0].value, loaded[1].month, loaded[2].target_100] == [  # type: ignore[attr-defined]
        cell.value,
        JUNE,
        Decimal("0.38"),
    ]
