"""What was done to a draft: how it stood, and what can be undone or done again."""

from __future__ import annotations

from django.db.models import Subquery
from django.db.models.functions import Coalesce

from offices.models import User
from plans.document.draft.applying import Applied, apply
from plans.document.draft.serial import changes_from_json
from plans.document.draft.values import DraftPlan
from plans.workshop.models import Draft, DraftEdit


def draft_as_of(draft: Draft, revision: int) -> DraftPlan | None:
    """The draft as it stood after ``revision``; ``None`` for one that never was: one query."""
    if not 0 <= revision <= draft.revision:
        return None
    value = draft.value
    for edit in reversed(edits_since(draft, revision)):
        made = apply(value, changes_from_json(edit.inverse))
        if not isinstance(made, Applied):
            return None
        value = made.draft
    return value


def edits_since(draft: Draft, revision: int) -> list[DraftEdit]:
    """What was changed after ``revision``, in order: one query."""
    return list(draft.edits.filter(revision__gt=revision).select_related("by"))


def last_edit_to_undo(draft: Draft, user: User) -> DraftEdit | None:
    """The user's last edit that was not undone and is no undoing itself: one query.

    What was undone and done again stands as the edit that did it again.
    """
    undone = draft.edits.exclude(undoes=None).values("undoes")
    return (
        draft.edits.filter(by=user, undoes=None)
        .exclude(revision__in=undone)
        .order_by("-revision")
        .first()
    )


def last_undo_to_redo(draft: Draft, user: User) -> DraftEdit | None:
    """The user's last undoing that can be taken back: none did so, and none of their own edits
    came after it. One query.
    """
    own = draft.edits.filter(by=user)
    redone = own.exclude(redoes=None).values("redoes")
    newest = own.filter(undoes=None, redoes=None).order_by("-revision").values("revision")[:1]
    return (
        own.exclude(undoes=None)
        .exclude(revision__in=redone)
        .filter(revision__gt=Coalesce(Subquery(newest), 0))
        .order_by("-revision")
        .first()
    )
