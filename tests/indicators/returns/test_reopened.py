"""A month that is open again counts with the figures that were last handed in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from indicators.audit.proof import unexplained
from indicators.periods.rescoring.services import adopt_rules, rescore_plan
from indicators.returns.cells.services import save_return
from indicators.returns.models import Achievement, MonthlyReturn, Score, ScoreLine, State
from indicators.returns.resources.achievements import AchievementResource
from indicators.returns.scores.reckoning import rules_of, score_figures
from indicators.returns.selectors.figures import figures_of
from indicators.returns.steps import accept_return, reopen_return, submit_return
from ledger.models import Change
from numerals import Month, canonical_figure
from plans.models import Plan
from plans.services.rules import add_version
from tests.cast import APRIL, JUNE, MAY, Cast, client_of, known, over_newest
from tests.indicators.periods.cycle import accept_months

KHULNA = "/plans/khulna/2023-24/apa/"


@pytest.fixture
def reopened(cast: Cast) -> Cast:
    """April to June are accepted, and May is open again."""
    accept_months(cast)
    until = timezone.localdate() + timedelta(days=2)
    reopen_return(cast.monthly_return(MAY), reason="ভুল", until=until, by=cast.superior)
    return cast


def stored(cast: Cast) -> dict[Month, Decimal]:
    return {one.month: known(one.weighted) for one in Score.objects.filter(plan=cast.plan)}


@pytest.mark.once
def test_what_is_typed_into_it_counts_nowhere(reopened: Cast) -> None:
    before = stored(reopened)

    saved = reopened.save(MAY, r1_1_1=5000)

    assert stored(reopened) == before
    figures = figures_of(Plan.objects.get(pk=reopened.plan.pk))
    anew = score_figures(figures, month=JUNE, rules=rules_of(reopened.plan.rule_set))
    assert round(known(anew.weighted), 10) == before[JUNE]
    assert known(saved.scores[MAY].weighted) > before[MAY]


@pytest.mark.once
def test_its_own_page_shows_what_is_typed(reopened: Cast) -> None:
    reopened.save(MAY, r1_1_1=5000)

    entry = client_of(reopened.officer).get("/plans/khulna/2023-24/apa/2024-05/").context["page"]
    quarter = client_of(reopened.officer).get("/plans/khulna/2023-24/apa/quarter-4/")

    assert entry.score.weighted > stored(reopened)[MAY]
    assert round(quarter.context["page"].score.weighted, 10) == stored(reopened)[JUNE]


def test_it_counts_once_it_is_handed_in(reopened: Cast) -> None:
    before = stored(reopened)
    reopened.save(MAY, r1_1_1=5000)

    submit_return(reopened.monthly_return(MAY), by=reopened.officer, blanks_confirmed=True)

    after = stored(reopened)
    assert after[APRIL] == before[APRIL]
    assert after[MAY] > before[MAY]
    assert after[JUNE] > before[JUNE]


def test_accepted_unsent_it_is_as_it_was_handed_in(reopened: Cast) -> None:
    before, cell = stored(reopened), reopened.cell("1.1.1", MAY)
    typed = {cell.indicator_id: 5000, reopened.indicator("1.2.1").pk: None}
    cells = over_newest(reopened.plan, MAY, typed, remarks="নতুন")
    save_return(reopened.plan, MAY, cells=cells, by=reopened.officer)

    step = accept_return(reopened.monthly_return(MAY), by=reopened.superior)

    now = reopened.cell("1.1.1", MAY)
    assert (now.figure, now.remarks, now.changed_by) == (
        cell.figure,
        cell.remarks,
        reopened.superior,
    )
    assert now.version > cell.version + 1
    assert step.figures[str(cell.indicator_id)] == canonical_figure(cell.figure)
    assert stored(reopened) == before
    assert list(unexplained(reopened.plan)) == []
    told = Change.objects.filter(
        indicator=cell.indicator_id, field="figure", monthly_return=step.monthly_return
    )
    assert [one.after for one in told.order_by("-pk")][:2] == [
        canonical_figure(cell.figure),
        "5000",
    ]


def test_reviewer_sees_what_would_not_count_and_may_give_it_another_day(reopened: Cast) -> None:
    reopened.save(MAY, r1_1_1=5000)
    MonthlyReturn.objects.filter(month=MAY).update(open_until=timezone.localdate() - timedelta(1))
    client = client_of(reopened.superior)

    page = client.get(f"{KHULNA}2024-05/review/")
    assert [one.row.indicator.row for one in page.context["page"].unsigned] == ["1.1.1"]
    assert "<s>5,000</s>" in page.text or "<s>5000</s>" in page.text

    until = timezone.localdate() + timedelta(days=5)
    version = reopened.monthly_return(MAY).version
    form = {
        "return-version": version,
        "reopen": "1",
        "why": "আরও সময়",
        "until": until.isoformat(),
    }
    client.post(f"{KHULNA}2024-05/review/", form)

    monthly_return = reopened.monthly_return(MAY)
    assert (monthly_return.state, monthly_return.open_until) == (State.REOPENED, until)
    submit_return(monthly_return, by=reopened.officer, blanks_confirmed=True)
    changed = client.get(f"{KHULNA}2024-05/review/").context["page"].answered
    assert [row.indicator.row for row in changed] == ["1.1.1"]


@pytest.mark.once
def test_export_has_what_was_handed_in(reopened: Cast) -> None:
    before = list(AchievementResource().export(Achievement.objects.all()))
    cell = reopened.indicator("1.1.1").pk
    cells = over_newest(reopened.plan, MAY, {cell: 5000}, remarks="নতুন")
    save_return(reopened.plan, MAY, cells=cells, by=reopened.officer)

    assert list(AchievementResource().export(Achievement.objects.all())) == before


@pytest.mark.once
def test_accepted_month_keeps_its_score_when_targets_change(cast: Cast) -> None:
    accept_months(cast, APRIL)
    before = stored(cast)
    row = cast.indicator("3.1.1")
    row.weight = Decimal(2)
    row.save()

    rescore_plan(Plan.objects.get(pk=cast.plan.pk))

    after = stored(cast)
    assert after[APRIL] == before[APRIL]
    assert after[JUNE] < before[JUNE]


def test_accepted_month_follows_figures_by_the_rules_it_was_accepted_by(reopened: Cast) -> None:
    rules = add_version(reopened.plan.rule_set, interpolation="step")
    plan = Plan.objects.get(pk=reopened.plan.pk)
    adopt_rules([plan], rule_set=rules, by=reopened.administrator)
    reopened.save(MAY, r1_1_1=5000)

    submit_return(reopened.monthly_return(MAY), by=reopened.officer, blanks_confirmed=True)

    by = dict(Score.objects.filter(plan=plan).values_list("month", "rule_set__version"))
    assert by == {APRIL: 1, MAY: 2, JUNE: 1}
    lines = ScoreLine.objects.filter(score__plan=plan, score__month=JUNE)
    total = sum((one.weighted or Decimal(0) for one in lines), Decimal(0))
    assert abs(total - stored(reopened)[JUNE]) < Decimal("1e-8")
