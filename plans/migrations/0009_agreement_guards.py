"""The database itself refuses to rewrite what was signed, and how it came to be."""

from django.db import migrations

from ledger.guards import installed
from plans.agreements.models import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0008_agreements'),
    ]

    operations = [installed(*GUARDS)]
