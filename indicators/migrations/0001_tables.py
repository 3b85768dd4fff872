import django.utils.timezone
import indicators.returns.evidence.models
import plans.fields
import presentation.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
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
            ],
            options={
                'verbose_name': 'achievement',
                'verbose_name_plural': 'achievements',
            },
        ),
        migrations.CreateModel(
            name='CellNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('answer', models.TextField(blank=True, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
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
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', presentation.fields.MonthField(verbose_name='month')),
                ('kind', models.CharField(choices=[('said', 'Comment'), ('settled', 'Settled'), ('reopened', 'Reopened')], default='said', max_length=8, verbose_name='kind')),
                ('text', models.TextField(blank=True, max_length=2000, verbose_name='comment')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ('id',),
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
            ],
            options={
                'verbose_name': 'evaluated value',
                'verbose_name_plural': 'evaluated values',
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
            ],
            options={
                'verbose_name': 'piece of evidence',
                'verbose_name_plural': 'evidence',
                'ordering': ('uploaded_at', 'id'),
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
            ],
            options={
                'verbose_name': 'final score of a year',
                'verbose_name_plural': 'final scores of years',
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
            ],
            options={
                'verbose_name': 'monthly return',
                'verbose_name_plural': 'monthly returns',
                'ordering': ('plan', 'month'),
            },
        ),
        migrations.CreateModel(
            name='ObjectiveFeedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='feedback')),
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
            ],
            options={
                'verbose_name': 'report of a period',
                'verbose_name_plural': 'reports of periods',
                'ordering': ('plan', 'kind', 'number'),
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
            ],
            options={
                'verbose_name': "step of a period's report",
                'verbose_name_plural': "steps of periods' reports",
                'ordering': ('report', 'id'),
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
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ('monthly_return', 'at', 'id'),
            },
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
            ],
            options={
                'verbose_name': 'score of an indicator',
                'verbose_name_plural': 'scores of the indicators',
            },
        ),
    ]
