from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.demo.loading import load_demo
from indicators.returns.models import Achievement, ReturnStep, State
from tests.days import IN_JULY


def test_no_statement_looks_up_a_row_for_each_row(db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        load_demo(districts=1, today=IN_JULY)

    changing = [one["sql"] for one in asked if one["sql"].startswith("UPDATE")]
    assert changing
    assert not [sql for sql in changing if "(SELECT" in sql]


def test_cells_are_typed_when_their_return_is_submitted_first(db: None) -> None:
    load_demo(districts=1, today=IN_JULY)

    submitted = ReturnStep.objects.filter(to_state=State.SUBMITTED)
    moments = dict(submitted.values_list("monthly_return", "at"))
    cells = Achievement.objects.filter(monthly_return__submitted_at__isnull=False)
    assert cells.exists()
    assert all(
        at == moments[monthly_return]
        for monthly_return, at in cells.values_list("monthly_return", "changed_at").iterator()
    )
