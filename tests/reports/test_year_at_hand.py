"""Pages open with the year that is reported, also when the next year's plans are there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from numerals import FiscalYearSpan
from plans.services import store_plan
from tests.reports import field
from tests.reports.field import FEBRUARY, MARCH, TwoRegions

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NEXT = FiscalYearSpan(2024)


@pytest.fixture
def cast() -> TwoRegions:
    """A district with a year that is reported, and its plan of the next."""
    cast = field.two_regions()
    khulna = field.office("khulna", parent=cast.east)
    field.plan(khulna, {FEBRUARY: 3, MARCH: 5})
    promised = replace(field.document({}).promised(), fiscal_year=NEXT)
    store_plan(promised, office=khulna, kind="apa")
    return cast


def seen(cast: TwoRegions, page: str, *, today: datetime) -> str:
    client = Client()
    with time_machine.travel(today):
        client.force_login(cast.reviewer)
        response = client.get(page)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("/dashboard/", "Progress of the field offices, {month}"),
        ("/dashboard/map/", "Map of the districts, {month}"),
        ("/dashboard/trend/", "Trend, {year}"),
        ("/offices/khulna/", "District office · Fiscal year {year}"),
        ("/offices/khulna/side-by-side/", "Annual Performance Agreement {year}"),
        ("/lists/indicators/", '<option value="{start}" selected>'),
        ("/lists/evidence/", '<option value="{start}" selected>'),
    ],
)
@pytest.mark.parametrize(
    ("today", "month", "year"),
    [
        (datetime(2024, 4, 20, tzinfo=UTC), "March 2024", "2023-24"),
        (datetime(2024, 7, 20, tzinfo=UTC), "June 2024", "2023-24"),
        (datetime(2024, 8, 1, tzinfo=UTC), "July 2024", "2024-25"),
        (datetime(2025, 9, 1, tzinfo=UTC), "June 2025", "2024-25"),
    ],
)
def test_page_opens_with_the_year_that_is_reported(
    cast: TwoRegions, page: str, says: str, today: datetime, month: str, year: str
) -> None:
    said = says.format(month=month, year=year, start=year[:4])

    assert said in seen(cast, page, today=today)
