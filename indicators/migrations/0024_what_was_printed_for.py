"""Printed figures name the months' figures that they speak of, instead of being stale for good."""

from django.db import migrations, models


def name_figures(apps, schema_editor):
    """What the months say now; of printed figures that were left behind, what they said first."""
    achievement = apps.get_model("indicators", "Achievement")
    change = apps.get_model("indicators", "Change")
    printed = achievement.objects.exclude(
        reported_cumulative=None, reported_rate=None
    ).select_related("sheet")
    for cell in printed.iterator(chunk_size=500):
        months = achievement.objects.filter(
            indicator=cell.indicator_id,
            sheet__plan=cell.sheet.plan_id,
            sheet__month__lte=cell.sheet.month,
        ).select_related("sheet")
        figures = {}
        for one in months:
            text = "-" if one.is_nil else one.__class__._meta.get_field("value").get_prep_value(
                one.value
            )
            if cell.reported_is_stale:
                first = (
                    change.objects.filter(
                        sheet=one.sheet_id, indicator=one.indicator_id, field="figure"
                    )
                    .order_by("id")
                    .first()
                )
                text = (first.after if first.before is None else first.before) if first else text
            if text is not None:
                figures[str(one.sheet.month)] = text
        cell.reported_for = figures
        cell.save(update_fields=["reported_for"])


class Migration(migrations.Migration):
    dependencies = [("indicators", "0023_nothing_reported_is_no_score")]

    operations = [
        migrations.AddField(
            model_name="achievement",
            name="reported_for",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="The figures that they were printed for, canonical text by month.",
            ),
        ),
        migrations.RunPython(name_figures, migrations.RunPython.noop),
        migrations.RemoveField(model_name="achievement", name="reported_is_stale"),
    ]
