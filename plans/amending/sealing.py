"""Digests of what was proposed and decided go into the history: what is altered is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from plans.amending.models import Amendment, AmendmentStep, Verdict
from plans.amending.values import KeptRow, read_row
from plans.amending.wording import PROPOSED
from plans.handing_in.states import State

_LONGEST_ROW: Final = 48


def begun_digest(amendment: Amendment) -> str:
    """The SHA-256 of what an amendment begins from: the agreed version, and all that it says."""
    return digest_of([amendment.from_version, amendment.base])


def begun_change(amendment: Amendment) -> Change:
    """The beginning of an amendment, as the history tells it."""
    return Change(
        plan_id=amendment.plan_id,
        field=ChangedField.AMENDMENT,
        after=State.OPEN,
        by=amendment.begun_by,
        digest=begun_digest(amendment),
    )


def step_digest(step: AmendmentStep) -> str:
    """The SHA-256 of a step, with its rows and who signed."""
    return digest_of(
        [
            step.amendment_id,
            step.code,
            step.from_state,
            step.to_state,
            step.version,
            step.rows,
            step.signed,
            step.made_version,
            step.by_id,
            *([step.reason] if step.reason else []),
        ]
    )


def step_change(step: AmendmentStep) -> Change:
    """A step of an amendment, as the history tells it."""
    return Change(
        plan_id=step.amendment.plan_id,
        field=ChangedField.AMENDMENT,
        before=step.from_state,
        after=step.to_state,
        reason=step.reason,
        by=step.by,
        digest=step_digest(step),
    )


def row_changes(step: AmendmentStep) -> Iterator[Change]:
    """What the step says of each row: why it is to change, or what was decided of it."""
    for row in map(read_row, step.rows):
        yield Change(
            plan_id=step.amendment.plan_id,
            row=(row.code or row.title)[:_LONGEST_ROW],
            field=ChangedField.AMENDMENT_ROW,
            before=row.came,
            after=row.verdict or PROPOSED,
            reason=_word(row),
            by=step.by,
        )


def _word(row: KeptRow) -> str:
    return row.note if row.verdict == Verdict.RETURNED else row.reason
