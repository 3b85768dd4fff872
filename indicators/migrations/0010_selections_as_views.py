"""What was saved of the planner's list becomes views of it, as every list has them."""

from typing import Any

from django.db import migrations


def move(apps: Any, _schema: Any) -> None:
    views = apps.get_model("offices", "SavedView").objects
    for one in apps.get_model("indicators", "SavedSelection").objects.all().iterator():
        views.create(
            list="planning",
            person_id=one.person_id,
            name=one.name,
            query=one.query,
            shared="office" if one.office_id else "",
            office_id=one.office_id,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("indicators", "0009_shared_selections"),
        ("offices", "0004_saved_views"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(name="SavedSelection"),
    ]
