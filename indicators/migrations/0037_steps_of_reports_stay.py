"""The steps of reports, which have a new column, get their guard again."""

from collections.abc import Iterator
from typing import Any

from django.db import migrations

from indicators.audit.guards import OF_RETURNS
from ledger.guards import AppendOnly


def _guards() -> Iterator[AppendOnly]:
    return (guard for guard in OF_RETURNS if guard.table == "indicators_periodstep")


def _open(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.remove(editor)


def _close(_apps: Any, editor: Any) -> None:
    for guard in _guards():
        guard.install(editor)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0036_reports_with_the_head")]

    operations = [migrations.RunPython(_close, _open)]
