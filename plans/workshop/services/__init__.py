"""The writers of the workshop."""

from plans.workshop.services.beginning import (
    Brought,
    RefusedFile,
    begin_empty,
    begin_from_plan,
    bring_files,
    bring_paste,
)
from plans.workshop.services.editing import (
    DraftClosed,
    DraftConflict,
    EditedDraft,
    address_draft,
    change_draft,
    discard_draft,
    give_meaning,
    redo,
    restore_draft,
    undo,
)
from plans.workshop.services.keeping import CannotKeep, Kept, keep_draft, keep_with_months
from plans.workshop.services.many import Underway, bring, purge_brought
from plans.workshop.services.reopening import CannotReopen, reopen_plan

__all__ = [
    "Brought",
    "CannotKeep",
    "CannotReopen",
    "DraftClosed",
    "DraftConflict",
    "EditedDraft",
    "Kept",
    "RefusedFile",
    "Underway",
    "address_draft",
    "begin_empty",
    "begin_from_plan",
    "bring",
    "bring_files",
    "bring_paste",
    "change_draft",
    "discard_draft",
    "give_meaning",
    "keep_draft",
    "keep_with_months",
    "purge_brought",
    "redo",
    "reopen_plan",
    "restore_draft",
    "undo",
]
