"""The step of a period's report: what it needs, what is kept of it, which months stay.

The plan's row is locked first, as saving and reopening a month do, so that no month changes
between the look at it and the freeze.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.utils import timezone

from indicators.periods.claims import outdated_rows
from indicators.periods.final import forget_final_score, keep_final_score
from indicators.periods.kept.data import snapshot_data
from indicators.periods.kept.reported import unready_months
from indicators.periods.kept.selectors import last_reported
from indicators.periods.kept.taking import evaluated_snapshot, snapshot_now
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import PeriodReport, PeriodStep, ReportKind
from indicators.periods.order import require_known, require_quarters
from indicators.periods.sealing import sealed
from indicators.periods.selectors import evaluated_values, find_report, steps_of_report
from indicators.periods.workflow import ACCEPT, FREEZING, RECALL, RETURN
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.scores.services import store_reported
from indicators.returns.selectors.figures import figures_of
from indicators.returns.workflow import is_closed
from ledger.models import Change, ChangedField
from ledger.services import record
from numerals import Month
from offices.models import User
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period
from plans.handing_in.moves import Move
from plans.handing_in.refusals import StepRefused
from plans.handing_in.transitions import Transition
from plans.models import Plan


class NotReady(Exception):
    """Months of the period that are not accepted yet, with their returns if begun."""

    def __init__(self, months: list[tuple[Month, MonthlyReturn | None]]) -> None:
        super().__init__(", ".join(str(month) for month, _ in months))
        self.months = months


class ReportClosed(Exception):
    """The calendar takes the report no more since the end of ``closes``."""

    def __init__(self, closes: date) -> None:
        super().__init__(closes)
        self.closes = closes


class HeldByYear(Exception):
    """The quarter belongs to a year that is handed in; the year's report goes back first."""


class OtherClaims(Exception):
    """Values were recognised for other claims than those that stand now; ``rows`` are theirs."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__(", ".join(rows))
        self.rows = rows


class ReportMove(Move[PeriodReport, PeriodStep]):
    """One step of a report. ``remarks`` of ``None`` leaves them; ``known`` are the numbers of
    later quarters that are known to stand.
    """

    def __init__(
        self,
        transition: Transition,
        seen: PeriodReport,
        *,
        by: User,
        reason: str = "",
        remarks: str | None = None,
        known: Collection[int] = (),
    ) -> None:
        super().__init__(transition, seen, by=by, reason=reason)
        self.remarks = remarks
        self.known = known
        self.reported: Snapshot | None = None

    @property
    def plan(self) -> Plan:
        """The plan that is reported on."""
        return self.locked.plan

    @property
    def period(self) -> Period:
        """The quarter or year."""
        return self.locked.period

    def lock(self) -> PeriodReport:
        """The report as stored, or not stored yet; its plan is ours until commit."""
        return locked_report(self.seen)

    def require(self) -> None:
        """Raise what stands against the step: the calendar, months, other reports, claims."""
        if self.transition.hands_on:
            self._require_ready()
        elif self.transition in (RETURN, RECALL):
            self._require_no_other()
        elif self.transition == ACCEPT and self.locked.kind == ReportKind.YEAR:
            self.reported = self._evaluated()

    def _require_ready(self) -> None:
        self._require_term(State(self.locked.state))
        figures = figures_of(self.plan, lock=True)
        if unready := unready_months(figures, self.period):
            raise NotReady(unready)
        require_quarters(figures, self.locked)
        if self.remarks is not None:
            write_remarks(self.locked, self.remarks, by=self.by)
        if self.transition.submits:
            self.reported = snapshot_now(figures, self.period.last)
            store_reported(figures, self.period.last, self.reported.score)

    def _require_term(self, state: State) -> None:
        """Raise ``ReportClosed`` where the calendar has closed for what is in that state."""
        term = calendar_of(self.plan).term(self.period)
        if term.closes and is_closed(state, term, on=timezone.localdate()):
            raise ReportClosed(term.closes)

    def _require_no_other(self) -> None:
        """Raise ``HeldByYear`` or ``LaterStand`` where other reports rest on this one."""
        if self.locked.kind == ReportKind.QUARTER and _is_year_handed_in(self.plan):
            raise HeldByYear
        require_known(self.locked, self.known)
        if self.transition == RECALL:
            self._require_term(State(self.locked.resumes_as))

    def _evaluated(self) -> Snapshot:
        """The year as evaluated: what was handed in, with what is recognised in its place."""
        figures = figures_of(self.plan)
        claimed = last_reported(steps_of_report(self.locked), figures=figures)
        if claimed is None:
            raise StepRefused(State(self.locked.state))
        values = evaluated_values(self.locked)
        if outdated := outdated_rows(claimed, values):
            raise OtherClaims(outdated)
        return evaluated_snapshot(claimed, values, figures=figures)

    def keep(self, before: State) -> PeriodStep:
        """The step with all that the report says, where it is handed in or final."""
        if self.locked._state.adding:
            self.locked.save()
        return PeriodStep.objects.create(
            report=self.locked,
            code=self.transition.code,
            from_state=before,
            to_state=self.target,
            reason=self.reason,
            remarks=self.locked.remarks,
            reported=snapshot_data(self.reported) if self.reported else {},
            signed=self.signature(),
            at=self.at,
            by=self.by,
        )

    def told(self, step: PeriodStep) -> Iterator[Change]:
        """The new state, and the seal of the step."""
        yield report_change(
            self.locked,
            ChangedField.PERIOD_STATE,
            step.from_state,
            step.to_state,
            by=self.by,
            reason=self.reason,
        )
        yield sealed(step)

    def follow(self, step: PeriodStep) -> None:
        """Freeze the months of what is handed in; keep or forget the score of a final year."""
        freeze_months(self.plan)
        if self.locked.kind == ReportKind.YEAR:
            if self.transition == ACCEPT and self.reported:
                keep_final_score(step, self.reported, plan=self.plan)
            elif self.transition == RETURN:
                forget_final_score(self.plan)


def locked_report(report: PeriodReport) -> PeriodReport:
    """The report as stored, or not stored yet; its plan is ours until commit."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=report.plan_id)
    return find_report(plan, report.period)


def write_remarks(report: PeriodReport, remarks: str, *, by: User) -> None:
    """Store the office's remarks with a line of the history, if they are others."""
    if report.remarks == remarks:
        return
    field, before = ChangedField.PERIOD_REMARKS, report.remarks or None
    change = report_change(report, field, before, remarks or None, by=by)
    report.remarks = remarks
    report.version += 1
    report.save()
    record([change])


def report_change(
    report: PeriodReport,
    field: ChangedField,
    before: str | None,
    after: str | None,
    *,
    by: User,
    reason: str = "",
) -> Change:
    """A change of the report itself, as the history tells it."""
    return Change(
        plan_id=report.plan_id,
        row=report.name,
        field=field,
        before=before,
        after=after,
        reason=reason,
        by=by,
    )


def freeze_months(plan: Plan) -> None:
    """Freeze the months of the reports that are handed in, and no others."""
    frozen: set[Month] = set()
    for report in PeriodReport.objects.filter(plan=plan, state__in=FREEZING):
        report.plan = plan
        frozen.update(report.period.months)
    plan.frozen_months = [str(month) for month in sorted(frozen)]
    plan.save(update_fields=["frozen_months"])


def _is_year_handed_in(plan: Plan) -> bool:
    year = PeriodReport.objects.filter(plan=plan, kind=ReportKind.YEAR, state__in=FREEZING)
    return year.exists()
