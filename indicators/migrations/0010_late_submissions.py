from datetime import date, timedelta

from django.db import migrations, models
from django.utils import timezone


def tell_late_submissions(apps, schema_editor):
    """By how many days each return was late when it was first submitted.

    Until now a return was due on one day of the month that follows, in all offices of a year.
    """
    days = dict(
        apps.get_model("plans", "CalendarRule")
        .objects.filter(level="", kind="month")
        .values_list("fiscal_year", "due_day")
    )
    first = {}
    steps = apps.get_model("indicators", "Step").objects
    for step in steps.filter(to_state="submitted").order_by("-at", "-pk"):
        first[step.sheet_id] = step
    sheets = apps.get_model("indicators", "Sheet").objects.exclude(submitted_at=None)
    changed = []
    for sheet in sheets.select_related("plan"):
        step = first.get(sheet.pk)
        at = timezone.localdate(step.at if step else sheet.submitted_at)
        late_by = max((at - _due(sheet.month, days.get(sheet.plan.fiscal_year_id, 5))).days, 0)
        sheet.late_by = late_by
        changed.append(sheet)
        if step:
            step.late_by = late_by
    sheets.model.objects.bulk_update(changed, ["late_by"], batch_size=500)
    steps.model.objects.bulk_update(first.values(), ["late_by"], batch_size=500)


def _due(month, day):
    following = month.next.first_day
    last = month.plus(2).first_day - timedelta(1)
    return date(following.year, following.month, min(day, last.day))


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0009_evidence_in_the_history"),
        ("plans", "0005_calendar"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheet",
            name="late_by",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="When it was first submitted; 0 is in time",
                null=True,
                verbose_name="days late",
            ),
        ),
        migrations.AddField(
            model_name="step",
            name="late_by",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days late"),
        ),
        migrations.RunPython(tell_late_submissions, migrations.RunPython.noop),
    ]
