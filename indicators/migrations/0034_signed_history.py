"""The lines of the history are signed and sealed; notes and answers are told of, too.

What is there on the day of the update is vouched for by the first seal: what was altered before
can't be told by it, what is altered after can.
"""

from __future__ import annotations

from typing import Any

import django.db.models.functions.datetime
from django.db import migrations, models
from django.utils import timezone

from indicators.history import triggers
from indicators.history.guards import SEALS
from indicators.history.reading import lines_of
from indicators.history.signing import Digest, sign_seal


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


def _tell_of_notes(apps: Any, _editor: Any) -> None:
    change = apps.get_model("indicators", "Change")
    notes = apps.get_model("indicators", "CellNote").objects.select_related(
        "step__sheet", "indicator"
    )
    lines = []
    for note in notes.order_by("pk").iterator(chunk_size=500):
        told = {
            "plan_id": note.step.sheet.plan_id,
            "sheet_id": note.step.sheet_id,
            "indicator_id": note.indicator_id,
            "row": note.indicator.row,
        }
        lines.append(
            change(**told, field="note", after=note.text, by_id=note.step.by_id, at=note.step.at)
        )
        if note.answer:
            lines.append(
                change(
                    **told,
                    field="note_answer",
                    after=note.answer,
                    by_id=note.answered_by_id,
                    at=note.answered_at or note.step.at,
                )
            )
    change.objects.bulk_create(lines, batch_size=500)


def _seal(apps: Any, _editor: Any) -> None:
    lines = Digest(lines_of(apps.get_model("indicators", "Change").objects.all()))
    if lines.last is None:
        return
    seal = apps.get_model("indicators", "Seal")(
        number=1,
        until=lines.last,
        lines=lines.lines,
        digest=lines.text,
        takes_over=True,
        at=timezone.now(),
    )
    seal.signature = sign_seal(seal, before="")
    seal.save()


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
            field=models.CharField(blank=True, help_text='As indicators.history.signing makes it.', max_length=80),
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
        migrations.RunPython(_tell_of_notes, migrations.RunPython.noop),
        migrations.RunPython(_seal, migrations.RunPython.noop),
    ]
