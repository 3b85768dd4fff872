"""A stored score names the weight, method and target that it was made by."""

from typing import Any, Final

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q, Subquery

import plans.fields
from numerals import from_canonical

_SETTLED: Final = ("accepted", "reopened")
_FIELDS: Final = ("weight", "method", "target_100")
_VALUES: Final = ("weight", "target_100")


def _settled() -> Q:
    return Q(state__in=_SETTLED) | Q(state="with-head", resumes_as__in=_SETTLED)


def fill(apps: Any, _schema: Any) -> None:
    """As the plan stands; of an accepted month as its step kept it, or nothing where none did."""
    lines = apps.get_model("indicators", "ScoreLine").objects
    returns = apps.get_model("indicators", "MonthlyReturn").objects
    steps = apps.get_model("indicators", "ReturnStep").objects.filter(plan_as__isnull=False)
    rows = apps.get_model("plans", "Indicator").objects.filter(pk=OuterRef("indicator"))
    accepted = returns.filter(_settled(), plan=OuterRef("score__plan"), month=OuterRef("score__month"))
    kept = steps.filter(monthly_return=OuterRef("pk")).order_by("-pk").values("plan_as")[:1]
    unknown = accepted.annotate(kept=Subquery(kept)).filter(kept=None)
    lines.filter(~Exists(unknown)).update(
        **{name: Subquery(rows.values(name)[:1]) for name in _FIELDS}
    )
    asked = returns.filter(_settled()).annotate(kept=Subquery(kept)).exclude(kept=None)
    plans = apps.get_model("plans", "KeptPlan").objects
    read: tuple[int, dict[int, list[Any]]] = (0, {})
    for plan, month, pk in asked.order_by("plan", "kept").values_list("plan", "month", "kept"):
        if read[0] != pk:
            read = (pk, _rows(plans.values_list("said", flat=True).get(pk=pk)))
        stored = lines.filter(score__plan=plan, score__month=month)
        changed = []
        for line in stored.select_related("indicator"):
            said = read[1].get(line.indicator_id)
            if said is not None and said != [getattr(line, name) for name in _FIELDS]:
                for name, value in zip(_FIELDS, said, strict=True):
                    setattr(line, name, value)
                changed.append(line)
        lines.bulk_update(changed, _FIELDS, batch_size=500)


def _rows(said: dict[str, Any]) -> dict[int, list[Any]]:
    return {
        row["id"]: [
            from_canonical(row[name]) if name in _VALUES and row[name] is not None else row[name]
            for name in _FIELDS
        ]
        for objective in said["objectives"]
        for activity in objective["activities"]
        for row in activity["indicators"]
    }


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0010_selections_as_views"),
        ("plans", "0019_amendments_to_the_head"),
    ]

    operations = [
        migrations.AddField(
            model_name="scoreline",
            name="weight",
            field=models.DecimalField(
                decimal_places=2, max_digits=7, null=True, verbose_name="weight"
            ),
        ),
        migrations.AddField(
            model_name="scoreline",
            name="method",
            field=models.CharField(max_length=12, null=True, verbose_name="calculation method"),
        ),
        migrations.AddField(
            model_name="scoreline",
            name="target_100",
            field=plans.fields.ValueField(
                blank=True, max_length=40, null=True, verbose_name="target 100%"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
