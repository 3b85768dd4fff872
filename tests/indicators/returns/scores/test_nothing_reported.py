"""Nothing reported is not zero: no score is stored, and whoever earns by it earns nothing yet."""

from __future__ import annotations

from indicators.periods.kept.data import snapshot_data, whole_snapshot
from indicators.periods.kept.figures import read_snapshot
from indicators.periods.kept.taking import snapshot_now
from indicators.returns.cells.services import save_return
from indicators.returns.models import Score, ScoreLine
from indicators.returns.scores.selectors import score_of
from indicators.returns.selectors.figures import figures_of
from plans.models import Plan
from tests.cast import APRIL, JUNE, MAY, Cast, over_newest


def empty(cast: Cast, *, plan: Plan | None = None, but: str = "") -> Plan:
    """A plan (Khulna's) with every cell of all months blank again, except for one row."""
    plan = plan or cast.plan
    for month in (APRIL, MAY, JUNE):
        blank = dict.fromkeys(plan.indicators.exclude(row=but).values_list("pk", flat=True))
        save_return(plan, month, cells=over_newest(plan, month, blank), by=cast.officer)
    return plan


def test_plan_without_a_figure_has_no_composite(cast: Cast) -> None:
    plan = empty(cast)

    stored = Score.objects.get(plan=plan, month=JUNE)
    assert (stored.weighted, stored.normalised) == (None, None)
    assert stored.weight == 102
    assert {one["weighted"] for one in stored.objectives} == {None}
    read = score_of(figures_of(plan), JUNE)
    assert (read.weighted, read.normalised) == (None, None)


def test_objective_without_a_figure_has_no_score_beside_one_that_has(cast: Cast) -> None:
    plan = empty(cast, but="3.1.1")

    stored = Score.objects.get(plan=plan, month=JUNE)
    assert stored.weighted == 10
    assert [one["weighted"] for one in stored.objectives] == [None, None, "10", None, None]


def test_report_that_was_kept_with_a_sum_of_nothing_says_none(cast: Cast) -> None:
    figures = figures_of(empty(cast))

    data = snapshot_data(snapshot_now(figures, JUNE))
    lines: dict[str, object] = {
        row: {"figures": {}, "achieved": None, "raw": None, "weighted": None} for row in figures.ids
    }
    before = {"rules": "2023-24/apa/1", "weighted": "0", "weight": "102", "normalised": "0"}
    old = read_snapshot(before | {"lines": lines}, figures=figures).score

    assert whole_snapshot(data).score.weighted is None
    assert snapshot_data(whole_snapshot(data)) == data
    assert (old.weighted, old.normalised) == (None, None)


def test_lines_of_an_empty_plan_say_that_nothing_was_reported(cast: Cast) -> None:
    plan = empty(cast)

    problems = ScoreLine.objects.filter(score__plan=plan, score__month=JUNE, weighted=None)
    assert problems.count() == plan.indicators.count()
