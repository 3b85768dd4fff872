"""All tables at once, for a database that begins today; one of before goes the long way."""

import django.db.models.deletion
import django.utils.timezone
import reports.batch.models
import reports.packet.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reports', '0001_tables'),
        ('reports', '0002_batches'),
    ]

    initial = True

    dependencies = [
        ('plans', '0001_squashed_0019_amendments_to_the_head'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='offices.office')),
                ('fiscal_year', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='plans.fiscalyear')),
                ('kind', models.CharField(max_length=16)),
                ('form', models.CharField(max_length=12)),
                ('month', models.CharField(blank=True, max_length=7)),
                ('made_as', models.CharField(choices=[('pdf', 'One PDF with contents'), ('zip-pdf', 'A ZIP of PDF files'), ('zip-docx', 'A ZIP of Word files'), ('zip-xlsx', 'A ZIP of Excel files'), ('xlsx', 'One workbook, a sheet for each office')], max_length=8)),
                ('language', models.CharField(max_length=2)),
                ('job', models.UUIDField()),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('skipped', models.PositiveIntegerField(default=0)),
                ('file', models.FileField(blank=True, storage=reports.batch.models.batch_storage, upload_to='')),
                ('requested_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finished_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-requested_at',),
                'indexes': [models.Index(fields=['requested_by', '-requested_at'], name='batch_of_person')],
            },
        ),
        migrations.CreateModel(
            name='Packet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packets', to='plans.plan')),
                ('quarter', models.PositiveSmallIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('contents', models.CharField(max_length=64)),
                ('job', models.UUIDField()),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('file', models.FileField(blank=True, storage=reports.packet.models.packet_storage, upload_to='')),
                ('requested_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ('-requested_at',),
                'indexes': [models.Index(fields=['plan', 'quarter', 'language', '-requested_at'], name='reports_pac_plan_id_1c32ec_idx')],
            },
        ),
    ]
