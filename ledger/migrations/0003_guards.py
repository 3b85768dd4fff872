"""The database itself refuses to rewrite what only grows."""

from django.db import migrations

from ledger.guards import GUARDS, installed


class Migration(migrations.Migration):
    dependencies = [
        ('ledger', '0002_tables'),
    ]

    operations = [installed(*GUARDS)]
