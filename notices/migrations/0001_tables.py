import django.utils.timezone
import presentation.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('stage', models.CharField(choices=[('queued', 'Queued'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed')], default='queued', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('problem', models.TextField(blank=True)),
                ('sent_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('submitted', 'Submitted'), ('resubmitted', 'Resubmitted'), ('returned', 'Returned'), ('accepted', 'Accepted'), ('reopened', 'Reopened'), ('hand-up', 'Handed Up'), ('take-back', 'Taken Back'), ('hand-down', 'Handed Down'), ('recall', 'Recalled'), ('sent', 'Sent'), ('extended', 'Extended'), ('shortened', 'Shortened'), ('calendar', 'Calendar'), ('commented', 'Commented'), ('feedback', 'Feedback'), ('answered', 'Answered'), ('disproved', 'Disproved'), ('rules', 'Rules')], max_length=12)),
                ('month', presentation.fields.MonthField()),
                ('period', models.CharField(default='month', max_length=8)),
                ('words', models.TextField(blank=True)),
                ('until', models.DateField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-at', '-id'),
            },
        ),
    ]
