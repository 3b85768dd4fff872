"""Sentences of the workshop that need more than a template."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from plans.document.draft.changes import FoundOtherwise
from plans.document.draft.fields import field_of
from plans.document.draft.values import DraftPlan
from presentation.figures import sentence


def told_conflicts(conflicts: Iterable[tuple[FoundOtherwise, str]], draft: DraftPlan) -> list[str]:
    """What stands there now and what was meant, cell by cell."""
    rows = draft.by_key
    told = []
    for one, name in conflicts:
        by = name or _("A colleague")
        row = rows.get(one.key) if one.key is not None else None
        field = field_of(row.level, one.field) if row else None
        row_name = f"{row.said('code') or row.said('title')[:40]}, " if row else ""
        label = sentence(field.label) if field else one.field
        now = one.now if one.now is not None else _("the row is gone")
        told.append(
            _("{name}{label}: now “{now}”, by {by}").format(
                name=row_name, label=label, now=now, by=by
            )
        )
    return told
