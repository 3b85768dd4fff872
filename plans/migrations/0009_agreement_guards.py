"""The database itself refuses to rewrite what was signed, and how it came to be."""

from django.db import migrations

from plans.agreements.models import GUARDS


def close(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor)


def open_again(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0008_agreements'),
    ]

    operations = [migrations.RunPython(close, open_again)]
