"""The history lies in the ledger, one for all. That of before is not carried over."""

from typing import Any

from django.db import migrations

from ledger.guards import AppendOnly

GUARDS = (
    AppendOnly(
        table="indicators_change", name="history", refusal="the history is only added to"
    ),
    AppendOnly(
        table="indicators_seal",
        name="seals",
        refusal="seals are only added to",
        unique=("number",),
    ),
)


def _open(apps: Any, editor: Any) -> None:
    if apps.get_model("indicators", "Change").objects.exists():
        raise RuntimeError("This database is of an earlier version: its history would be lost.")
    for guard in GUARDS:
        guard.remove(editor)


def _close(_apps: Any, editor: Any) -> None:
    for guard in GUARDS:
        guard.install(editor)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0034_signed_history")]

    operations = [
        migrations.RunPython(_open, _close),
        migrations.DeleteModel(name="Change"),
        migrations.DeleteModel(name="Seal"),
    ]
