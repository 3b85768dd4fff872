"""The database itself refuses to rewrite what only grows."""

from django.db import migrations

from ledger.guards import installed
from plans.calendar.models import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0001_tables'),
    ]

    operations = [installed(*GUARDS)]
