"""The cut-off below the last tier becomes a rule of a fiscal year and kind, on as before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_calendar_only_grows")]

    operations = [
        migrations.AddField(
            model_name="ruleset",
            name="cut_off",
            field=models.BooleanField(
                default=True,
                help_text="What is worse than the last tier scores nothing; otherwise it keeps "
                "its share of that tier's percent, where more is better",
                verbose_name="cut off below the last tier",
            ),
        ),
    ]
