"""Whether the steps of returns, what follows from them, and the notes are as the history tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from indicators.audit.doubts import Unexplained, is_other_day, on_day
from indicators.returns.digests import step_digest
from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.sealing import ROLLED
from indicators.returns.sealing import step_digest as kept_digest
from indicators.returns.workflow import ACCEPT, RECALL, REOPEN, RESUBMIT, RETURN, SUBMIT
from ledger.models import Change, ChangedField
from plans.models import Plan

# A step of an earlier version has no code: it goes by the state that it led to.
_HANDED_IN: Final = (SUBMIT.code, RESUBMIT.code, State.SUBMITTED, State.RESUBMITTED)
_DECIDED: Final = (
    RETURN.code,
    ACCEPT.code,
    REOPEN.code,
    State.RETURNED,
    State.ACCEPTED,
    State.REOPENED,
)


def unexplained_returns(
    plan: Plan, changes: Sequence[Change], monthly_returns: Mapping[int, MonthlyReturn]
) -> Iterator[Unexplained]:
    """Steps and notes that were altered, added or removed, and returns that do not follow from
    them: three queries.
    """
    steps: dict[int, list[ReturnStep]] = {pk: [] for pk in monthly_returns}
    for step in (
        ReturnStep.objects.filter(monthly_return__plan=plan).select_related("by").order_by("pk")
    ):
        steps[step.monthly_return_id].append(step)
    told: dict[int, list[Change]] = {pk: [] for pk in monthly_returns}
    for change in changes:
        if change.monthly_return_id in told:
            told[change.monthly_return_id].append(change)
    for pk, monthly_return in monthly_returns.items():
        yield from _unexplained_steps(plan, monthly_return, told[pk], steps[pk])
        yield from _unexplained_outcome(plan, monthly_return, steps[pk])
    yield from _unexplained_kept(plan, monthly_returns, told)
    yield from _unexplained_notes(plan, monthly_returns, changes, steps)


def _unexplained_steps(
    plan: Plan, monthly_return: MonthlyReturn, told: Sequence[Change], steps: Sequence[ReturnStep]
) -> Iterator[Unexplained]:
    """Each step by whom, to where, why, on which figures as told, none more or less."""
    figures: dict[str, str | None] = {}
    known: list[tuple[Change, dict[str, str | None]]] = []
    for one in told:
        if one.field == ChangedField.FIGURE:
            figures = {**figures, str(one.indicator_id): one.after}
        elif one.field == ChangedField.STATE:
            known.append((one, figures))
    for line, step in zip_longest(known, steps):
        change: Change | None = line[0] if line else None
        then = line[1] if line else {}
        said = _way(change.before, change.after, change.by_id, change.reason) if change else None
        found = _way(step.from_state, step.to_state, step.by_id, step.reason) if step else None
        at = plan.address, str(monthly_return.month), ""
        by = str(change.by or "") if change else ""
        if said != found:
            yield Unexplained(*at, ChangedField.STATE, said, found, by)
        elif change and step and change.digest and change.digest != step_digest(step):
            what = "days late, term or figures of the step"
            yield Unexplained(*at, ChangedField.STATE, f"{said}: other {what}", found, by)
        elif change and step and is_other_day(change.at, step.at):
            days = on_day(said, change.at), on_day(found, step.at)
            yield Unexplained(*at, ChangedField.STATE, *days, by)
        if step and (step.figures or step.code) and _filled(step.figures) != _filled(then):
            yield Unexplained(*at, "figures_of_step", _text(then), _text(step.figures), by)


def _way(before: str | None, after: str | None, by: int | None, reason: str) -> str:
    return f"{before} → {after}, by {by}: {reason}"


def _filled(figures: Mapping[str, str | None]) -> dict[str, str]:
    return {pk: text for pk, text in figures.items() if text is not None}


def _text(figures: Mapping[str, str | None]) -> str:
    return " ".join(f"{pk}={text}" for pk, text in sorted(_filled(figures).items()))


def _unexplained_outcome(
    plan: Plan, monthly_return: MonthlyReturn, steps: Sequence[ReturnStep]
) -> Iterator[Unexplained]:
    """Days late, who submitted and who decided: as the steps left them."""
    late: int | None = None
    submitted: int | None = None
    decided: int | None = None
    for step in steps:
        late = late if step.late_by is None else step.late_by
        if (step.code or step.to_state) in _HANDED_IN:
            submitted = step.by_id
        elif (step.code or step.to_state) in _DECIDED:
            decided = step.by_id
        if step.code == RECALL.code and step.to_state == State.OPEN:
            late = submitted = None
    for field, known, stored in (
        ("late_by", late, monthly_return.late_by),
        ("submitted_by", submitted, monthly_return.submitted_by_id),
        ("decided_by", decided, monthly_return.decided_by_id),
    ):
        if known != stored:
            yield Unexplained(
                plan.address,
                str(monthly_return.month),
                "",
                field,
                None if known is None else str(known),
                None if stored is None else str(stored),
                str(steps[-1].by) if steps else "",
            )


def _unexplained_kept(
    plan: Plan, monthly_returns: Mapping[int, MonthlyReturn], told: Mapping[int, Sequence[Change]]
) -> Iterator[Unexplained]:
    """What was kept with each acceptance of a return: as it was sealed, none more or less."""
    stored: dict[int, list[str]] = {pk: [] for pk in monthly_returns}
    steps = ReturnStep.objects.filter(monthly_return__plan=plan, plan_as__isnull=False).order_by(
        "pk"
    )
    for step in steps.select_related("plan_as"):
        is_whole = step.plan_as is None or step.plan_as.is_as_kept(plan.pk)
        digest = kept_digest(step) if is_whole else "kept plan altered"
        stored[step.monthly_return_id].append(digest)
    for pk, monthly_return in monthly_returns.items():
        known = [one for one in told[pk] if one.field == ChangedField.KEPT and one.row != ROLLED]
        for line, found in zip_longest(known, stored[pk]):
            last = line.after if line else None
            if last != found:
                by = str(line.by or "") if line else ""
                at = plan.address, str(monthly_return.month), ""
                yield Unexplained(*at, ChangedField.KEPT, last, found, by)


def _unexplained_notes(
    plan: Plan,
    monthly_returns: Mapping[int, MonthlyReturn],
    changes: Sequence[Change],
    steps: Mapping[int, Sequence[ReturnStep]],
) -> Iterator[Unexplained]:
    """What reviewers noted at cells, and the answers, by return and cell in their order.

    A note belongs to the giving back that it was told with: to the last step told before it.
    """
    said: dict[tuple[int | None, int | None], list[tuple[Change, int | None]]] = {}
    answered: dict[tuple[int | None, int | None, int], Change] = {}
    told_steps: Counter[int | None] = Counter()
    for change in changes:
        cell = change.monthly_return_id, change.indicator_id
        if change.field == ChangedField.STATE:
            told_steps[change.monthly_return_id] += 1
        elif change.field == ChangedField.NOTE:
            own = steps.get(change.monthly_return_id or 0, ())[: told_steps[cell[0]]]
            said.setdefault(cell, []).append((change, own[-1].pk if own else None))
        elif change.field == ChangedField.NOTE_ANSWER:
            answered[*cell, len(said.get(cell, ()))] = change
    stored: dict[tuple[int | None, int | None], list[CellNote]] = {}
    notes = CellNote.objects.filter(step__monthly_return__plan=plan).select_related(
        "step", "indicator"
    )
    for note in notes.order_by("pk"):
        stored.setdefault((note.step.monthly_return_id, note.indicator_id), []).append(note)
    for cell in {**said, **stored}:
        monthly_return = monthly_returns.get(cell[0] or 0)
        month = str(monthly_return.month) if monthly_return else ""
        pairs = zip_longest(said.get(cell, ()), stored.get(cell, ()))
        for number, (line, note) in enumerate(pairs, start=1):
            told, step = line or (None, None)
            row = note.indicator.row if note else told.row if told else ""
            at = plan.address, month, row
            known = _said(told.after, told.by_id) if told else None
            found = _noted(note, step) if note else None
            if known != found:
                by = str(told.by or "") if told else ""
                yield Unexplained(*at, ChangedField.NOTE, known, found, by)
            answer = answered.get((*cell, number))
            for known, found in _unlike_answers(answer, note):
                by = str(answer.by or "") if answer else ""
                yield Unexplained(*at, ChangedField.NOTE_ANSWER, known, found, by)


def _unlike_answers(
    answer: Change | None, note: CellNote | None
) -> Iterator[tuple[str | None, str | None]]:
    """The answer as it was told and as it is stored, where they differ."""
    known = _said(answer.after, answer.by_id) if answer and answer.after else None
    found = _said(note.answer, note.answered_by_id) if note and note.answer else None
    if known and found and answer and note and is_other_day(answer.at, note.answered_at):
        known, found = on_day(known, answer.at), on_day(found, note.answered_at)
    if known != found:
        yield known, found


def _noted(note: CellNote, step: int | None) -> str:
    said = _said(note.text, note.step.by_id)
    return said if note.step_id == step else f"{said}, at another step"


def _said(text: str | None, by: int | None) -> str:
    return f"{text}, by {by}"
