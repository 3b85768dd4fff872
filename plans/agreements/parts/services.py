"""The only writers of the parts of agreements."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from ledger.models import Change, ChangedField
from ledger.services import record
from numerals import Message
from offices.models import User
from plans.agreements.holding import AgreementHolds
from plans.document.parts.kinds import Part
from plans.document.parts.values import AgreementText, Content
from plans.models import Plan
from plans.parts.models import AgreementPart
from plans.parts.selectors import stored_parts
from plans.parts.told import told_content
from plans.parts.values import LONGEST_CELL, LONGEST_TEXT, MOST_ROWS, PartEdit, StoredPart


class PartsConflict(Exception):
    """Somebody else wrote parts meanwhile; nothing is stored. ``stored`` is how they stand now."""

    def __init__(self, stored: Mapping[Part, StoredPart]) -> None:
        super().__init__(", ".join(stored))
        self.stored = dict(stored)


class PartsHeld(Exception):
    """The agreement is signed, by one side or by both: ``message`` says what to do first."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class PartTooLong(ValueError):
    """A part has more than is kept; ``parts`` are all such."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


@transaction.atomic
def save_parts(plan: Plan, edits: Mapping[Part, PartEdit], *, by: User | None) -> dict[Part, int]:
    """Let the parts say what the edits say, all of them or none; gives the versions they have now.

    What says so already is left alone. Raises ``PartsHeld`` for an agreement that is proposed or
    agreed, ``PartsConflict`` where a part says something else than its writer saw, ``PartTooLong``.
    """
    _require_free(plan)
    stored = stored_parts(plan)
    too_long = [part for part, edit in edits.items() if is_too_long(edit.content)]
    if too_long:
        raise PartTooLong(too_long)
    conflicts = {
        part: stored[part]
        for part, edit in edits.items()
        if edit.version != stored[part].version and edit.content != stored[part].content
    }
    if conflicts:
        raise PartsConflict(conflicts)
    changed = {
        part: edit.content for part, edit in edits.items() if edit.content != stored[part].content
    }
    _write(plan, changed, stored, by=by)
    return {part: stored[part].version + (part in changed) for part in edits}


@transaction.atomic
def fill_parts(plan: Plan, text: AgreementText, *, by: User | None) -> tuple[Part, ...]:
    """Let the parts that say nothing say what ``text`` says; gives those that do now.

    Raises ``PartsHeld`` for an agreement that is proposed or agreed.
    """
    _require_free(plan)
    stored = stored_parts(plan)
    filled = {part: said for part, said in text.said.items() if not stored[part].content}
    _write(plan, filled, stored, by=by)
    return tuple(filled)


def _require_free(plan: Plan) -> None:
    """Lock the plan until commit. Raises ``PartsHeld``: two queries."""
    locked = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if (said := AgreementHolds().refusal(locked)) is not None:
        raise PartsHeld(said)


def is_too_long(content: Content) -> bool:
    """Whether ``content`` is more than is kept of a part."""
    if isinstance(content, str):
        return len(content) > LONGEST_TEXT
    return len(content) > MOST_ROWS or any(len(c) > LONGEST_CELL for row in content for c in row)


def _write(
    plan: Plan,
    changed: Mapping[Part, Content],
    stored: Mapping[Part, StoredPart],
    *,
    by: User | None,
) -> None:
    for part, content in changed.items():
        text, rows = (content, ()) if isinstance(content, str) else ("", content)
        AgreementPart.objects.update_or_create(
            plan=plan,
            part=part.value,
            defaults={
                "text": text,
                "rows": [list(row) for row in rows],
                "version": stored[part].version + 1,
                "changed_by": by,
            },
        )
    record(
        (
            Change(
                plan=plan,
                row=part.value,
                field=ChangedField.AGREEMENT_PART,
                before=told_content(stored[part].content),
                after=told_content(content),
            )
            for part, content in changed.items()
        ),
        by=by,
    )
