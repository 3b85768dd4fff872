"""What was handed in before reports kept all that they say goes on as it was."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from indicators import migrations
from indicators.history.model import Change
from indicators.history.proof import unexplained
from indicators.periods.evaluation import Judgement, evaluate
from indicators.periods.models import EvaluatedValue, FinalScore, PeriodStep
from indicators.periods.sealing import step_digest
from indicators.periods.services import accept_report
from tests.cast import Cast
from tests.indicators.periods.cycle import YEAR, accept_months, report, submit
from tests.unguarded import unguarded


def older(data: dict[str, Any]) -> dict[str, Any]:
    """What the version before would have kept of the same report."""
    return {
        "rules": data["rules"]["version"],
        "weighted": data["weighted"],
        "weight": data["weight"],
        "normalised": "6.57",
        "lines": {
            one["row"]: {key: one[key] for key in ("figures", "achieved", "raw", "weighted")}
            for objective in data["objectives"]
            for activity in objective["activities"]
            for one in activity["indicators"]
        },
    }


def migrate(name: str) -> None:
    """What the migration of that name, whatever its number, does with the data."""
    [file] = Path(migrations.__file__).parent.glob(f"*_{name}.py")
    [operation] = import_module(f"indicators.migrations.{file.stem}").Migration.operations
    operation.code(apps, connection.SchemaEditorClass(connection))


def test_final_evaluations_of_before_count_as_the_years_score(cast: Cast) -> None:
    accept_months(cast)
    submit(cast, YEAR)
    judgements = {cast.indicator("3.1.1").pk: Judgement(Decimal(0), "প্রমাণক নেই")}
    evaluate(report(cast, YEAR), judgements=judgements, by=cast.superior)
    accept_report(report(cast, YEAR), by=cast.superior)
    now = FinalScore.objects.get()
    with unguarded(PeriodStep):
        for step in PeriodStep.objects.all():
            step.reported = older(step.reported)
            step.save()
    FinalScore.objects.all().delete()
    EvaluatedValue.objects.update(claimed=None)
    plan = cast.plan

    migrate("final_scores_of_accepted_years")

    then = FinalScore.objects.get()
    assert (then.weighted, then.rule_set) == (now.weighted, now.rule_set)
    assert [one["row"] for one in then.objectives] == [one["row"] for one in now.objectives]
    assert [round(Decimal(one["weighted"]), 8) for one in then.objectives] == [
        round(Decimal(one["weighted"]), 8) for one in now.objectives
    ]
    assert EvaluatedValue.objects.get().claimed == "1"
    assert {one.field for one in unexplained(plan)} == {"kept"}


def test_steps_of_before_are_sealed_once(cast: Cast) -> None:
    accept_months(cast)
    submit(cast, YEAR)
    sealed = Change.objects.filter(field="kept", sheet=None).order_by("pk")
    before = sealed.count()
    with unguarded(PeriodStep):
        PeriodStep.objects.update(signed={})

    migrate("seal_the_steps_of_reports")

    steps = PeriodStep.objects.select_related("report").order_by("pk")
    assert list(sealed.values_list("row", "after"))[before:] == [
        (step.report.name, step_digest(step)) for step in steps
    ]
