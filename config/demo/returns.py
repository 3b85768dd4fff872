"""The demo's returns go their ways: steps, notes and states are stored, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any, Final

from django.db.models import Case, Value, When
from django.utils import timezone

from config.demo.ways import DemoMove, moment
from indicators.returns.models import Achievement, CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.moves import figures_by_return
from indicators.returns.plausibility.findings import count_implausible
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.selectors.figures import figures_of_plans
from indicators.returns.workflow import IN_REVIEW
from offices.models import User
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Term
from plans.handing_in.signing import signature_data, signature_of
from plans.kept.services import keep_plans
from plans.models import Plan

_TOGETHER: Final = 100
"""How many returns one statement changes."""

Ways = Mapping[MonthlyReturn, Sequence[DemoMove]]


@dataclass(frozen=True, slots=True)
class DemoHands:
    """The two who move a return: who submits it, and the superior office's reviewer."""

    submitter: User
    reviewer: User


@dataclass
class Signatures:
    """How people sign for offices, each looked up once."""

    known: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)

    def of(self, by: User, plan: Plan, *, at: datetime) -> dict[str, Any]:
        """How the person signs for the plan's office, as JSON takes it."""
        key = by.pk, plan.office_id
        if key not in self.known:
            on = timezone.localdate(at)
            self.known[key] = signature_data(signature_of(by, plan.office, on=on))
        return self.known[key]


def move_returns(
    ways: Ways,
    *,
    hands: Mapping[int, DemoHands],
    rows: Mapping[int, Mapping[str, int]],
    signatures: Signatures,
    now: datetime,
) -> None:
    """Store the steps with their notes, and the states they lead to.

    ``hands`` and ``rows`` (indicator ids by row) are by plan id.
    """
    plans = {monthly_return.plan_id: monthly_return.plan for monthly_return in ways}
    calendars = calendars_of(list(plans.values()))
    steps = [
        (step, move.notes)
        for monthly_return, way in ways.items()
        for step, move in _steps(
            monthly_return,
            way,
            hands[monthly_return.plan_id],
            term=calendars[monthly_return.plan_id].of_month(monthly_return.month),
        )
    ]
    figures = figures_by_return(ways)
    kept = keep_plans(list(plans.values()))
    for step, _ in steps:
        step.figures = figures[step.monthly_return_id]
        if step.to_state == State.ACCEPTED:
            step.plan_as = kept[step.monthly_return.plan_id]
        if step.to_state != State.RETURNED:
            step.signed = signatures.of(step.by, step.monthly_return.plan, at=step.at)
    ReturnStep.objects.bulk_create(step for step, _ in steps)
    CellNote.objects.bulk_create(
        CellNote(step=step, indicator_id=rows[step.monthly_return.plan_id][row], text=text)
        for step, notes in steps
        for row, text in notes.items()
    )
    MonthlyReturn.objects.bulk_update(
        ways,
        ["state", "submitted_at", "submitted_by", "late_by", "decided_at", "decided_by"],
        batch_size=_TOGETHER,
    )
    _date_cells(ways, now=now)


def _steps(
    monthly_return: MonthlyReturn, way: Sequence[DemoMove], hands: DemoHands, *, term: Term
) -> Iterator[tuple[ReturnStep, DemoMove]]:
    """The return's steps; takes the return along to where they lead."""
    for move in way:
        is_handed_in = move.to in IN_REVIEW
        by = hands.submitter if is_handed_in else hands.reviewer
        step = ReturnStep(
            monthly_return=monthly_return,
            from_state=monthly_return.state,
            to_state=move.to,
            reason=move.reason,
            version=monthly_return.version,
            at=move.at,
            by=by,
        )
        if move.to == State.SUBMITTED:
            monthly_return.late_by = step.late_by = term.late_by(timezone.localdate(move.at))
        monthly_return.state = move.to
        if is_handed_in:
            monthly_return.submitted_at, monthly_return.submitted_by = move.at, by
        else:
            monthly_return.decided_at, monthly_return.decided_by = move.at, by
        yield step, move


def count_waiting(monthly_returns: Collection[MonthlyReturn]) -> None:
    """Of the returns that wait: the unusual figures that their submission would have found.

    Their peers are there by then.
    """
    waiting = [
        monthly_return for monthly_return in monthly_returns if monthly_return.state in IN_REVIEW
    ]
    plans = {monthly_return.plan_id: monthly_return.plan for monthly_return in waiting}
    figures = {one.plan.pk: one for one in figures_of_plans(list(plans.values()))}
    for monthly_return in waiting:
        monthly_return.odd_indicators = count_implausible(
            figures[monthly_return.plan_id],
            monthly_return.month,
            peers=peers_of(monthly_return.plan, monthly_return.month),
        )
    MonthlyReturn.objects.bulk_update(waiting, ["odd_indicators"], batch_size=_TOGETHER)


def _date_cells(monthly_returns: Ways, *, now: datetime) -> None:
    """Cells were typed when their return was first submitted, or early in the next month."""
    typed = [
        (
            monthly_return.pk,
            way[0].at
            if monthly_return.submitted_at
            else min(now, moment(monthly_return.month, 2, time(11))),
        )
        for monthly_return, way in monthly_returns.items()
    ]
    for start in range(0, len(typed), _TOGETHER):
        some = typed[start : start + _TOGETHER]
        at = Case(*(When(monthly_return=pk, then=Value(when)) for pk, when in some))
        Achievement.objects.filter(monthly_return__in=[pk for pk, _ in some]).update(changed_at=at)
