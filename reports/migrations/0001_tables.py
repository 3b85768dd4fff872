import django.db.models.deletion
import django.utils.timezone
import reports.packet.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('plans', '0001_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Packet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('quarter', models.PositiveSmallIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('contents', models.CharField(max_length=64)),
                ('job', models.UUIDField()),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('file', models.FileField(blank=True, storage=reports.packet.models.packet_storage, upload_to='')),
                ('requested_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(null=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packets', to='plans.plan')),
                ('requested_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-requested_at',),
                'indexes': [models.Index(fields=['plan', 'quarter', 'language', '-requested_at'], name='reports_pac_plan_id_1c32ec_idx')],
            },
        ),
    ]
