"""The calendar is a rule of the kind of plan, too."""

import plans.choices
from django.db import migrations, models

from ledger.guards import installed, taken_away
from plans.calendar.models import GUARDS


class Migration(migrations.Migration):
    dependencies = [
        ('plans', '0017_shown_by_rules'),
    ]

    operations = [
        taken_away(*GUARDS),
        migrations.AddField(
            model_name='calendarrule',
            name='plan_kind',
            field=models.CharField(blank=True, choices=plans.choices.kinds, default='', help_text='Blank: all kinds', max_length=16, verbose_name='kind of plan'),
            preserve_default=False,
        ),
        installed(*GUARDS),
    ]
