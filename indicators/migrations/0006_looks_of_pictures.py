from django.db import migrations, models

from indicators.audit.guards import OF_RETURNS

EVIDENCE = next(guard for guard in OF_RETURNS if guard.table == 'indicators_evidence')


def install(apps, schema_editor):
    EVIDENCE.install(schema_editor)


def remove(apps, schema_editor):
    EVIDENCE.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ('indicators', '0005_saved_selections'),
    ]

    operations = [
        migrations.RunPython(remove, install),
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
        migrations.RunPython(install, remove),
    ]
