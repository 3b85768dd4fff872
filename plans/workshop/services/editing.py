"""Drafts are changed: one list of changes at a time, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from numerals import FiscalYearSpan
from offices.models import Office, User
from plans.document.defaults import Kind
from plans.document.draft.applying import Applied, apply, head_of
from plans.document.draft.changes import (
    AddRow,
    BadChange,
    Change,
    FoundOtherwise,
    RenameColumn,
    SetHead,
)
from plans.document.draft.fields import heading_in
from plans.document.draft.findings import ExaminedDraft
from plans.document.draft.serial import changes_as_json, changes_from_json
from plans.document.draft.values import DraftPlan
from plans.document.reader.text import comparable
from plans.document.values import Severity
from plans.workshop.models import LONGEST_HEADING, ColumnMeaning, Draft, DraftEdit, DraftState
from plans.workshop.past import edits_since, last_edit_to_undo, last_undo_to_redo
from plans.workshop.selectors import drafts_visible_to, examined, offices_planned_by

_LOOKED_BACK = 200
"""Edits among which the one that a conflict comes from is looked for."""


class DraftClosed(Exception):
    """The draft is kept as a plan or discarded; nothing in it is changed any more."""


class DraftConflict(Exception):
    """Something stands otherwise than a change found it, and nothing was changed.

    ``conflicts`` are all of them, each with the name of who wrote what stands there now, where
    that is known.
    """

    def __init__(self, conflicts: Sequence[tuple[FoundOtherwise, str]]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """A draft after a change.

    ``added`` are the keys that rows added by it were given, in their order; ``edit`` is ``None``
    where everything stood so already.
    """

    draft: Draft
    added: tuple[int, ...]
    examined: ExaminedDraft
    edit: DraftEdit | None


@transaction.atomic
def change_draft(draft_id: int, changes: Iterable[Change], *, by: User) -> EditedDraft:
    """Make all of the changes, or none.

    Raises ``Draft.DoesNotExist`` for what is not the person's to change, ``DraftClosed``,
    ``DraftConflict``, and ``BadChange`` for what no page asks for.
    """
    return _change(locked(draft_id, by=by), changes, by=by)


@transaction.atomic
def undo(draft_id: int, *, by: User) -> Draft | None:
    """Take back the person's last edit that is not taken back yet; ``None`` if there is none.

    Raises as ``change_draft`` does; ``DraftConflict`` where somebody changed the same since.
    """
    row = locked(draft_id, by=by)
    edit = last_edit_to_undo(row, by)
    if edit is None:
        return None
    changes = changes_from_json(edit.inverse)
    return _change(row, changes, by=by, undoes=edit.revision).draft


@transaction.atomic
def redo(draft_id: int, *, by: User) -> Draft | None:
    """Make what the person took back last again; ``None`` if there is none, or if they made
    another edit since.

    Raises as ``undo`` does.
    """
    row = locked(draft_id, by=by)
    edit = last_undo_to_redo(row, by)
    if edit is None:
        return None
    changes = changes_from_json(edit.inverse)
    return _change(row, changes, by=by, redoes=edit.revision).draft


@transaction.atomic
def give_meaning(draft_id: int, field: str, meaning: str, *, by: User) -> EditedDraft:
    """Let a column that is not understood be the field ``meaning``, for later files as well.

    Raises as ``change_draft`` does.
    """
    row = locked(draft_id, by=by)
    if field not in row.value.columns or heading_in(meaning) is not None:
        raise BadChange(f"{field!r} cannot be {meaning!r}")
    changed = _change(row, [RenameColumn(field, meaning)], by=by)
    heading = comparable(heading_in(field) or "")[:LONGEST_HEADING]
    if heading:
        ColumnMeaning.objects.update_or_create(
            heading=heading, defaults={"meaning": meaning, "by": by}
        )
    return changed


@transaction.atomic
def address_draft(
    draft_id: int,
    *,
    office: Office | None,
    year: FiscalYearSpan | None,
    kind: Kind | None,
    by: User,
    heads: Sequence[SetHead] = (),
) -> EditedDraft:
    """Say whose plan it is, of which year and kind, and what stands above its rows (``heads``).

    All but the office can be undone as any edit. Raises as ``change_draft`` does, and
    ``Office.DoesNotExist`` for an office whose plans the person does not make.
    """
    row = locked(draft_id, by=by)
    row.office = allowed(office, by=by)
    value = row.value
    wanted = {
        "fiscal_year": "" if year is None else str(year),
        "kind": "" if kind is None else kind.value,
    }
    changes = [SetHead(name, text, head_of(value, name)) for name, text in wanted.items()]
    return _change(row, [*heads, *changes], by=by)


@transaction.atomic
def discard_draft(draft_id: int, *, by: User) -> Draft:
    """Put the draft aside; it can be taken up again. Raises ``DraftClosed`` for a kept one."""
    return _moved(draft_id, DraftState.DISCARDED, by=by)


@transaction.atomic
def restore_draft(draft_id: int, *, by: User) -> Draft:
    """Take up a draft again that was discarded."""
    return _moved(draft_id, DraftState.OPEN, by=by)


def allowed(office: Office | None, *, by: User) -> Office | None:
    """The office, if the person makes its plans. Raises ``Office.DoesNotExist`` otherwise."""
    if office is not None and not offices_planned_by(by).filter(pk=office.pk).exists():
        raise Office.DoesNotExist(office.code)
    return office


def locked(draft: int, *, by: User, state: DraftState | None = DraftState.OPEN) -> Draft:
    """The draft, locked, as the person may change it.

    Raises ``Draft.DoesNotExist`` and, where it is in another state, ``DraftClosed``.
    """
    mine = drafts_visible_to(by).select_related(None).order_by().values("pk")
    row = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("office")
        .get(pk=draft, pk__in=mine)
    )
    if state is not None and row.state != state:
        raise DraftClosed(row.state)
    return row


def write(row: Draft, value: DraftPlan, *, by: User) -> ExaminedDraft:
    """Store the draft's value with what lists show of it."""
    found = examined(row, value)
    row.take(value)
    row.errors = sum(one.severity is Severity.ERROR for one in found.problems)
    row.warnings = len(found.problems) - row.errors
    row.changed_by, row.changed_at = by, timezone.now()
    row.save()
    return found


def _change(
    row: Draft,
    changes: Iterable[Change],
    *,
    by: User,
    undoes: int | None = None,
    redoes: int | None = None,
) -> EditedDraft:
    made = apply(row.value, changes)
    if not isinstance(made, Applied):
        raise DraftConflict(_told(row, made))
    is_edit = bool(made.changes) or undoes is not None or redoes is not None
    row.revision += is_edit
    found = write(row, made.draft, by=by)
    edit = None
    if is_edit:
        edit = DraftEdit.objects.create(
            draft=row,
            revision=row.revision,
            by=by,
            changes=changes_as_json(made.changes),
            inverse=changes_as_json(made.inverse),
            undoes=undoes,
            redoes=redoes,
        )
    added = tuple(one.row.key for one in made.changes if isinstance(one, AddRow))
    return EditedDraft(row, added, found, edit)


def _told(row: Draft, conflicts: Sequence[FoundOtherwise]) -> list[tuple[FoundOtherwise, str]]:
    edits = edits_since(row, max(0, row.revision - _LOOKED_BACK))
    return [(one, _who(edits, one)) for one in conflicts]


def _who(edits: Sequence[DraftEdit], conflict: FoundOtherwise) -> str:
    """The name of who made the last change of the cell, or of the row where it is gone."""
    for edit in reversed(edits):
        for change in edit.changes:
            same_row = change.get("key") == conflict.key
            same_field = conflict.now is None or change.get("field") == conflict.field
            if same_row and same_field:
                return edit.by.name
    return ""


def _moved(draft: int, state: DraftState, *, by: User) -> Draft:
    row = locked(draft, by=by, state=None)
    if row.state == DraftState.KEPT:
        raise DraftClosed(row.state)
    row.state, row.changed_by, row.changed_at = state, by, timezone.now()
    row.save(update_fields=["state", "changed_by", "changed_at"])
    return row
