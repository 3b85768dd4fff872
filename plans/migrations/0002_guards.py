"""The database itself refuses to rewrite what only grows."""

from django.db import migrations

from plans.calendar.models import GUARDS


def close(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor)


def open_again(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0001_tables'),
    ]

    operations = [migrations.RunPython(close, open_again)]
