"""Many people at once, each with a connection of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.returns.cells.services import ReturnLocked, Saved, save_return
from indicators.returns.models import Achievement, MonthlyReturn, ReturnStep, Score
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import submit_return
from numerals import Month
from plans.handing_in.refusals import StepRefused
from tests.cast import APRIL, JUNE, MARCH, MAY, Cast, change, known, make_cast, versions_of

Result = TypeVar("Result")
FEBRUARY = Month(2024, 2)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(transactional_db: None) -> Cast:
    return make_cast()


def at_once(*works: Callable[[], Result]) -> list[Result]:
    """Each in a thread of its own; none begins before all are there."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], Result]) -> Result:
        barrier.wait(timeout=30)
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def saving(
    cast: Cast, month: Month, figure: int, *, base: int, row: str = "1.1.1"
) -> Callable[[], Saved]:
    cells = {cast.indicator(row).pk: change(figure, base=base)}
    return lambda: save_return(cast.plan, month, cells=cells, by=cast.officer)


def test_the_same_submission_at_once_is_one_write(crowd: Cast) -> None:
    saves = at_once(*[saving(crowd, MARCH, 5, base=0)] * 8)

    assert Counter(len(saved.written) for saved in saves) == {1: 1, 0: 7}
    assert not any(saved.conflicts for saved in saves)
    assert crowd.monthly_return(MARCH).version == 1


def test_stale_edits_at_once_are_one_write_and_conflicts(crowd: Cast) -> None:
    saves = at_once(*(saving(crowd, JUNE, figure, base=1) for figure in range(11, 19)))

    (winner,) = [saved for saved in saves if saved.written]
    assert sum(len(saved.conflicts) for saved in saves) == 7
    assert (
        crowd.cell("1.1.1").figure
        == winner.figures.cells_of(JUNE)[crowd.indicator("1.1.1").pk].figure
    )
    assert crowd.monthly_return().version == 2


def test_different_cells_at_once_are_all_written(crowd: Cast) -> None:
    rows = ["1.1.1", "1.2.1", "1.3.1", "1.4.1", "2.5.2", "3.4.1"]

    at_once(*(saving(crowd, JUNE, 77, base=1, row=row) for row in rows))

    assert Achievement.objects.filter(
        monthly_return=crowd.monthly_return(), value="77"
    ).count() == len(rows)
    assert crowd.monthly_return().version == 1 + len(rows)


def test_months_at_once_leave_no_score_behind(crowd: Cast) -> None:
    months = [FEBRUARY, MARCH, APRIL, MAY, JUNE]
    pk = crowd.indicator("1.1.1").pk

    at_once(
        *(
            saving(crowd, month, 1, base=versions_of(crowd.plan, month).get(pk, 0))
            for month in months
        )
    )

    figures = figures_of(crowd.plan)
    rules = rules_of(crowd.plan.rule_set)
    assert sorted(figures.monthly_returns) == months
    for month in months:
        stored = Score.objects.get(plan=crowd.plan, month=month).weighted
        anew = score_figures(figures, month=month, rules=rules).weighted
        assert round(known(stored), 8) == round(known(anew), 8)


def test_submitting_at_once_is_one_step(crowd: Cast) -> None:
    def submit() -> bool:
        try:
            submit_return(crowd.monthly_return(), by=crowd.officer, blanks_confirmed=True)
        except StepRefused:
            return False
        return True

    assert Counter(at_once(*[submit] * 6)) == {True: 1, False: 5}
    assert ReturnStep.objects.count() == 1


def test_saving_and_submitting_at_once_submits_what_was_looked_at(crowd: Cast) -> None:
    looked_at = crowd.monthly_return()

    def submit() -> None:
        with suppress(StepRefused):
            submit_return(looked_at, by=crowd.officer, blanks_confirmed=True)

    def save() -> None:
        with suppress(ReturnLocked):
            saving(crowd, JUNE, 5, base=1)()

    at_once(submit, save)

    step, version = ReturnStep.objects.first(), MonthlyReturn.objects.get(pk=looked_at.pk).version
    # A step counts as a write of the return, too.
    assert version == 2
    assert step is None or step.version == 1


@pytest.mark.postgresql
def test_a_lock_takes_no_row_of_a_joined_table(crowd: Cast) -> None:
    with CaptureQueriesContext(connection) as asked:
        saving(crowd, JUNE, 5, base=1)()
        submit_return(crowd.monthly_return(), by=crowd.officer, blanks_confirmed=True)

    locking = [query["sql"] for query in asked if " FOR " in query["sql"]]
    assert len(locking) == 3
    assert not [sql for sql in locking if "JOIN" in sql and " OF " not in sql]
