"""The writers of the workshop."""

from plans.workshop.services.beginning import (
    Brought,
    Refused,
    begin_empty,
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

__all__ = [
    "Brought",
    "Changed",
    "DraftClosed",
    "DraftConflict",
    "Refused",
    "address_draft",
    "begin_empty",
    "bring_files",
    "bring_paste",
    "change_draft",
    "discard_draft",
    "give_meaning",
    "restore_draft",
    "undo",
]
