"""The step of a monthly return: what it needs, what is remembered of it, what follows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeAlias

from django.db.models import Subquery
from django.utils import timezone

from indicators.returns.cells.writing import put_back, require_writable, write
from indicators.returns.history import state_change
from indicators.returns.models import Achievement, MonthlyReturn, ReturnStep, Score, State
from indicators.returns.plausibility.findings import count_implausible
from indicators.returns.plausibility.peers import peers_of
from indicators.returns.scores.services import store_scores
from indicators.returns.sealing import rolled_sealed, sealed
from indicators.returns.selectors.figures import PlanFigures, figures_of
from indicators.returns.selectors.signed import signed_of
from indicators.returns.submission import (
    EmptyReturn,
    answer_notes,
    require_evidence,
    require_figures,
)
from indicators.returns.workflow import ACCEPT, RECALL, REOPEN, SUBMIT
from ledger.models import Change
from numerals import canonical_figure
from offices.models import User
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, Term
from plans.handing_in.moves import Move
from plans.handing_in.refusals import StepRefused
from plans.handing_in.transitions import Transition
from plans.kept.services import keep_plan
from plans.models import Plan

Figures: TypeAlias = dict[str, str | None]
"""Figures as canonical text by indicator id, as JSON takes them."""


class Frozen(Exception):
    """The month belongs to a report of its quarter or year that was handed in."""


class MonthMove(Move[MonthlyReturn, ReturnStep]):
    """One step of a return. What is handed on is read once: it is checked, kept and looked over."""

    def __init__(
        self,
        transition: Transition,
        seen: MonthlyReturn,
        *,
        by: User,
        reason: str = "",
        until: date | None = None,
        answers: Mapping[int, str] | None = None,
        blanks_confirmed: bool = False,
    ) -> None:
        super().__init__(transition, seen, by=by, reason=reason)
        self._plan = seen.plan
        self.until = until
        self.answers = answers or {}
        self.blanks_confirmed = blanks_confirmed
        self.figures: PlanFigures | None = None

    @property
    def plan(self) -> Plan:
        """The plan that the return reports on."""
        return self._plan

    @property
    def period(self) -> Period:
        """Its month."""
        return Period(self.seen.month)

    @cached_property
    def term(self) -> Term:
        """When the calendar takes it."""
        return calendar_of(self.plan).of_month(self.seen.month)

    def lock(self) -> MonthlyReturn:
        """The return, and where other figures may count from now on, or its quarter may be
        reported at the same moment, the plan's row before it: as everybody does who scores.
        """
        if self.seen._state.adding:
            self._refuse_unbegun()
        if self.transition is REOPEN or State.REOPENED in self._states:
            plan = Plan.objects.select_for_update(no_key=True).get(pk=self.plan.pk)
            self.plan.frozen_months = plan.frozen_months
        locked = MonthlyReturn.objects.select_for_update(no_key=True).get(pk=self.seen.pk)
        locked.plan = self.plan
        self.was_open_again = locked.office_state == State.REOPENED
        return locked

    @property
    def _states(self) -> tuple[str, str]:
        return self.seen.office_state, self.seen.resumes_as

    def _refuse_unbegun(self) -> None:
        if self.transition.hands_on and self.transition.starts_from(self.seen):
            require_writable(self.seen, self.term)
            raise EmptyReturn
        raise StepRefused(State(self.seen.state))

    def require(self) -> None:
        """Raise what stands against the step: the calendar, a freeze, what is not ready."""
        if self.transition.hands_on:
            self._require_ready()
        elif self.transition is RECALL:
            self.until = self._recalled_until()
        elif self.transition is REOPEN and self.locked.is_frozen:
            raise Frozen
        elif self.transition is ACCEPT and self.was_open_again:
            self._put_back()

    def _require_ready(self) -> None:
        locked = self.locked
        # Who may submit what the head holds may change it, too.
        require_writable(locked, self.term, by_head=self.transition.submits)
        self.figures = figures = figures_of(self.plan)
        require_figures(figures, locked.month, blanks_confirmed=self.blanks_confirmed)
        if locked.office_state == State.RETURNED:
            answer_notes(locked, self.answers, figures=figures, by=self.by)
        require_evidence(figures, locked.month)

    def _recalled_until(self) -> date | None:
        """Until when the return is open if it is recalled; raises what stands against that."""
        locked = self.locked
        resumed = MonthlyReturn(plan=self.plan, month=locked.month, state=locked.resumes_as)
        if locked.resumes_as == State.REOPENED:
            reopening = locked.steps.filter(to_state=State.REOPENED, code__in=("", REOPEN.code))
            resumed.open_until = reopening.latest("pk").until
        require_writable(resumed, self.term)
        return resumed.open_until

    def _put_back(self) -> None:
        """Nobody signed what was typed since the return was opened again."""
        writing = put_back(figures_of(self.plan, lock=True), self.locked.month, by=self.by)
        if writing.cells:
            write([replace(writing, monthly_return=self.locked)])

    def keep(self, before: State) -> ReturnStep:
        """The step with the figures as they stand, and who signed them."""
        signs = self.transition.submits or self.transition is ACCEPT
        # Closed again as it was handed in, it stays with what the plan said then.
        keeps_plan = self.transition is ACCEPT and not self.was_open_again
        is_first = self.transition is SUBMIT
        return ReturnStep.objects.create(
            monthly_return=self.locked,
            code=self.transition.code,
            from_state=before,
            to_state=self.target,
            reason=self.reason,
            version=self.locked.version,
            until=self.until,
            late_by=self.term.late_by(timezone.localdate(self.at)) if is_first else None,
            figures=self._figures(),
            signed=self.signature() if signs else {},
            plan_as=keep_plan(self.plan) if keeps_plan else None,
            at=self.at,
            by=self.by,
        )

    def _figures(self) -> Figures:
        if self.transition is REOPEN and (signed := signed_of([self.locked]).get(self.locked.pk)):
            return {str(pk): canonical_figure(figure) for pk, figure in signed.figures.items()}
        if self.figures is None:
            return figures_by_return([self.locked])[self.locked.pk]
        cells = self.figures.cells_of(self.locked.month)
        return {str(pk): canonical_figure(cell.figure) for pk, cell in cells.items()}

    def told(self, step: ReturnStep) -> Iterator[Change]:
        """The new state, and the seals of an acceptance."""
        yield state_change(step)
        yield from sealed(step)
        if self.transition is ACCEPT:
            yield from rolled_sealed(step)

    def change_along(self) -> None:
        """By how many days it is late, until when it is open, how much of it looks odd."""
        locked = self.locked
        if self.transition.submits or self.transition.needs_another or self.transition is RECALL:
            locked.open_until = self.until
        if self.transition is SUBMIT:
            locked.late_by = self.term.late_by(timezone.localdate(self.at))
        if self.figures is not None and self.transition.submits:
            peers = peers_of(self.plan, locked.month)
            locked.odd_indicators = count_implausible(self.figures, locked.month, peers=peers)
        if self.transition is RECALL:
            locked.odd_indicators = 0
            if self.target == State.OPEN:
                # By how many days it is late is still to be seen.
                locked.late_by = None

    def follow(self, step: ReturnStep) -> None:
        """Score anew what is signed now, or no longer is."""
        is_open_again = self.locked.office_state == State.REOPENED
        is_decided = self.transition.needs_another
        if self.transition is ACCEPT and not self.was_open_again:
            # Whatever is amended later, the month stays with the version that it was accepted by.
            own = Score.objects.filter(plan=self.plan, month=self.locked.month)
            now = Plan.objects.filter(pk=self.plan.pk).values("agreed_version")
            own.update(plan_version=Subquery(now))
        if not is_decided and self.was_open_again != is_open_again:
            store_scores(figures_of(self.plan, lock=True), since=self.locked.month)
        self.seen.refresh_from_db()


def figures_by_return(monthly_returns: Collection[MonthlyReturn]) -> dict[int, Figures]:
    """The returns' figures as a step remembers them, by return id: one query."""
    figures: dict[int, Figures] = {monthly_return.pk: {} for monthly_return in monthly_returns}
    for cell in Achievement.objects.filter(monthly_return__in=figures):
        figures[cell.monthly_return_id][str(cell.indicator_id)] = canonical_figure(cell.figure)
    return figures
