"""Whether agreements, their steps and the versions that both sides signed are those that the
history knows, and the plan still says what was signed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, Final

from indicators.audit.doubts import day_of_step, is_other_day, on_day
from ledger.digests import digest_of
from ledger.models import Change, ChangedField
from plans.agreements.models import (
    AgreedVersion,
    Agreement,
    AgreementNote,
    AgreementStep,
    FindingOverride,
)
from plans.agreements.sealing import note_digest, override_digest, step_digest, version_digest
from plans.handing_in.states import State
from plans.kept.words import said_by
from plans.models import Indicator, Plan
from plans.parts.selectors import agreement_text

FIELDS: Final = (
    ChangedField.AGREEMENT,
    ChangedField.AGREEMENT_NOTE,
    ChangedField.AGREED_VERSION,
    ChangedField.OVERRIDE,
)
"""What the history says of agreements."""

Finding = tuple[str, str, str | None, str | None]
"""Row, field, what the history says, and what is stored."""


def unexplained_agreement(
    plan: Plan, told: Iterable[Change], indicators: Sequence[Indicator]
) -> Iterator[Finding]:
    """What nobody told of the plan's agreement, or what was altered since: five queries."""
    lines: dict[str, list[Change]] = {name: [] for name in FIELDS}
    for change in told:
        if change.field in lines:
            lines[change.field].append(change)
    yield from _steps(plan, lines[ChangedField.AGREEMENT])
    yield from _notes(plan, lines[ChangedField.AGREEMENT_NOTE])
    yield from _overrides(plan, lines[ChangedField.OVERRIDE])
    yield from _versions(plan, lines[ChangedField.AGREED_VERSION], indicators)


def _steps(plan: Plan, told: list[Change]) -> Iterator[Finding]:
    steps = AgreementStep.objects.filter(agreement__plan=plan).select_related(
        "plan_as", "agreement"
    )
    stored = list(steps.order_by("pk"))
    line: Change | None
    step: AgreementStep | None
    for line, step in zip_longest(told, stored):
        known = f"{line.before} → {line.after}, by {line.by_id}, {line.digest}" if line else None
        found = (
            f"{step.from_state} → {step.to_state}, by {step.by_id}, {_of(step)}" if step else None
        )
        if line and step:
            known = f"{known}, on {line.at:%Y-%m-%d}"
            found = f"{found}, on {day_of_step(line.at, step.at)}"
        if known != found:
            yield "", ChangedField.AGREEMENT.value, known, found
    state = Agreement.objects.filter(plan=plan).values_list("state", flat=True).first()
    known = told[-1].after if told else State.OPEN.value
    if (state or State.OPEN.value) != known:
        yield "", ChangedField.AGREEMENT.value, known, state


def _of(step: AgreementStep) -> str:
    """The step's digest, unless what it keeps of the plan was altered."""
    kept = step.plan_as
    if kept is None or kept.is_as_kept(step.agreement.plan_id):
        return step_digest(step)
    return "kept plan altered"


def _notes(plan: Plan, told: list[Change]) -> Iterator[Finding]:
    stored = AgreementNote.objects.filter(step__agreement__plan=plan).order_by("pk")
    line: Change | None
    note: AgreementNote | None
    for line, note in zip_longest(told, stored):
        known = f"{line.row}: {line.after}" if line else None
        found = f"{note.row}: {note.text}" if note else None
        if line and note and line.digest and line.digest != note_digest(note):
            found = f"{found}, at another row or step"
        one = line or note
        if one and known != found:
            yield one.row, ChangedField.AGREEMENT_NOTE.value, known, found


def _overrides(plan: Plan, told: list[Change]) -> Iterator[Finding]:
    stored = FindingOverride.objects.filter(plan=plan).order_by("pk")
    line: Change | None
    override: FindingOverride | None
    for line, override in zip_longest(told, stored):
        known = line.digest if line else None
        found = override_digest(override) if override else None
        if line and override and is_other_day(line.at, override.at):
            known, found = on_day(known, line.at), on_day(found, override.at)
        one = line or override
        if one and known != found:
            yield one.row, ChangedField.OVERRIDE.value, known, found


def _versions(plan: Plan, told: list[Change], indicators: Sequence[Indicator]) -> Iterator[Finding]:
    stored = list(AgreedVersion.objects.filter(plan=plan).select_related("kept").order_by("number"))
    line: Change | None
    version: AgreedVersion | None
    for line, version in zip_longest(told, stored):
        known = f"{line.after}, {line.digest}" if line else None
        found = f"{version.number}, {_seal_of(version)}" if version else None
        if known != found:
            yield "", ChangedField.AGREED_VERSION.value, known, found
    last = stored[-1] if stored else None
    number = last.number if last else 0
    if plan.agreed_version != number:
        agreed = str(plan.agreed_version)
        yield "", ChangedField.AGREED_VERSION.value, str(number), agreed
    if last is not None and plan.is_frozen and _promised(last.kept.said) != _now(plan, indicators):
        name = ChangedField.AGREED_VERSION.value
        yield "", name, f"version {number} as it was signed", "rows that say something else"


def _seal_of(version: AgreedVersion) -> str:
    """The version's digest, unless another stands beside it, or what it keeps was altered."""
    digest = version_digest(version)
    if not version.kept.is_as_kept(version.plan_id):
        return "kept plan altered"
    return digest if digest == version.sha256 else "digest altered"


def _promised(said: dict[str, Any]) -> str:
    """Of all that was kept what both signed: the rest is the office's name and the rules' words."""
    promised = said["title"], said.get("total"), said["objectives"], said.get("text", {})
    return digest_of(list(promised))


def _now(plan: Plan, indicators: Sequence[Indicator]) -> str:
    return _promised(said_by(plan, indicators, {}, agreement_text(plan)))
