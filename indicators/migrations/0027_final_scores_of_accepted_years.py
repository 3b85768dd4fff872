"""Evaluations that are final already count as the year's score; values know what they judged.

What was kept with them before had figures and scores by indicator; the objectives' sums follow.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import migrations


def _fill(apps: Any, _editor: Any) -> None:
    report_model = apps.get_model("indicators", "PeriodReport")
    for report in report_model.objects.filter(kind="year").select_related("plan"):
        steps = list(report.steps.order_by("pk"))
        _name_claims(apps, report, steps)
        final = next((one for one in reversed(steps) if one.to_state == "accepted"), None)
        if report.state == "accepted" and final is not None and "lines" in final.reported:
            _keep_final(apps, report.plan, final)


def _name_claims(apps: Any, report: Any, steps: list[Any]) -> None:
    """What each value judges: what the office had handed in last before it was given."""
    values = apps.get_model("indicators", "EvaluatedValue").objects.filter(report=report)
    for value in values.select_related("indicator"):
        handed_in = [
            one.reported
            for one in steps
            if one.to_state in ("submitted", "resubmitted") and one.at <= value.changed_at
        ]
        if handed_in:
            line = handed_in[-1].get("lines", {}).get(value.indicator.row)
            changed_at = value.changed_at
            value.claimed = (line and line["achieved"]) or ""
            value.save(update_fields=["claimed"])
            values.filter(pk=value.pk).update(changed_at=changed_at)
            apps.get_model("indicators", "Change").objects.create(
                plan=report.plan,
                indicator=value.indicator,
                row=value.indicator.row,
                field="evaluated_claim",
                after=value.claimed,
                by=value.changed_by,
            )


def _keep_final(apps: Any, plan: Any, step: Any) -> None:
    kept = step.reported
    objectives: dict[int, dict[str, Any]] = {}
    indicators = apps.get_model("plans", "Indicator")
    taken: set[str] = set()
    for one in (
        indicators.objects.filter(plan=plan).select_related("activity__objective").order_by("position")
    ):
        objective = one.activity.objective
        if objective.pk not in objectives:
            objectives[objective.pk] = {
                "row": _name(objective, taken),
                "section": objective.section,
                "weighted": None,
                "weight": Decimal(0),
                "stated": objective.weight,
            }
        line = kept["lines"].get(one.row)
        found = objectives[objective.pk]
        found["weight"] += one.weight or 0
        if line and line["weighted"] is not None:
            found["weighted"] = (found["weighted"] or 0) + Decimal(line["weighted"])
    is_scored = any(line["weighted"] is not None for line in kept["lines"].values())
    apps.get_model("indicators", "FinalScore").objects.create(
        plan=plan,
        step=step,
        rule_set=_rule_set(apps, kept["rules"]) or plan.rule_set,
        weighted=Decimal(kept["weighted"]) if is_scored else None,
        weight=Decimal(kept["weight"]),
        stated_weight=sum((one["stated"] or Decimal(0) for one in objectives.values()), Decimal(0)),
        normalised=Decimal(kept["normalised"]) if is_scored and kept["normalised"] else None,
        objectives=[
            {
                "row": one["row"],
                "section": one["section"],
                "weighted": None if one["weighted"] is None else _plain(one["weighted"]),
                "weight": _plain(one["weight"]),
                "stated_weight": None if one["stated"] is None else _plain(one["stated"]),
            }
            for one in objectives.values()
        ],
    )


def _rule_set(apps: Any, name: str) -> Any:
    """The rules that the evaluation names, ``2023-24/apa/1``."""
    year, kind, version = name.split("/")
    found = apps.get_model("plans", "RuleSet").objects.filter(
        fiscal_year=int(year[:4]), kind=kind, version=int(version)
    )
    return found.first()


def _name(objective: Any, taken: set[str]) -> str:
    """The name that scores give the objective: its code, or its section; ``-2`` to the next."""
    name = unique = objective.code or objective.section
    count = 1
    while unique in taken:
        count += 1
        unique = f"{name}-{count}"
    taken.add(unique)
    return str(unique)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Migration(migrations.Migration):
    dependencies = [("indicators", "0026_kept_reports")]

    operations = [migrations.RunPython(_fill, migrations.RunPython.noop)]
