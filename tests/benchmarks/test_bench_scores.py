"""Saving and scoring one office's month."""

from __future__ import annotations

from decimal import Decimal
from itertools import count

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.demo.loading import load_demo
from indicators.returns.cells.services import CellChange, save_return
from indicators.returns.models import Achievement, MonthlyReturn, Score, ScoreLine
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import Rules
from ledger.models import Change
from numerals import Month
from plans.models import Plan
from plans.selectors import plan_by_address
from tests.benchmarks.timing import medians, say
from tests.cast import versions_of
from tests.days import IN_JULY

JUNE = Month(2024, 6)


@pytest.fixture
def plan(transactional_db: None) -> Plan:
    load_demo(districts=1, today=IN_JULY, only_real=True)
    return plan_by_address("khulna/2023-24/apa")


def test_bench_one_office_rescored(plan: Plan) -> None:
    figures = figures_of(plan)
    given = plan_input(figures.document(until=JUNE))

    def rescore() -> None:
        with transaction.atomic():
            store_scores(figures_of(plan), since=JUNE)

    stored, pure = medians(rescore, lambda: score_plan(given, rules=Rules()), rounds=25)
    say(
        f"one office rescored: {stored * 1000:.1f} ms read, scored and stored (goal 10); "
        f"scoring alone {pure * 1000:.2f} ms"
    )


def test_bench_save_of_a_whole_month(plan: Plan) -> None:
    """Against the month's cells alone, which is the goal, and against every row that it stores.

    A save also stores a line of history per cell, the score and a line of it per cell.
    """
    figures = figures_of(plan)
    monthly_return = figures.monthly_returns[JUNE]
    turn = count(1)
    versions = versions_of(plan, JUNE)

    def save() -> None:
        figure = Decimal(next(turn))
        cells = {one.pk: CellChange(figure, versions.get(one.pk, 0)) for one in figures.indicators}
        saved = save_return(plan, JUNE, cells=cells, by=None)
        versions.update(dict.fromkeys(saved.written, saved.monthly_return.version))

    def write_cells() -> None:
        figure, now = Decimal(next(turn)), timezone.now()
        Achievement.objects.bulk_create(
            [
                Achievement(
                    monthly_return=monthly_return, indicator=one, value=figure, changed_at=now
                )
                for one in figures.indicators
            ],
            update_conflicts=True,
            unique_fields=["monthly_return", "indicator"],
            update_fields=["value", "changed_at"],
        )

    def cells_alone() -> None:
        with transaction.atomic():
            write_cells()

    save()
    score = Score.objects.get(plan=plan, month=JUNE)
    lines = list(score.lines.all())

    def every_row() -> None:
        with transaction.atomic():
            write_cells()
            Change.objects.bulk_create(
                Change(
                    plan=plan,
                    monthly_return=monthly_return,
                    indicator=one,
                    row=one.row,
                    field="figure",
                )
                for one in figures.indicators
            )
            MonthlyReturn.objects.filter(pk=monthly_return.pk).update(version=F("version") + 1)
            score.save()
            for line in lines:
                line.pk = None
            ScoreLine.objects.bulk_create(
                lines,
                update_conflicts=True,
                unique_fields=["score", "indicator"],
                update_fields=["achieved", "rate", "raw", "weighted", "problem", "explanation"],
            )

    whole, alone, every = medians(save, cells_alone, every_row, rounds=25)
    with CaptureQueriesContext(connection) as captured:
        save()
    say(
        f"a month of {len(figures.indicators)} cells saved and scored: {whole * 1000:.1f} ms, "
        f"the cells alone {alone * 1000:.1f} ms, ratio {whole / alone:.2f} (goal 3); "
        f"every row that it stores {every * 1000:.1f} ms, ratio {whole / every:.2f}; "
        f"{len(captured)} queries (goal 12)"
    )
