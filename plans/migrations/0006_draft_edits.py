"""Edits of drafts may do again what was undone, and the database keeps them as they are."""

from django.db import migrations, models

from plans.workshop.models import GUARDS

[GUARD] = [guard for guard in GUARDS if guard.table == 'plans_draftedit']


def close(apps, schema_editor):
    GUARD.install(schema_editor)


def open_again(apps, schema_editor):
    GUARD.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0005_cascade'),
    ]

    operations = [
        migrations.AddField(
            model_name='draftedit',
            name='redoes',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(close, open_again),
    ]
