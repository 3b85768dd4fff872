"""The year's rules are told of in the ledger."""

from django.db import migrations, models
from django.db.models import Q

from ledger.guards import GUARDS, installed, taken_away

[HISTORY] = [guard for guard in GUARDS if guard.table == 'ledger_change']


class Migration(migrations.Migration):
    dependencies = [
        ('ledger', '0009_alerts'),
    ]

    operations = [
        taken_away(HISTORY),
        migrations.RemoveConstraint(model_name='change', name='change_names_its_subject'),
        migrations.AlterField(
            model_name='change',
            name='subject',
            field=models.CharField(choices=[('plan', 'Plan'), ('office', 'Office'), ('user', 'User'), ('posting', 'Posting'), ('calendar', 'Calendar'), ('extension', 'Extra time'), ('rules', 'Scoring rules')], default='plan', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(
                condition=Q(subject='plan', plan__isnull=False)
                | Q(subject='office', plan=None, office__isnull=False)
                | Q(subject='user', plan=None, user__isnull=False)
                | Q(subject='posting', plan=None, office__isnull=False, user__isnull=False)
                | Q(subject='calendar', plan=None, rule__isnull=False)
                | Q(subject='extension', plan=None, office__isnull=False, extension__isnull=False)
                | (Q(subject='rules', plan=None) & ~Q(row='')),
                name='change_names_its_subject',
            ),
        ),
        installed(HISTORY),
    ]
