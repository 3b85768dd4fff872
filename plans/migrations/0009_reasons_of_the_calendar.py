from django.db import migrations, models

from plans.calendar.models import GUARDS


def close_again(apps, schema_editor):
    """SQLite makes the table anew for the column, and the triggers are gone with the old one."""
    if schema_editor.connection.vendor == "sqlite":
        GUARDS[0].install(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_cut_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="calendarrule",
            name="reason",
            field=models.TextField(blank=True, default="", verbose_name="reason"),
            preserve_default=False,
        ),
        migrations.RunPython(close_again, migrations.RunPython.noop),
    ]
