from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.periods.owed import reports_owed
from indicators.periods.services import accept_report, return_report
from indicators.returns.selectors.work import tasks_of
from tests.cast import Cast, client_of
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit


def owed(cast: Cast, *, on: date = date(2024, 7, 20)) -> list[tuple[str, int]]:
    """Khulna's reports that are owed on a day, and how many days late each is."""
    tasks = tasks_of([cast.khulna.pk], today=on)
    return [(one.report.name, one.late_by) for one in reports_owed(tasks, today=on)]


@pytest.mark.once
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 6, 30), []),
        (date(2024, 7, 1), [("q4", 0), ("year", 0)]),
        (date(2024, 7, 20), [("q4", 5), ("year", 5)]),
    ],
)
def test_period_that_is_over_is_owed(cast: Cast, on: date, expected: list[tuple[str, int]]) -> None:
    assert owed(cast, on=on) == expected


@pytest.mark.once
def test_report_is_owed_until_it_is_handed_in_and_again_when_it_came_back(cast: Cast) -> None:
    accept_months(cast)
    submit(cast)
    assert owed(cast) == [("year", 5)]

    return_report(report(cast), reason="Which fair was it?", by=cast.superior)
    assert owed(cast) == [("q4", 0), ("year", 5)]

    submit(cast)
    submit(cast, YEAR)
    accept_report(report(cast), by=cast.superior)
    assert owed(cast) == []


@pytest.mark.once
def test_owed_reports_cost_one_query_for_any_number_of_offices(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    on = date(2024, 7, 20)
    one = tasks_of([cast.khulna.pk], today=on)
    both = tasks_of([cast.khulna.pk, cast.jashore.pk], today=on)

    with django_assert_num_queries(1):
        assert len(reports_owed(one, today=on)) == 2
    with django_assert_num_queries(1):
        assert len(reports_owed(both, today=on)) == 4
    with django_assert_num_queries(0):
        assert reports_owed([], today=on) == []


@pytest.mark.once
def test_my_work_leads_to_the_reports_that_are_owed(cast: Cast) -> None:
    page = client_of(cast.officer).get("/")

    assert report(cast).url in page.text
    assert report(cast, YEAR).url in page.text
    assert report(cast).url not in client_of(cast.reviewer).get("/").text
