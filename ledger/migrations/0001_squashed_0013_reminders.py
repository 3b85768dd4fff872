"""All tables at once, for a database that begins today; one of before goes the long way."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from ledger.guards import GUARDS, installed


class Migration(migrations.Migration):

    replaces = [
        ('ledger', '0001_tables'),
        ('ledger', '0002_tables'),
        ('ledger', '0003_guards'),
        ('ledger', '0004_plan_fields'),
        ('ledger', '0005_scoring_modes'),
        ('ledger', '0006_agreements'),
        ('ledger', '0007_amendments'),
        ('ledger', '0008_agreement_parts'),
        ('ledger', '0009_alerts'),
        ('ledger', '0010_rules'),
        ('ledger', '0011_roll_ups'),
        ('ledger', '0012_alerts_of_all_kinds'),
        ('ledger', '0013_reminders'),
    ]

    initial = True

    dependencies = [
        ('indicators', '0001_squashed_0011_rows_of_scores'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(choices=[('plan', 'Plan'), ('office', 'Office'), ('user', 'User'), ('posting', 'Posting'), ('calendar', 'Calendar'), ('extension', 'Extra time'), ('rules', 'Scoring rules')], default='plan', max_length=10)),
                ('plan', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan', verbose_name='plan')),
                ('monthly_return', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.monthlyreturn', verbose_name='monthly return')),
                ('month', models.CharField(blank=True, max_length=7, verbose_name='month')),
                ('indicator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.indicator', verbose_name='indicator')),
                ('office', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='offices.office', verbose_name='office')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('rule', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.calendarrule', verbose_name='calendar rule')),
                ('extension', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.extension', verbose_name='extension')),
                ('row', models.CharField(blank=True, max_length=48, verbose_name='row')),
                ('field', models.CharField(blank=True, choices=[('figure', 'Achievement'), ('remarks', 'Remarks'), ('state', 'State of the return'), ('note', 'Note at a cell'), ('note_answer', 'Answer to a note'), ('evidence', 'Piece of evidence'), ('verdict', 'Verification of evidence'), ('comment', 'Comment'), ('thread', 'State of the comments'), ('target_100', 'Target 100%'), ('target_90', 'Target 90%'), ('target_80', 'Target 80%'), ('target_70', 'Target 70%'), ('target_60', 'Target 60%'), ('weight', 'Weight'), ('method', 'Calculation method'), ('frequency', 'How often'), ('unit', 'Unit'), ('code', 'Code'), ('title', 'Title'), ('evidence_required', 'Evidence required'), ('linked_kind', 'Scored from this action plan'), ('mode', 'Scored'), ('deduction', 'Marks off'), ('per_days', 'Each so many days late'), ('roll_up', 'Rolled up from offices'), ('roll_up_from', 'Offices and their rows'), ('responsible', 'Responsible'), ('evidence_definition', 'Evidence as the plan names it'), ('baselines', 'Baselines'), ('projections', 'Projections'), ('targets_by_period', 'Targets by period'), ('parts', 'Targets of the parts'), ('objective_code', 'Objective: code'), ('objective_title', 'Objective: title'), ('objective_weight', 'Objective: weight'), ('objective_section', 'Objective: section'), ('activity_code', 'Activity: code'), ('activity_title', 'Activity: title'), ('plan_title', 'Plan: title'), ('plan_heading', 'Plan: office heading'), ('plan_total', 'Plan: total weight'), ('period_state', "State of the period's report"), ('period_remarks', 'Remarks on the period'), ('evaluated', 'Evaluated value'), ('evaluation_reason', 'Reason of the evaluated value'), ('evaluated_claim', 'Claim that was evaluated'), ('kept', 'What the report keeps'), ('feedback', 'Half-yearly feedback'), ('feedback_answer', 'Answer to the half-yearly feedback'), ('agreement_part', 'Text of the agreement'), ('agreement', 'State of the agreement'), ('agreement_note', 'Note at a row of the agreement'), ('agreed_version', 'Version that both sides signed'), ('amendment', 'State of the amendment'), ('amendment_row', 'Row of the amendment'), ('override', 'Error that was let stand'), ('rules', 'Scoring rules'), ('alert', 'Alert'), ('reminder', 'Reminder'), ('whole_plan', 'The plan as a whole')], max_length=20, verbose_name='what')),
                ('before', models.TextField(null=True, verbose_name='before')),
                ('after', models.TextField(null=True, verbose_name='after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('request', models.CharField(blank=True, max_length=48, verbose_name='request')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='when')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('digest', models.CharField(blank=True, help_text='SHA-256 of the row that it tells of, if it is one.', max_length=64)),
                ('signature', models.CharField(blank=True, help_text='As ledger.signing makes it.', max_length=80)),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'history',
                'ordering': ('-id',),
                'indexes': [models.Index(fields=['plan', '-id'], name='change_of_plan'), models.Index(fields=['monthly_return', 'indicator'], name='change_of_cell'), models.Index(condition=models.Q(('plan', None)), fields=['-id'], name='change_of_no_plan'), models.Index(condition=models.Q(('office__isnull', False)), fields=['office', '-id'], name='change_of_office'), models.Index(condition=models.Q(('user__isnull', False)), fields=['user', '-id'], name='change_of_user')],
                'constraints': [models.CheckConstraint(condition=models.Q(('id__gt', 0)), name='change_id_is_positive'), models.CheckConstraint(condition=models.Q(models.Q(('plan__isnull', False), ('subject', 'plan')), models.Q(('office__isnull', False), ('plan', None), ('subject', 'office')), models.Q(('plan', None), ('subject', 'user'), ('user__isnull', False)), models.Q(('office__isnull', False), ('plan', None), ('subject', 'posting'), ('user__isnull', False)), models.Q(('plan', None), ('rule__isnull', False), ('subject', 'calendar')), models.Q(('extension__isnull', False), ('office__isnull', False), ('plan', None), ('subject', 'extension')), models.Q(('plan', None), ('subject', 'rules'), models.Q(('row', ''), _negated=True)), _connector='OR'), name='change_names_its_subject')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('until', models.BigIntegerField()),
                ('lines', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('takes_over', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('signature', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        installed(*GUARDS),
    ]
