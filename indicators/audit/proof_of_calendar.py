"""Whether the calendar is the one that the ledger was told of."""

from __future__ import annotations

from collections.abc import Iterator

from indicators.audit.doubts import Unexplained
from ledger.models import Change
from plans.calendar.history import calendar_lines, row_digest
from plans.calendar.models import CalendarRule, Extension


def unexplained_calendar() -> Iterator[Unexplained]:
    """Rules and given time that nobody told of, or that were altered since: three queries."""
    rules: dict[int, Change] = {}
    extensions: dict[int, Change] = {}
    for line in calendar_lines():
        told = rules if line.rule_id else extensions
        told[line.rule_id or line.extension_id or 0] = line
    for rule in CalendarRule.objects.order_by("pk"):
        yield from _unexplained(rule, rules.get(rule.pk))
    for given in Extension.objects.select_related("office").order_by("pk"):
        yield from _unexplained(given, extensions.get(given.pk))


def _unexplained(row: CalendarRule | Extension, line: Change | None) -> Iterator[Unexplained]:
    if line is not None and line.digest == row_digest(row):
        return
    yield Unexplained(
        plan=f"time of {row.office.code}" if isinstance(row, Extension) else "calendar",
        month="",
        row="",
        field=str(row),
        told=None if line is None else f"{line.after}, by {line.by_id}, at {line.at:%Y-%m-%d}",
        stored=f"row {row.pk}, by {row.by_id}, at {row.at:%Y-%m-%d}",
        by="" if line is None else str(line.by or ""),
    )
