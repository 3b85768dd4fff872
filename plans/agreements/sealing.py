"""Digests of what was signed go into the history: an altered step or version is found by them."""

from __future__ import annotations

from datetime import UTC

from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from offices.models import User
from plans.agreements.models import (
    AgreedVersion,
    AgreementNote,
    AgreementStep,
    FindingOverride,
)
from plans.models import Plan


def step_digest(step: AgreementStep) -> str:
    """The SHA-256 of a step, with who signed, and what the plan said then."""
    return digest_of(
        [
            step.code,
            step.from_state,
            step.to_state,
            step.reason,
            step.version,
            step.plan_version,
            step.signed,
            step.plan_as.digest if step.plan_as else None,
            step.by_id,
        ]
    )


def version_digest(version: AgreedVersion) -> str:
    """The SHA-256 of a signed version: what the plan said, its rules, both signatures."""
    return digest_of(
        [
            version.plan_id,
            version.number,
            digest_of(version.kept.said),
            version.rule_set_id,
            version.agreed_at.astimezone(UTC).isoformat(),
            version.by_office,
            version.by_superior,
            version.overrides,
        ]
    )


def step_change(step: AgreementStep) -> Change:
    """A step of an agreement, as the history tells it."""
    return Change(
        plan_id=step.agreement.plan_id,
        field=ChangedField.AGREEMENT,
        before=step.from_state,
        after=step.to_state,
        reason=step.reason,
        by=step.by,
        digest=step_digest(step),
    )


def note_digest(note: AgreementNote) -> str:
    """The SHA-256 of a note: at which step, and the row as it was named."""
    return digest_of([note.step_id, note.row, note.title, note.indicator, note.text])


def note_change(note: AgreementNote, plan: Plan, *, by: User) -> Change:
    """A note at a row, as the history tells it."""
    return Change(
        plan_id=plan.pk,
        row=note.row,
        field=ChangedField.AGREEMENT_NOTE,
        after=note.text,
        by=by,
        digest=note_digest(note),
    )


def version_change(version: AgreedVersion, *, by: User) -> Change:
    """A version that both signed, as the history tells it."""
    return Change(
        plan_id=version.plan_id,
        field=ChangedField.AGREED_VERSION,
        before=str(version.number - 1) if version.number > 1 else None,
        after=str(version.number),
        by=by,
        digest=version.sha256,
    )


def override_digest(override: FindingOverride) -> str:
    """The SHA-256 of what lets an error stand."""
    return digest_of(
        [
            override.rule,
            override.row,
            override.message,
            override.digest,
            override.reason,
            override.by_id,
        ]
    )


def override_change(override: FindingOverride) -> Change:
    """An error that was let stand, as the history tells it."""
    return Change(
        plan_id=override.plan_id,
        row=override.row,
        field=ChangedField.OVERRIDE,
        after=override.message[0],
        reason=override.reason,
        by=override.by,
        digest=override_digest(override),
    )
