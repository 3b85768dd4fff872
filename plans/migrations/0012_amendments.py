"""Amendments of agreed plans; what an amendment dropped stays stored; steps are only added to."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


from ledger.guards import installed
from plans.amending.models import GUARDS


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0011_row_matches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='dropped_in',
            field=models.PositiveSmallIntegerField(default=0, editable=False, help_text="The plan's version from which on it is left out."),
        ),
        migrations.AlterField(
            model_name='draft',
            name='state',
            field=models.CharField(choices=[('open', 'Being worked on'), ('kept', 'Kept as a plan'), ('discarded', 'Discarded'), ('proposed', 'Proposed as an amendment')], default='open', max_length=10, verbose_name='state'),
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', max_length=12, verbose_name='state')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='returned or accepted at')),
                ('resumes_as', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], default='open', editable=False, help_text='The state in which the office had it last, and has it if it comes back unread.', max_length=12)),
                ('word_of_head', models.TextField(blank=True, editable=False, help_text="Why the office's head gave it back to the officer.")),
                ('opened_at', models.DateTimeField(editable=False, help_text='When a reviewer first looked at this submission.', null=True)),
                ('from_version', models.PositiveSmallIntegerField()),
                ('base', models.JSONField()),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('dropped_at', models.DateTimeField(editable=False, null=True)),
                ('begun_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='returned or accepted by')),
                ('draft', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='amendment', to='plans.draft')),
                ('opened_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='plans.plan', verbose_name='plan')),
                ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
            ],
            options={
                'verbose_name': 'amendment',
                'verbose_name_plural': 'amendments',
                'ordering': ('plan', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='AmendmentRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.PositiveIntegerField()),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('verdict', models.CharField(blank=True, choices=[('', 'not decided'), ('agreed', 'agreed'), ('returned', 'returned')], default='', max_length=8)),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='plans.amendment')),
            ],
        ),
        migrations.CreateModel(
            name='AmendmentStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Of its transition in plans.amending.workflow.', max_length=12)),
                ('from_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state before')),
                ('to_state', models.CharField(choices=[('open', 'Open'), ('with-head', 'With the head of the office'), ('submitted', 'Submitted'), ('returned', 'Returned'), ('resubmitted', 'Submitted again'), ('accepted', 'Accepted'), ('reopened', 'Reopened')], max_length=12, verbose_name='state after')),
                ('version', models.PositiveIntegerField(verbose_name='version')),
                ('rows', models.JSONField(default=list)),
                ('signed', models.JSONField(default=dict, editable=False)),
                ('made_version', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='plans.amendment')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ('amendment', 'at', 'id'),
            },
        ),
        migrations.AddIndex(
            model_name='amendment',
            index=models.Index(fields=['state', 'submitted_at'], name='amendment_waiting'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(condition=models.Q(('dropped_at', None), models.Q(('state', 'accepted'), _negated=True)), fields=('plan',), name='one_open_amendment'),
        ),
        migrations.AddConstraint(
            model_name='amendmentrow',
            constraint=models.UniqueConstraint(fields=('amendment', 'key'), name='amendment_row_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentstep',
            constraint=models.CheckConstraint(condition=models.Q(('id__gt', 0)), name='amendment_step_id_is_positive'),
        ),
        installed(*GUARDS),
    ]
