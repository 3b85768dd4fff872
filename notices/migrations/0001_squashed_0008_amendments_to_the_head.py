"""All tables at once, for a database that begins today; one of before goes the long way."""

import django.db.models.deletion
import django.utils.timezone
import presentation.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('notices', '0001_tables'),
        ('notices', '0002_tables'),
        ('notices', '0003_agreements'),
        ('notices', '0004_amendments'),
        ('notices', '0005_reminders'),
        ('notices', '0006_alerts'),
        ('notices', '0007_with_the_head'),
        ('notices', '0008_amendments_to_the_head'),
    ]

    initial = True

    dependencies = [
        ('plans', '0001_squashed_0019_amendments_to_the_head'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.DateField()),
                ('stage', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed')], default='queued', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('problem', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('recipient', 'day'), name='digest_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='EmailOptOut',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('what', models.CharField(choices=[('submitted', 'Submitted'), ('resubmitted', 'Resubmitted'), ('returned', 'Returned'), ('accepted', 'Accepted'), ('reopened', 'Reopened'), ('hand-up', 'Handed Up'), ('take-back', 'Taken Back'), ('hand-down', 'Handed Down'), ('recall', 'Recalled'), ('sent', 'Sent'), ('extended', 'Extended'), ('shortened', 'Shortened'), ('calendar', 'Calendar'), ('commented', 'Commented'), ('feedback', 'Feedback'), ('answered', 'Answered'), ('disproved', 'Disproved'), ('rules', 'Rules'), ('proposed', 'Proposed'), ('withdrawn', 'Withdrawn'), ('sent-back', 'Sent Back'), ('agreed', 'Agreed'), ('amending', 'Amending'), ('unamending', 'Unamending'), ('not-amended', 'Not Amended'), ('amended', 'Amended'), ('reminded', 'Reminded'), ('assigned', 'Assigned'), ('to-sign', 'To Sign'), ('unsigned', 'Unsigned'), ('not-signed', 'Not Signed'), ('amend-sign', 'Amend To Sign'), ('amend-undo', 'Amend Unsigned'), ('amend-down', 'Amend Not Signed')], max_length=12)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.plan')),
                ('month', presentation.fields.MonthField()),
                ('period', models.CharField(default='month', max_length=8)),
                ('indicator', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.indicator')),
                ('words', models.TextField(blank=True)),
                ('until', models.DateField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-at', '-id'),
                'indexes': [models.Index(fields=['recipient', '-at', '-id'], name='notice_newest'), models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notice_unread'), models.Index(condition=models.Q(('mailed_at', None), ('read_at', None)), fields=['recipient'], name='notice_to_mail')],
            },
        ),
    ]
