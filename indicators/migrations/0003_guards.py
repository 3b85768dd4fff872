"""The database itself refuses to rewrite what only grows."""

from django.db import migrations

from indicators.audit.guards import OF_RETURNS as GUARDS
from ledger.guards import installed

# The guard of evidence speaks of a column that is added later, and is put there with it.
OF_RETURNS = [guard for guard in GUARDS if guard.table != 'indicators_evidence']


class Migration(migrations.Migration):
    dependencies = [
        ('indicators', '0002_tables'),
    ]

    operations = [installed(*OF_RETURNS)]
