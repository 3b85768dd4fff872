"""Whether amendments, their steps and the words on their rows are those that the history knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from indicators.audit.doubts import day_of_step
from ledger.models import Change, ChangedField
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep
from plans.amending.sealing import begun_digest, row_changes, step_digest
from plans.amending.selectors import asked_rows
from plans.amending.values import kept_row, read_row
from plans.amending.wording import DROPPED
from plans.handing_in.states import State
from plans.models import Plan

FIELDS: Final = (ChangedField.AMENDMENT, ChangedField.AMENDMENT_ROW)
"""What the history says of amendments."""

_DECIDED: Final = (State.ACCEPTED, State.RETURNED)

Finding = tuple[str, str, str | None, str | None]
"""Row, field, what the history says, and what is stored."""


def unexplained_amendments(plan: Plan, told: Iterable[Change]) -> Iterator[Finding]:
    """What nobody told of the plan's amendments, or what was altered since: three queries, and
    one for an amendment that is being decided on.
    """
    lines: dict[str, list[Change]] = {name: [] for name in FIELDS}
    for change in told:
        if change.field in lines:
            lines[change.field].append(change)
    begun = Amendment.objects.filter(plan=plan).select_related("draft")
    amendments = list(begun.order_by("pk"))
    of_plan = AmendmentStep.objects.filter(amendment__plan=plan).select_related("amendment")
    steps = list(of_plan.order_by("pk"))
    yield from _ways(lines[ChangedField.AMENDMENT], amendments, steps)
    yield from _rows_of_steps(lines[ChangedField.AMENDMENT_ROW], steps)
    yield from _rows_at_hand(plan, steps)
    yield from _other_than_proposed(amendments, steps)


def _ways(
    told: Sequence[Change], amendments: Sequence[Amendment], steps: Sequence[AmendmentStep]
) -> Iterator[Finding]:
    """Each amendment as it was begun, where it is, and each step; one follows the other."""
    begun = [one for one in told if one.before is None]
    taken = [one for one in told if one.before is not None and one.after != DROPPED]
    ends = _last_states(told)
    stood = [f"by {one.begun_by_id}, {begun_digest(one)}" for one in amendments]
    went = [
        f"{one.from_state} → {one.to_state}, by {one.by_id}, {step_digest(one)}" for one in steps
    ]
    pairs = (
        *zip_longest((f"by {one.by_id}, {one.digest}" for one in begun), stood),
        *zip_longest(
            (f"{one.before} → {one.after}, by {one.by_id}, {one.digest}" for one in taken), went
        ),
        *zip_longest(ends, map(_state, amendments)),
    )
    moments = (
        *((line.at, step.at) for line, step in zip(taken, steps, strict=False)),
        *((line.at, one.begun_at) for line, one in zip(begun, amendments, strict=False)),
    )
    days = ((f"{told_at:%Y-%m-%d}", day_of_step(told_at, at)) for told_at, at in moments)
    for known, found in (*pairs, *days):
        if known != found:
            yield "", ChangedField.AMENDMENT.value, known, found


def _last_states(told: Iterable[Change]) -> list[str]:
    """Where the history left each amendment: a plan has one after the other."""
    ends: list[str] = []
    for one in told:
        if one.before is None or not ends:
            ends.append("")
        is_dropped = one.after == DROPPED
        ends[-1] = f"{one.before}, {DROPPED}" if is_dropped else one.after or ""
    return ends


def _state(amendment: Amendment) -> str:
    is_dropped = amendment.dropped_at is not None
    return f"{amendment.state}, {DROPPED}" if is_dropped else amendment.state


def _rows_of_steps(told: Iterable[Change], steps: Iterable[AmendmentStep]) -> Iterator[Finding]:
    """What was proposed and decided of each row, step by step."""
    stored = [row for step in steps for row in row_changes(step)]
    line: Change | None
    row: Change | None
    for line, row in zip_longest(told, stored):
        one = line or row
        known, found = (None if said is None else _row_line(said) for said in (line, row))
        if one and known != found:
            yield one.row, ChangedField.AMENDMENT_ROW.value, known, found


def _row_line(change: Change) -> str:
    return f"{change.row}: {change.before} → {change.after}, by {change.by_id}: {change.reason}"


def _rows_at_hand(plan: Plan, steps: Iterable[AmendmentStep]) -> Iterator[Finding]:
    """The verdict and note that stand at a row are those of the last decision on it."""
    decided: dict[tuple[int, int], tuple[str, str]] = {}
    for step in steps:
        if step.to_state in _DECIDED:
            for one in map(read_row, step.rows):
                decided[step.amendment_id, one.key] = one.verdict, one.note
    stored = {
        (one.amendment_id, one.key): (one.verdict, one.note)
        for one in AmendmentRow.objects.filter(amendment__plan=plan)
        if one.verdict or one.note
    }
    for key in sorted({*decided, *stored}):
        if decided.get(key) != stored.get(key):
            known, found = (
                None if said is None else ": ".join(said)
                for said in (decided.get(key), stored.get(key))
            )
            yield "", ChangedField.AMENDMENT_ROW.value, known, found


def _other_than_proposed(
    amendments: Iterable[Amendment], steps: Iterable[AmendmentStep]
) -> Iterator[Finding]:
    """What is decided on, and what was decided, is what the office signed."""
    proposed: dict[int, dict[int, str]] = {}
    for step in steps:
        asks = {one.key: one.asks for one in map(read_row, step.rows)}
        if State(step.to_state).is_in_review:
            proposed[step.amendment_id] = asks
        elif step.to_state in _DECIDED and asks != proposed.get(step.amendment_id):
            yield _other(step.amendment)
    for one in amendments:
        if State(one.state).is_in_review and one.dropped_at is None:
            asks = {row.key: kept_row(row).asks for row in asked_rows(one)}
            if asks != proposed.get(one.pk):
                yield _other(one)


def _other(amendment: Amendment) -> Finding:
    version = f"what was proposed to change in version {amendment.from_version}"
    return "", ChangedField.AMENDMENT.value, version, "rows that say something else"
