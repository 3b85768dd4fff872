import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('indicators', '0002_tables'),
        ('ledger', '0001_tables'),
        ('offices', '0001_tables'),
        ('plans', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='change',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by'),
        ),
        migrations.AddField(
            model_name='change',
            name='extension',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.extension', verbose_name='extension'),
        ),
        migrations.AddField(
            model_name='change',
            name='indicator',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.indicator', verbose_name='indicator'),
        ),
        migrations.AddField(
            model_name='change',
            name='office',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='office'),
        ),
        migrations.AddField(
            model_name='change',
            name='plan',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan', verbose_name='plan'),
        ),
        migrations.AddField(
            model_name='change',
            name='rule',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.calendarrule', verbose_name='calendar rule'),
        ),
        migrations.AddField(
            model_name='change',
            name='monthly_return',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.monthlyreturn', verbose_name='monthly return'),
        ),
        migrations.AddField(
            model_name='change',
            name='user',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['plan', '-id'], name='change_of_plan'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['monthly_return', 'indicator'], name='change_of_cell'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('plan', None)), fields=['-id'], name='change_of_no_plan'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('office__isnull', False)), fields=['office', '-id'], name='change_of_office'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(condition=models.Q(('user__isnull', False)), fields=['user', '-id'], name='change_of_user'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('id__gt', 0)), name='change_id_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('plan__isnull', False), ('subject', 'plan')), models.Q(('office__isnull', False), ('plan', None), ('subject', 'office')), models.Q(('plan', None), ('subject', 'user'), ('user__isnull', False)), models.Q(('office__isnull', False), ('plan', None), ('subject', 'posting'), ('user__isnull', False)), models.Q(('plan', None), ('rule__isnull', False), ('subject', 'calendar')), models.Q(('extension__isnull', False), ('office__isnull', False), ('plan', None), ('subject', 'extension')), _connector='OR'), name='change_names_its_subject'),
        ),
    ]
