"""From now on the database refuses everything but new lines and new seals."""

from typing import Any

from django.db import migrations

from ledger.guards import GUARDS


def _close(_apps: Any, editor: Any) -> None:
    for guard in GUARDS:
        guard.install(editor)


def _open(_apps: Any, editor: Any) -> None:
    for guard in GUARDS:
        guard.remove(editor)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_history")]

    operations = [migrations.RunPython(_close, _open)]
