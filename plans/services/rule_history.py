"""What the ledger is told of the year's rules: each version that was put in force."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django.db.models import Model, QuerySet

from ledger.digests import digest_of
from ledger.models import Change, ChangedField, ChangeSubject
from numerals import USUAL_SCORE_PLACES
from plans.models import RuleSet

_NOT_SAID: Final = frozenset({"is_draft"})
_AS_EVER: Final = {"score_places": USUAL_SCORE_PLACES, "tier_names": [], "grades": []}
"""What is left out where nobody set it: it was no rule when the first versions were told of."""


def rules_digest(rules: RuleSet) -> str:
    """The SHA-256 of all that stored rules say, with their sections, and who put them in force."""
    return digest_of([_said(rules), *map(_said, rules.sections.all())])


def rules_change(rules: RuleSet) -> Change:
    """The version came in force, as the history tells it."""
    stored = RuleSet.objects.get(pk=rules.pk)
    return Change(
        subject=ChangeSubject.RULES,
        row=stored.name,
        field=ChangedField.RULES,
        after=stored.name,
        reason=stored.reason,
        by=stored.by,
        digest=rules_digest(stored),
    )


def rules_lines() -> QuerySet[Change]:
    """What the ledger says of rules, oldest first."""
    # No plan's: so the index of those few is used.
    lines = Change.objects.filter(plan=None, subject=ChangeSubject.RULES)
    return lines.select_related("by").order_by("pk")


def _said(row: Model) -> dict[str, Any]:
    names = (field.attname for field in row._meta.concrete_fields)
    said = {name: getattr(row, name) for name in names if name not in _NOT_SAID}
    return {
        name: _plain(value)
        for name, value in said.items()
        if name not in _AS_EVER or value != _AS_EVER[name]
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, str | int | None) else str(value)
