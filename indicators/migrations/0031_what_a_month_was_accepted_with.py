"""Steps get columns. SQLite makes their tables anew for it, without the guards: those come back
once the steps of before have been filled, two migrations on.
"""

from collections.abc import Iterator
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from indicators.audit.guards import OF_RETURNS
from ledger.guards import AppendOnly


def _guards() -> Iterator[AppendOnly]:
    tables = ("indicators_step", "indicators_periodstep")
    return (guard for guard in OF_RETURNS if guard.table in tables)


def _open(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.remove(editor)


def _close(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.install(editor)


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0030_results_of_the_checks"),
        ("plans", "0011_kept_plans"),
    ]

    operations = [
        migrations.RunPython(_open, _close),
        migrations.AddField(
            model_name="periodstep",
            name="signed",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.AddField(
            model_name="step",
            name="plan_as",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.keptplan",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="signed",
            field=models.JSONField(default=dict, editable=False),
        ),
    ]
