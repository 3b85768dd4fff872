"""Edits of drafts may do again what was undone, and the database keeps them as they are."""

from django.db import migrations, models

from ledger.guards import installed
from plans.workshop.models import GUARDS

[GUARD] = [guard for guard in GUARDS if guard.table == 'plans_draftedit']


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
        installed(GUARD),
    ]
