"""The database refuses every change of what an agreed plan promises, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.db import IntegrityError, connection, transaction

from indicators.audit.guards import missing_guards
from plans.agreements.models import AgreedVersion, AgreementStep
from plans.agreements.services import agree_outright
from plans.models import Activity, Indicator, Objective, Plan
from tests.cast import Cast


@pytest.fixture
def agreed(cast: Cast) -> Cast:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    return cast


def _rows(cast: Cast) -> dict[str, Callable[[], object]]:
    plan = cast.plan
    indicators = Indicator.objects.filter(plan=plan)
    first = Indicator.objects.filter(plan=plan, position=1)
    other = Indicator.objects.filter(plan=cast.sibling_plan)
    return {
        "a target": lambda: first.update(target_100=1),
        "a weight": lambda: first.update(weight=1),
        "a method": lambda: first.update(method="average"),
        "a unit": lambda: first.update(unit="x"),
        "a text": lambda: first.update(title="x"),
        "a place": lambda: first.update(position=500),
        "a row to another plan": lambda: first.update(plan=cast.sibling_plan),
        "a row of another plan": lambda: other.filter(position=1).update(plan=plan, row="x"),
        "an indicator taken away": lambda: indicators.filter(position=2)._raw_delete("default"),
        "an indicator added": lambda: Indicator.objects.create(
            plan=plan, activity=cast.indicator("1.1.1").activity, position=900, row="x", title="x"
        ),
        "an activity": lambda: Activity.objects.filter(objective__plan=plan).update(title="x"),
        "an activity added": lambda: Activity.objects.create(
            objective=Objective.objects.filter(plan=plan)[0], position=900, title="x"
        ),
        "an objective": lambda: Objective.objects.filter(plan=plan).update(weight=1),
        "an objective added": lambda: Objective.objects.create(plan=plan, position=900, title="x"),
        "the plan's title": lambda: Plan.objects.filter(pk=plan.pk).update(title="x"),
        "its total": lambda: Plan.objects.filter(pk=plan.pk).update(total_weight=1),
        "its heading": lambda: Plan.objects.filter(pk=plan.pk).update(heading="x"),
        "its agreement taken back": lambda: Plan.objects.filter(pk=plan.pk).update(
            agreed_version=0
        ),
        "its version set back": lambda: Plan.objects.filter(pk=plan.pk).update(
            version=0, agreed_version=0
        ),
        "the plan taken away": lambda: Plan.objects.filter(pk=plan.pk)._raw_delete("default"),
        "who signed": lambda: AgreedVersion.objects.update(by_office={}),
        "a signed version": lambda: AgreedVersion.objects.all()._raw_delete("default"),
        "a step": lambda: AgreementStep.objects.update(reason="x"),
    }


NAMES: Final = (
    "a target",
    "a weight",
    "a method",
    "a unit",
    "a text",
    "a place",
    "a row to another plan",
    "a row of another plan",
    "an indicator taken away",
    "an indicator added",
    "an activity",
    "an activity added",
    "an objective",
    "an objective added",
    "the plan's title",
    "its total",
    "its heading",
    "its agreement taken back",
    "its version set back",
    "the plan taken away",
    "who signed",
    "a signed version",
    "a step",
)


@pytest.mark.parametrize("what", NAMES)
def test_it_is_refused(agreed: Cast, what: str) -> None:
    with pytest.raises(IntegrityError, match=r"agreed|signed|only added"), transaction.atomic():
        _rows(agreed)[what]()


def test_all_attempts_are_named(agreed: Cast) -> None:
    assert set(_rows(agreed)) == set(NAMES)


def test_what_is_not_promised_is_free(agreed: Cast) -> None:
    plans = Plan.objects.filter(pk=agreed.plan.pk)
    assert plans.update(frozen_months=["2024-06"]) == 1
    Indicator.objects.filter(plan=agreed.sibling_plan).update(title="x")


def test_an_amendment_thaws_the_rows(agreed: Cast) -> None:
    plans = Plan.objects.filter(pk=agreed.plan.pk)
    plans.update(version=2)
    Indicator.objects.filter(plan=agreed.plan).update(title="x")
    plans.update(agreed_version=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.filter(plan=agreed.plan).update(title="y")


@pytest.mark.sqlite
def test_no_row_is_put_in_the_place_of_an_agreed_one(agreed: Cast) -> None:
    pk = agreed.indicator("1.1.1").pk
    columns = "plan_id, activity_id, position, row, code, title, unit, method, frequency"
    columns += ", evidence_required, linked_kind, responsible, evidence_definition"
    columns += ", baselines, projections, targets_by_period, parts"
    values = columns.replace("plan_id", str(agreed.sibling_plan.pk)).replace("row", "'x'")
    sql = f"""INSERT OR REPLACE INTO plans_indicator (id, {columns})
        SELECT {pk}, {values.replace("position", "900")} FROM plans_indicator WHERE id = {pk}"""
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_none_is_missing(agreed: Cast) -> None:
    assert list(missing_guards(connection)) == []
