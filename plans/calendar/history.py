"""What the ledger is told of the calendar: each rule that was set, each time that was given.

The rows themselves are what the calendar is computed from; a line names its row, has the digest
of all that it says, and what held before and after as canonical text.
"""

from __future__ import annotations

import re
from datetime import UTC, date
from typing import Final

from django.db.models import Model, QuerySet

from ledger.digests import digest_of
from ledger.models import Change, ChangeSubject
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.terms import DayRule, TermRule

_RULE: Final = re.compile(
    r"opens (\d+)\+(\d+), due (\d+)\+(\d+), grace (\d+)(?:, closes (\d+)\+(\d+))?"
)


def rule_text(rule: TermRule | None) -> str | None:
    """``opens 1+0, due 5+1, grace 3, closes 20+1``: each day, and how many months after."""
    if rule is None:
        return None
    closes = f", closes {_day(rule.closes)}" if rule.closes else ""
    return f"opens {_day(rule.opens)}, due {_day(rule.due)}, grace {rule.grace_days}{closes}"


def _day(rule: DayRule) -> str:
    return f"{rule.day}+{rule.months}"


def read_rule(text: str | None) -> TermRule | None:
    """What ``rule_text`` gave. Raises ``ValueError`` for other text."""
    if text is None:
        return None
    found = _RULE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no rule of the calendar")
    opens, opens_months, due, due_months, grace = map(int, found.groups()[:5])
    closes = DayRule(int(found[6]), int(found[7])) if found[6] else None
    return TermRule(DayRule(due, due_months), DayRule(opens, opens_months), grace, closes)


def rule_change(row: CalendarRule, *, before: TermRule | None) -> Change:
    """A rule was set in the place of another, or taken back."""
    return Change(
        subject=ChangeSubject.CALENDAR,
        rule=row,
        before=rule_text(before),
        after=None if row.withdrawn else rule_text(row.rule),
        reason=row.reason,
        by=row.by,
        digest=row_digest(row),
    )


def extension_change(row: Extension, *, before: date | None) -> Change:
    """An office was given time until a day, or it was taken back."""
    return Change(
        subject=ChangeSubject.EXTENSION,
        extension=row,
        office_id=row.office_id,
        before=before.isoformat() if before else None,
        after=row.until.isoformat() if row.until else None,
        reason=row.reason,
        by=row.by,
        digest=row_digest(row),
    )


def row_digest(row: CalendarRule | Extension) -> str:
    """The SHA-256 of all that a row says: also when it was set, from which day it holds."""
    names = [field.attname for field in row._meta.fields]
    if isinstance(row, CalendarRule) and not row.plan_kind:
        # Rules of all kinds of plan say of kinds what they said when there were none others.
        names.remove("plan_kind")
    return digest_of({name: _said(row, name) for name in names})


def _said(row: Model, name: str) -> str | int | bool | None:
    value = row.at.astimezone(UTC) if name == "at" else getattr(row, name)  # type: ignore[attr-defined]
    return value if isinstance(value, str | int | None) else str(value)


def calendar_lines() -> QuerySet[Change]:
    """What the ledger says of the calendar, oldest first."""
    subjects = (ChangeSubject.CALENDAR, ChangeSubject.EXTENSION)
    # No plan's: so the index of those few is used.
    lines = Change.objects.filter(plan=None, subject__in=subjects)
    return lines.select_related("by", "rule", "extension", "office").order_by("pk")
