import django.db.models.deletion
import django.utils.timezone
import indicators.returns.evidence.models
import plans.fields
import presentation.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('plans', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('check_name', models.CharField(choices=[('check_history', 'Figures against their history'), ('check_evidence', 'Files of evidence against their hashes')], max_length=16)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('seconds', models.FloatField()),
                ('found', models.PositiveIntegerField()),
                ('findings', models.TextField(blank=True)),
                ('summary', models.TextField()),
            ],
            options={
                'ordering': ('-id',),
            },
        ),
        migrations.CreateModel(
            name='HalfYearFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('text', models.TextField(verbose_name='feedback')),
                ('reported', models.JSONField(default=dict, editable=False, help_text='The figures that it speaks of, as indicators.periods.kept.data reads them.')),
                ('given_at', models.DateTimeField(verbose_name='given at')),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='half_year_feedback', to='plans.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'half-yearly feedback',
                'verbose_name_plural': 'half-yearly feedback',
            },
        ),
        migrations.CreateModel(
            name='MonthlyReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', max_length=12, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='returned or accepted at')),
                ('resumes_as', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', editable=False, help_text='The state in which the office had it last, and has it if it comes back unread.', max_length=12)),
                ('word_of_head', models.TextField(blank=True, editable=False, help_text="Why the office's head gave it back to the officer.")),
                ('opened_at', models.DateTimeField(editable=False, help_text='When a reviewer first looked at this submission.', null=True)),
                ('month', presentation.fields.MonthField(verbose_name='month')),
                ('late_by', models.PositiveSmallIntegerField(blank=True, help_text='When it was first submitted; 0 is on time', null=True, verbose_name='days late')),
                ('odd_indicators', models.PositiveSmallIntegerField(default=0, help_text='As of its last submission', verbose_name='indicators to check')),
                ('open_until', models.DateField(blank=True, null=True, verbose_name='reopened until')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned or accepted by')),
                ('opened_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='monthly_returns', to='plans.plan', verbose_name='plan')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'verbose_name': 'monthly return',
                'verbose_name_plural': 'monthly returns',
                'ordering': ('plan', 'month'),
            },
        ),
        migrations.CreateModel(
            name='Achievement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='achievement')),
                ('is_nil', models.BooleanField(default=False, verbose_name='none')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks')),
                ('reported_cumulative', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='reported cumulative')),
                ('reported_rate', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='reported rate')),
                ('reported_for', models.JSONField(default=dict, editable=False, help_text='The figures that they were printed for, canonical text by month.')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='plans.indicator', verbose_name='indicator')),
                ('monthly_return', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='achievements', to='indicators.monthlyreturn', verbose_name='monthly return')),
            ],
            options={
                'verbose_name': 'achievement',
                'verbose_name_plural': 'achievements',
            },
        ),
        migrations.CreateModel(
            name='ObjectiveFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='feedback')),
                ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='indicators.halfyearfeedback')),
                ('objective', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.objective', verbose_name='objective')),
            ],
            options={
                'verbose_name': 'feedback on an objective',
                'verbose_name_plural': 'feedback on objectives',
            },
        ),
        migrations.CreateModel(
            name='PeriodReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', max_length=12, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='returned or accepted at')),
                ('resumes_as', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', editable=False, help_text='The state in which the office had it last, and has it if it comes back unread.', max_length=12)),
                ('word_of_head', models.TextField(blank=True, editable=False, help_text="Why the office's head gave it back to the officer.")),
                ('opened_at', models.DateTimeField(editable=False, help_text='When a reviewer first looked at this submission.', null=True)),
                ('kind', models.CharField(choices=[('quarter', 'Quarter'), ('year', 'Year')], max_length=8, verbose_name='kind')),
                ('number', models.PositiveSmallIntegerField(help_text='Counted from July', verbose_name='number')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned or accepted by')),
                ('opened_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='period_reports', to='plans.plan', verbose_name='plan')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'verbose_name': 'report of a period',
                'verbose_name_plural': 'reports of periods',
                'ordering': ('plan', 'kind', 'number'),
            },
        ),
        migrations.CreateModel(
            name='EvaluatedValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', plans.fields.ValueField(blank=True, max_length=40, null=True, verbose_name='evaluated value')),
                ('is_nil', models.BooleanField(default=False, verbose_name='none')),
                ('reason', models.TextField(verbose_name='reason')),
                ('claimed', models.TextField(help_text='The achievement that was judged, as canonical text; empty where there was none.', null=True, verbose_name='what the office claimed')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed at')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator', verbose_name='indicator')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluated', to='indicators.periodreport')),
            ],
            options={
                'verbose_name': 'evaluated value',
                'verbose_name_plural': 'evaluated values',
            },
        ),
        migrations.CreateModel(
            name='PeriodStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, editable=False, help_text='Of its transition in indicators.periods.workflow; empty in earlier versions.', max_length=12)),
                ('from_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state before')),
                ('to_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks')),
                ('reported', models.JSONField(default=dict, editable=False)),
                ('signed', models.JSONField(default=dict, editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='indicators.periodreport')),
            ],
            options={
                'verbose_name': "step of a period's report",
                'verbose_name_plural': "steps of periods' reports",
                'ordering': ('report', 'id'),
            },
        ),
        migrations.CreateModel(
            name='FinalScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weighted', models.DecimalField(decimal_places=10, max_digits=16, null=True)),
                ('weight', models.DecimalField(decimal_places=2, max_digits=9)),
                ('stated_weight', models.DecimalField(decimal_places=2, max_digits=9)),
                ('normalised', models.DecimalField(decimal_places=10, max_digits=16, null=True)),
                ('objectives', models.JSONField(default=list)),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='final_score', to='plans.plan', verbose_name='plan')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.ruleset', verbose_name='scoring rules')),
                ('step', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='final_score', to='indicators.periodstep')),
            ],
            options={
                'verbose_name': 'final score of a year',
                'verbose_name_plural': 'final scores of years',
            },
        ),
        migrations.CreateModel(
            name='ReturnStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(blank=True, editable=False, help_text='Of its transition in indicators.returns.workflow.', max_length=12)),
                ('from_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state before')),
                ('to_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state after')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('late_by', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days late')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('figures', models.JSONField(default=dict, editable=False, help_text='The figures as they stood, canonical text by indicator id.')),
                ('signed', models.JSONField(default=dict, editable=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('plan_as', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.keptplan')),
                ('monthly_return', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='indicators.monthlyreturn')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ('monthly_return', 'at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='CellNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='indicators.returnstep')),
            ],
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', presentation.fields.MonthField(verbose_name='month')),
                ('weighted', models.DecimalField(decimal_places=10, max_digits=16, null=True)),
                ('weight', models.DecimalField(decimal_places=2, max_digits=9)),
                ('stated_weight', models.DecimalField(decimal_places=2, max_digits=9)),
                ('normalised', models.DecimalField(decimal_places=10, max_digits=16, null=True)),
                ('reported', models.PositiveSmallIntegerField(help_text='Cells that are asked and filled.')),
                ('indicators', models.PositiveSmallIntegerField(help_text='Indicators that the month asks for.')),
                ('objectives', models.JSONField(default=list)),
                ('computed_at', models.DateTimeField(auto_now=True, verbose_name='computed at')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='plans.plan', verbose_name='plan')),
                ('rule_set', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.ruleset')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ('plan', 'month'),
            },
        ),
        migrations.CreateModel(
            name='ScoreLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('achieved', plans.fields.ValueField(blank=True, max_length=40, null=True)),
                ('rate', models.DecimalField(decimal_places=10, max_digits=36, null=True)),
                ('raw', models.DecimalField(decimal_places=10, max_digits=14, null=True)),
                ('weighted', models.DecimalField(decimal_places=10, max_digits=16, null=True)),
                ('problem', models.CharField(blank=True, max_length=24, verbose_name='problem')),
                ('explanation', models.JSONField(default=dict)),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator', verbose_name='indicator')),
                ('score', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='indicators.score')),
            ],
            options={
                'verbose_name': 'score of an indicator',
                'verbose_name_plural': 'scores of the indicators',
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', presentation.fields.MonthField(verbose_name='month')),
                ('kind', models.CharField(choices=[('said', 'Comment'), ('settled', 'Settled'), ('reopened', 'Reopened')], default='said', max_length=8, verbose_name='kind')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='comment')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='plans.indicator', verbose_name='indicator')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='plans.plan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ('id',),
                'indexes': [models.Index(fields=['plan', 'month', 'indicator'], name='comment_of_cell')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'said'), ('text', ''), _connector='XOR'), name='comment_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('month', presentation.fields.MonthField(verbose_name='month')),
                ('file', models.FileField(storage=indicators.returns.evidence.models.evidence_storage, upload_to=indicators.returns.evidence.models.place_of, verbose_name='file')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpeg', 'JPEG'), ('png', 'PNG'), ('docx', 'DOCX'), ('xlsx', 'XLSX')], max_length=8, verbose_name='file type')),
                ('name', models.CharField(max_length=150, verbose_name='file name')),
                ('size', models.PositiveIntegerField(verbose_name='size')),
                ('sha256', models.CharField(max_length=64)),
                ('received_sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='uploaded at')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='removed at')),
                ('verdict', models.CharField(blank=True, choices=[('verified', 'Accepted as evidence'), ('not-verified', 'Not accepted as evidence')], max_length=12, verbose_name='verification')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('judged_at', models.DateTimeField(blank=True, null=True, verbose_name='verified at')),
                ('indicator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='plans.indicator', verbose_name='indicator')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
                ('removed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='removed by')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
            ],
            options={
                'verbose_name': 'piece of evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ('uploaded_at', 'id'),
                'indexes': [models.Index(fields=['indicator', 'month'], name='indicators__indicat_309e7e_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('indicator', 'month', 'received_sha256'), name='evidence_once_a_cell')],
            },
        ),
        migrations.AddIndex(
            model_name='monthlyreturn',
            index=models.Index(fields=['state', 'submitted_at'], name='indicators__state_5fdf24_idx'),
        ),
        migrations.AddConstraint(
            model_name='monthlyreturn',
            constraint=models.UniqueConstraint(fields=('plan', 'month'), name='monthly_return_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.UniqueConstraint(fields=('monthly_return', 'indicator'), name='achievement_once'),
        ),
        migrations.AddConstraint(
            model_name='achievement',
            constraint=models.CheckConstraint(condition=models.Q(('is_nil', False), ('value', None), _connector='OR'), name='achievement_nil_has_no_value'),
        ),
        migrations.AddConstraint(
            model_name='objectivefeedback',
            constraint=models.UniqueConstraint(fields=('feedback', 'objective'), name='objective_feedback_once'),
        ),
        migrations.AddIndex(
            model_name='periodreport',
            index=models.Index(fields=['state', 'submitted_at'], name='period_report_state'),
        ),
        migrations.AddConstraint(
            model_name='periodreport',
            constraint=models.UniqueConstraint(fields=('plan', 'kind', 'number'), name='period_report_once'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedvalue',
            constraint=models.UniqueConstraint(fields=('report', 'indicator'), name='evaluated_value_once'),
        ),
        migrations.AddConstraint(
            model_name='evaluatedvalue',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_nil', True), ('value', None)), models.Q(('is_nil', False), ('value__isnull', False)), _connector='OR'), name='evaluated_value_or_none'),
        ),
        migrations.AddConstraint(
            model_name='cellnote',
            constraint=models.UniqueConstraint(fields=('step', 'indicator'), name='cell_note_once'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(fields=('plan', 'month'), name='score_once_a_month'),
        ),
        migrations.AddConstraint(
            model_name='scoreline',
            constraint=models.UniqueConstraint(fields=('score', 'indicator'), name='score_line_once'),
        ),
    ]
