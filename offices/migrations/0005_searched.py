"""PostgreSQL finds offices and people by what their names say without folding a country's."""

from django.db import migrations

from offices.models import SEARCHED


class Migration(migrations.Migration):
    dependencies = [
        ('offices', '0004_saved_views'),
    ]

    operations = [migrations.RunPython(one.make, one.drop) for one in SEARCHED]
