"""The database itself refuses to rewrite what was kept of a plan, and where it came from."""

from django.db import migrations

from plans.kept.models import GUARDS as OF_KEPT
from plans.workshop.models import GUARDS as OF_WORKSHOP

GUARDS = (*OF_KEPT, *(guard for guard in OF_WORKSHOP if guard.table == 'plans_plansource'))


def close(apps, schema_editor):
    for guard in GUARDS:
        guard.install(schema_editor)


def open_again(apps, schema_editor):
    for guard in GUARDS:
        guard.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0014_agreement_parts'),
    ]

    operations = [migrations.RunPython(close, open_again)]
