"""The steps that have new columns get their guards again."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from indicators.audit.guards import OF_RETURNS
from ledger.guards import AppendOnly


def _guards() -> Iterator[AppendOnly]:
    tables = ("indicators_step", "indicators_periodstep")
    return (guard for guard in OF_RETURNS if guard.table in tables)


def _open(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.remove(editor)


def _close(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.install(editor)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0032_keep_accepted_months")]

    operations = [migrations.RunPython(_close, _open)]
