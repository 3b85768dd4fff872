"""The journal lies in the ledger, one for all. That of before is not carried over."""

from typing import Any

from django.db import migrations

from ledger.guards import AppendOnly

GUARD = AppendOnly(
    table="offices_administrationentry", name="journal", refusal="the journal is only added to"
)


def _open(apps: Any, editor: Any) -> None:
    if apps.get_model("offices", "AdministrationEntry").objects.exists():
        raise RuntimeError("This database is of an earlier version: its journal would be lost.")
    GUARD.remove(editor)


def _close(_apps: Any, editor: Any) -> None:
    GUARD.install(editor)


class Migration(migrations.Migration):
    dependencies = [("offices", "0008_deep_trees")]

    operations = [
        migrations.RunPython(_open, _close),
        migrations.DeleteModel(name="AdministrationEntry"),
    ]
