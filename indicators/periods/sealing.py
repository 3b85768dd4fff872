"""A digest of each step of a report goes into the history, so that an altered one is found."""

from __future__ import annotations

from datetime import UTC

from indicators.periods.models import PeriodStep
from ledger.digests import digest_of
from ledger.models import Change, ChangedField


def step_digest(step: PeriodStep) -> str:
    """The SHA-256 of all that a step says: who, when, from where to where, why, what it kept."""
    return digest_of(
        {
            "from": step.from_state,
            "to": step.to_state,
            "by": step.by_id,
            "at": step.at.astimezone(UTC).isoformat(),
            "reason": step.reason,
            "remarks": step.remarks,
            "reported": step.reported,
            # Earlier versions kept neither, and sealed without.
            **({"signed": step.signed} if step.signed else {}),
            **({"code": step.code} if step.code else {}),
        }
    )


def sealed(step: PeriodStep) -> Change:
    """The line of the history by which a step that was altered, or removed, is found."""
    return Change(
        plan_id=step.report.plan_id,
        row=step.report.name,
        field=ChangedField.KEPT,
        after=step_digest(step),
        by=step.by,
    )
