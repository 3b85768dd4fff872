"""Proposed targets are taken into a draft."""

from __future__ import annotations

from collections.abc import Collection

from indicators.targets.selectors import past_of_draft
from offices.models import User
from plans.document.draft.changes import SetCell
from plans.document.draft.composed import written
from plans.document.draft.fields import TIER_FIELDS
from plans.document.draft.values import DraftRow
from plans.document.values import TierTargets
from plans.workshop.models import Draft
from plans.workshop.past import draft_as_of
from plans.workshop.services import change_draft


def take_proposals(draft: Draft, keys: Collection[int], *, revision: int, by: User) -> int:
    """Write the targets that the past proposes for these rows into the draft; how many rows.

    ``revision`` is what the page showed: what others typed there since is a ``DraftConflict``.
    Raises as ``change_draft`` does.
    """
    shown = draft_as_of(draft, revision) or draft.value
    past = past_of_draft(draft)
    changes: list[SetCell] = []
    taken = 0
    for key in keys:
        row = shown.by_key.get(key)
        one = past.rows.get(key) if past else None
        if row is not None and one is not None and one.proposed is not None:
            changes += _changes(row, one.proposed, language=shown.language)
            taken += 1
    if changes:
        change_draft(draft.pk, changes, by=by)
    return taken


def _changes(row: DraftRow, targets: TierTargets, *, language: str) -> list[SetCell]:
    texts = [written(target, language) if target is not None else "" for target in targets]
    return [
        SetCell(row.key, field, text, row.said(field))
        for field, text in zip(TIER_FIELDS, texts, strict=True)
        if text != row.said(field)
    ]
