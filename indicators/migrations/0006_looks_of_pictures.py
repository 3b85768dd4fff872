from django.db import migrations, models

from indicators.audit.guards import OF_RETURNS
from ledger.guards import installed, taken_away

EVIDENCE = next(guard for guard in OF_RETURNS if guard.table == 'indicators_evidence')


class Migration(migrations.Migration):
    dependencies = [
        ('indicators', '0005_saved_selections'),
    ]

    operations = [
        taken_away(EVIDENCE),
        migrations.AddField(
            model_name='evidence',
            name='look',
            field=models.CharField(
                blank=True,
                default='',
                editable=False,
                help_text='Of a picture: a difference hash of 64 bits, equal for what looks alike.',
                max_length=16,
            ),
            preserve_default=False,
        ),
        installed(EVIDENCE),
    ]
