"""What the head says to the officer of an amendment is kept at its step."""

from django.db import migrations, models

from ledger.guards import installed, taken_away
from plans.amending.models import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0018_calendar_by_kind'),
    ]

    operations = [
        taken_away(*GUARDS),
        migrations.AddField(
            model_name='amendmentstep',
            name='reason',
            field=models.TextField(blank=True, default='', verbose_name='reason'),
            preserve_default=False,
        ),
        installed(*GUARDS),
    ]
