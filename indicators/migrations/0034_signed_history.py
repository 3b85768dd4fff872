"""The lines of the history are signed and sealed."""

from __future__ import annotations

from typing import Any

import django.db.models.functions.datetime
from django.db import migrations, models

from ledger.guards import AppendOnly

triggers = AppendOnly(
    table="indicators_change", name="history", refusal="the history is only added to"
)
SEALS = AppendOnly(
    table="indicators_seal", name="seals", refusal="seals are only added to", unique=("number",)
)


def _close(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        # The table was made anew, and the triggers are gone with the old one.
        triggers.install(editor)
    SEALS.install(editor)


def _open(_apps: Any, editor: Any) -> None:
    SEALS.remove(editor)
    if editor.connection.vendor == "sqlite":
        triggers.remove(editor)


def _close_again(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        triggers.install(editor)


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0033_steps_stay_again"),
    ]

    operations = [
        # Backwards this comes last: the table was made anew.
        migrations.RunPython(migrations.RunPython.noop, _close_again),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('until', models.BigIntegerField()),
                ('lines', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('takes_over', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('signature', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.AddField(
            model_name='change',
            name='digest',
            field=models.CharField(blank=True, help_text='SHA-256 of the row that it tells of, if it is one.', max_length=64),
        ),
        migrations.AddField(
            model_name='change',
            name='signature',
            field=models.CharField(blank=True, help_text='As ledger.signing makes it.', max_length=80),
        ),
        migrations.AlterField(
            model_name='change',
            name='at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='change',
            name='field',
            field=models.CharField(choices=[('figure', 'Achievement'), ('remarks', 'Remarks'), ('state', 'State of the return'), ('note', 'Note at a cell'), ('note_answer', 'Answer to a note'), ('evidence', 'Piece of evidence'), ('verdict', 'Verification of evidence'), ('comment', 'Comment'), ('thread', 'State of the comments'), ('target_100', 'Target 100%'), ('target_90', 'Target 90%'), ('target_80', 'Target 80%'), ('target_70', 'Target 70%'), ('target_60', 'Target 60%'), ('weight', 'Weight'), ('method', 'Calculation method'), ('frequency', 'Reported'), ('unit', 'Unit'), ('code', 'Code'), ('title', 'Title'), ('evidence_required', 'Evidence required'), ('linked_kind', 'Earned by the plan of kind'), ('objective_code', 'Objective: code'), ('objective_title', 'Objective: title'), ('objective_weight', 'Objective: weight'), ('objective_section', 'Objective: section'), ('activity_code', 'Activity: code'), ('activity_title', 'Activity: title'), ('plan_title', 'Plan: title'), ('plan_heading', 'Plan: office heading'), ('period_state', "State of the period's report"), ('period_remarks', 'Remarks on the period'), ('evaluated', 'Evaluated value'), ('evaluation_reason', 'Reason of the evaluated value'), ('evaluated_claim', 'Claim that was evaluated'), ('kept', 'What the report keeps'), ('feedback', 'Half-yearly feedback'), ('feedback_answer', 'Answer to the half-yearly feedback'), ('rules', 'Scoring rules'), ('whole_plan', 'The plan as a whole')], max_length=20, verbose_name='what'),
        ),
        migrations.RunPython(_close, _open),
    ]
