"""PostgreSQL finds plans and indicators by what their titles say among those of a country."""

from django.db import migrations

from plans.models.indicators import SEARCHED as OF_INDICATORS
from plans.models.plan import SEARCHED as OF_PLANS


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0001_squashed_0019_amendments_to_the_head'),
    ]

    operations = [migrations.RunPython(one.make, one.drop) for one in (OF_PLANS, OF_INDICATORS)]
