"""The database itself refuses to rewrite what was kept of a plan, and where it came from."""

from django.db import migrations

from ledger.guards import installed
from plans.kept.models import GUARDS as OF_KEPT
from plans.workshop.models import GUARDS as OF_WORKSHOP

GUARDS = (*OF_KEPT, *(guard for guard in OF_WORKSHOP if guard.table == 'plans_plansource'))


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0014_agreement_parts'),
    ]

    operations = [installed(*GUARDS)]
