from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Lease',
            fields=[
                ('job', models.UUIDField(primary_key=True, serialize=False)),
                ('worker', models.CharField(max_length=64)),
                ('renewed_at', models.DateTimeField()),
            ],
        ),
    ]
