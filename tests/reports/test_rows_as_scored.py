"""What a month is scored by is told with its score, whatever the plan says since."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import Q

from indicators.audit.proof import unexplained
from indicators.periods.rescoring.services import rescore_plan
from indicators.returns.history import plan_history
from indicators.returns.models import ScoreLine
from indicators.returns.scores.rows import ROW_FIELDS
from plans.models import Indicator, Plan
from reports.dashboard.shown import PaceShare
from reports.selectors.pace import pace_of_plans
from tests.cast import APRIL, Cast, client_of
from tests.indicators.periods.cycle import accept_months

DASHBOARD = "/dashboard/?year=2023-24&month=2024-06&kind=apa&basis=reported"
LIST = "/lists/indicators/?format=csv&office=khulna&indicator=1.10.1"
COLUMNS = "&column=weight&column=target_100&column=method&column=weighted"


def listed(cast: Cast) -> list[str]:
    answer = client_of(cast.superior).get(f"{LIST}{COLUMNS}")
    body = b"".join(answer) if answer.streaming else answer.content
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    return [rows[0][name] for name in ("weight", "target 100%", "Calculation method")]


def pace(cast: Cast) -> PaceShare:
    board = client_of(cast.superior).get(DASHBOARD).context["board"]
    (found,) = (row.pace for row in board.rows if row.office.code == "khulna")
    assert found is not None
    return found


def change_the_plan(cast: Cast) -> None:
    """One row weighs ten times as much, another is reported by dates, a third aims at one."""
    plan = Plan.objects.get(pk=cast.plan.pk)
    with plan_history([plan], by=cast.administrator):
        for row in Indicator.objects.filter(plan=plan):
            row.weight = Decimal(90) if row.row == "1.10.1" else row.weight
            row.method = "average" if row.row == "1.1.1" else row.method
            row.target_100 = Decimal(1) if row.row == "1.10.1" else row.target_100
            row.save()
    rescore_plan(plan)


@pytest.mark.once
def test_lists_and_dashboard_go_by_the_weights_that_the_month_was_accepted_with(
    cast: Cast,
) -> None:
    accept_months(cast)
    row, share, said = cast.indicator("1.10.1"), pace(cast), listed(cast)

    change_the_plan(cast)

    assert listed(cast) == said
    assert Decimal(said[0]) == row.weight
    assert pace(cast) == share
    assert list(unexplained(cast.plan)) == []


@pytest.mark.once
def test_month_that_is_not_accepted_goes_by_the_weights_of_today(cast: Cast) -> None:
    before = pace(cast)

    change_the_plan(cast)

    assert Decimal(listed(cast)[0]) == Decimal(90)
    assert pace(cast).share != before.share
    assert pace(cast).indicators == before.indicators - 1


def test_pace_of_an_office_goes_by_the_targets_that_the_month_was_accepted_with(
    cast: Cast,
) -> None:
    accept_months(cast, APRIL)
    of_plan = Q(plan=cast.plan.pk)
    tally = pace_of_plans(of_plan, APRIL, today=date(2024, 5, 20))

    change_the_plan(cast)

    assert tally is not None
    assert pace_of_plans(of_plan, APRIL, today=date(2024, 5, 20)) == tally


def test_scores_of_before_are_filled_as_their_months_were_accepted(cast: Cast) -> None:
    accept_months(cast, APRIL)
    change_the_plan(cast)
    lines = ScoreLine.objects.filter(score__plan=cast.plan).order_by("score__month", "pk")
    before = list(lines.values_list("pk", *ROW_FIELDS))
    lines.update(weight=None, method=None, target_100=None)
    assert list(unexplained(cast.plan)) == []

    import_module("indicators.migrations.0011_rows_of_scores").fill(apps, None)

    assert list(lines.values_list("pk", *ROW_FIELDS)) == before
