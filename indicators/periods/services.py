"""The report of a quarter or year is written, handed in, decided on; its months are frozen.

Each service locks the plan's row first, as saving and reopening a month do, so that no month
changes between the look at it and the freeze.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from indicators.models import Sheet, State
from indicators.notices.telling import tell_of_step
from indicators.periods.claims import outdated_rows
from indicators.periods.final import forget_final_score, keep_final_score
from indicators.periods.models import PeriodReport, PeriodStep, ReportKind
from indicators.periods.order import require_known, require_quarters
from indicators.periods.reported import unready_months
from indicators.periods.sealing import sealed
from indicators.periods.selectors import (
    evaluated_values,
    find_report,
    last_reported,
    steps_of_report,
)
from indicators.periods.snapshot import Snapshot
from indicators.periods.snapshot_data import snapshot_data
from indicators.periods.taking import evaluated_snapshot, snapshot_now
from indicators.periods.workflow import (
    ACCEPT,
    FREEZING,
    RETURN,
    WITH_OFFICE,
    submission_from,
)
from indicators.selectors.figures import figures_of
from indicators.services.scores import store_reported
from indicators.services.steps import SamePerson, StepRefused
from indicators.signing import signature_data, signature_of
from indicators.workflow import Transition, is_closed
from ledger.models import Change, ChangedField
from ledger.services import record
from numerals import Month
from offices.models import User
from plans.models import Plan
from plans.stored_calendar import calendar_of


class NotReady(Exception):
    """Months of the period that are not accepted yet, with their returns if begun."""

    def __init__(self, months: list[tuple[Month, Sheet | None]]) -> None:
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


@transaction.atomic
def save_remarks(report: PeriodReport, *, remarks: str, by: User) -> PeriodReport:
    """Keep the office's remarks on the period. Raises ``StepRefused`` while it is not with it."""
    held = held_report(report)
    if held.state not in WITH_OFFICE or held.version != report.version:
        raise StepRefused(State(held.state))
    return _with_remarks(held, remarks, by=by)


@transaction.atomic
def submit_report(report: PeriodReport, *, remarks: str, by: User) -> PeriodStep:
    """Hand the report in: what it says is kept, and its months stay as they are.

    Raises ``StepRefused``, ``ReportClosed`` after its last day, ``NotReady`` while a month of it
    is not accepted, and of the year ``QuartersMissing``.
    """
    held = held_report(report)
    transition = submission_from(State(held.state))
    _require(transition, held, seen=report)
    _require_term(held)
    figures = figures_of(held.plan, lock=True)
    unready = unready_months(figures, held.period)
    if unready:
        raise NotReady(unready)
    require_quarters(figures, held)
    held = _with_remarks(held, remarks, by=by)
    snapshot = snapshot_now(figures, held.period.last)
    store_reported(figures, held.period.last, snapshot.score)
    return _take(transition, held, by=by, reported=snapshot)


@transaction.atomic
def accept_report(report: PeriodReport, *, by: User) -> PeriodStep:
    """Accept the report; that of a year is final then, and what was evaluated is kept.

    Raises ``StepRefused``, ``SamePerson``, and ``OtherClaims`` where a value was given for what
    the office claimed before and was not looked at again.
    """
    held = held_report(report)
    _require(ACCEPT, held, seen=report, by=by)
    if held.kind != ReportKind.YEAR:
        return _take(ACCEPT, held, by=by)
    evaluated = _evaluated(held)
    step = _take(ACCEPT, held, by=by, reported=evaluated)
    keep_final_score(step, evaluated, plan=held.plan)
    return step


@transaction.atomic
def return_report(
    report: PeriodReport, *, reason: str, by: User, known: Collection[int] = ()
) -> PeriodStep:
    """Give the report back with a reason: its months may be opened again.

    ``known`` are the numbers of later quarters that are known to stand. Raises ``StepRefused``,
    ``SamePerson``, ``HeldByYear``, ``LaterStand`` for others, ``ValueError`` without a reason.
    """
    if not reason.strip():
        raise ValueError("a reason is required")
    held = held_report(report)
    _require(RETURN, held, seen=report, by=by)
    if held.kind == ReportKind.QUARTER and _is_year_handed_in(held.plan):
        raise HeldByYear
    require_known(held, known)
    step = _take(RETURN, held, by=by, reason=reason.strip())
    if held.kind == ReportKind.YEAR:
        forget_final_score(held.plan)
    return step


def held_report(report: PeriodReport) -> PeriodReport:
    """The report as stored, or not stored yet; its plan is ours until commit."""
    plan = Plan.objects.select_for_update(no_key=True).get(pk=report.plan_id)
    return find_report(plan, report.period)


def _require(
    transition: Transition, held: PeriodReport, *, seen: PeriodReport, by: User | None = None
) -> None:
    """Raise what stands against the step; decided on is what was looked at."""
    if State(held.state) not in transition.sources or held.version != seen.version:
        raise StepRefused(State(held.state))
    if by is not None and held.submitted_by_id == by.pk:
        raise SamePerson


def _require_term(held: PeriodReport) -> None:
    """Raise ``ReportClosed`` where the calendar has closed."""
    term = calendar_of(held.plan).term(held.period)
    if term.closes and is_closed(State(held.state), term, on=timezone.localdate()):
        raise ReportClosed(term.closes)


def _with_remarks(report: PeriodReport, remarks: str, *, by: User) -> PeriodReport:
    if report.remarks == remarks:
        return report
    change = told(
        report, ChangedField.PERIOD_REMARKS, report.remarks or None, remarks or None, by=by
    )
    report.remarks = remarks
    report.version += 1
    report.save()
    record([change])
    return report


def _evaluated(report: PeriodReport) -> Snapshot:
    """The year as evaluated: what was handed in, with what is recognised in its place."""
    figures = figures_of(report.plan)
    claimed = last_reported(steps_of_report(report), figures=figures)
    if claimed is None:
        raise StepRefused(State(report.state))
    values = evaluated_values(report)
    if outdated := outdated_rows(claimed, values):
        raise OtherClaims(outdated)
    return evaluated_snapshot(claimed, values, figures=figures)


def _take(
    transition: Transition,
    report: PeriodReport,
    *,
    by: User,
    reason: str = "",
    reported: Snapshot | None = None,
) -> PeriodStep:
    before, now = report.state, timezone.now()
    report.step_to(transition.target, by=by, at=now)
    report.save()
    step = PeriodStep.objects.create(
        report=report,
        from_state=before,
        to_state=transition.target,
        reason=reason,
        remarks=report.remarks,
        reported=snapshot_data(reported) if reported else {},
        signed=signature_data(signature_of(by, report.plan.office, on=timezone.localdate(now))),
        at=now,
        by=by,
    )
    state = told(report, ChangedField.PERIOD_STATE, before, report.state, by=by, reason=reason)
    record([state, sealed(step)])
    _freeze(report.plan)
    tell_of_step(transition, plan=report.plan_id, period=report.period, by=by, words=step.reason)
    return step


def _freeze(plan: Plan) -> None:
    """Freeze the months of the reports that are handed in, and no others."""
    reports = PeriodReport.objects.filter(plan=plan, state__in=FREEZING)
    frozen = {month for report in reports for month in _months(report, plan)}
    plan.frozen_months = [str(month) for month in sorted(frozen)]
    plan.save(update_fields=["frozen_months"])


def _months(report: PeriodReport, plan: Plan) -> tuple[Month, ...]:
    report.plan = plan
    return report.period.months


def _is_year_handed_in(plan: Plan) -> bool:
    year = PeriodReport.objects.filter(plan=plan, kind=ReportKind.YEAR, state__in=FREEZING)
    return year.exists()


def told(
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
