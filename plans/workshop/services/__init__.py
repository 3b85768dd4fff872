"""The writers of the workshop."""

from plans.workshop.services.beginning import (
    Brought,
    Refused,
    begin_empty,
    begin_from_plan,
    bring_files,
    bring_paste,
)
from plans.workshop.services.editing import (
    Changed,
    DraftClosed,
    DraftConflict,
    address_draft,
    change_draft,
    discard_draft,
    give_meaning,
    restore_draft,
    undo,
)
from plans.workshop.services.keeping import CannotKeep, keep_draft
from plans.workshop.services.many import Underway, bring, purge_brought

__all__ = [
    "Brought",
    "CannotKeep",
    "Changed",
    "DraftClosed",
    "DraftConflict",
    "Refused",
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
    "purge_brought",
    "restore_draft",
    "undo",
]
