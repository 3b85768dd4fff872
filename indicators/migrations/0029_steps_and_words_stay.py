"""Steps, notes, comments, feedback and the records of files get the guards of the history."""

from typing import Any

from django.db import migrations

from indicators.audit.guards import OF_RETURNS


def _close(_apps: Any, editor: Any) -> None:
    for guard in OF_RETURNS:
        guard.install(editor)


def _open(_apps: Any, editor: Any) -> None:
    for guard in OF_RETURNS:
        guard.remove(editor)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0028_seal_the_steps_of_reports")]

    operations = [migrations.RunPython(_close, _open)]
