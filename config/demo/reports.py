"""The demo's reports of quarters and years, stored as their services would have stored them.

A report is handed in some days after the last of its months was accepted, and decided on some
days later; that of a year once its quarters are, and decided on from the middle of August.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from django.utils import timezone

from config.demo.returns import DemoHands, Signatures
from config.demo.seed import Lot
from config.demo.ways import later
from indicators.periods.kept.data import snapshot_data
from indicators.periods.kept.values import Snapshot, snapshot_of
from indicators.periods.models import FinalScore, PeriodReport, PeriodStep, ReportKind
from indicators.periods.moves import report_change
from indicators.periods.sealing import sealed
from indicators.periods.workflow import ACCEPT, SUBMIT
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.scores.reckoning import composites_beside, earned_of, office_year, rules_of
from indicators.returns.scores.rows import final_fields
from indicators.returns.scores.services import Scores
from indicators.returns.selectors.figures import PlanFigures
from ledger.models import Change, ChangedField
from numerals import Month
from plans.calendar.terms import Period, PeriodKind, periods_of
from plans.handing_in.transitions import Transition
from plans.models import Plan
from plans.selectors import section_titles

_EVALUATED: Final = (8, 16)
"""The month and day from which a year is decided on."""

Told = list[tuple[datetime, Change]]


@dataclass(frozen=True, slots=True)
class ReportedPlan:
    """A plan's returns as they stand, with its figures and their scores by month."""

    figures: PlanFigures
    scores: Scores
    returns: Mapping[Month, MonthlyReturn]
    hands: DemoHands

    @property
    def plan(self) -> Plan:
        """The plan that is reported on."""
        return self.figures.plan

    def accepted_at(self, period: Period) -> datetime | None:
        """When the last month of the period was accepted; ``None`` while one is not."""
        months = [self.returns[month] for month in period.months if month in self.returns]
        decided = [one.decided_at for one in months if one.state == State.ACCEPTED]
        if period.last not in self.returns or len(decided) < len(months):
            return None
        return max((at for at in decided if at is not None), default=None)


def store_reports(
    plans: Sequence[ReportedPlan], *, lot: Lot, signatures: Signatures, now: datetime
) -> Told:
    """Hand in and decide on the reports of what is over: lines of the history with moments."""
    writer = _ReportWriter(signatures, now)
    beside = composites_beside([one.plan for one in plans])
    of_rules = {one.plan.rule_set_id: one.plan for one in plans}
    rules = {pk: rules_of(plan.rule_set) for pk, plan in of_rules.items()}
    sections = {pk: section_titles(plan) for pk, plan in of_rules.items()}
    for one in plans:
        snapshots = {
            period.last: snapshot_of(
                one.figures,
                one.scores[period.last],
                month=period.last,
                rules=rules[one.plan.rule_set_id],
                linked=earned_of(one.figures, period.last, beside[office_year(one.plan)])
                | {
                    line.key: line.rolled
                    for line in one.scores[period.last].indicators
                    if line.rolled
                },
                sections=sections[one.plan.rule_set_id],
            )
            for period in periods_of(one.plan.span, PeriodKind.QUARTER)
            if one.accepted_at(period)
        }
        writer.write(one, snapshots, chance=lot.of(one.plan.address, "reports"))
    return writer.stored()


@dataclass
class _ReportWriter:
    """Takes each report along its way, and keeps the rows that come of it, in order."""

    signatures: Signatures
    now: datetime
    reports: list[PeriodReport] = field(default_factory=list)
    steps: list[PeriodStep] = field(default_factory=list)
    finals: list[FinalScore] = field(default_factory=list)
    frozen: list[Plan] = field(default_factory=list)

    def write(
        self, reported: ReportedPlan, snapshots: Mapping[Month, Snapshot], *, chance: Random
    ) -> None:
        """The reports of one plan: its quarters, and the year after them."""
        frozen: set[Month] = set()
        last: datetime | None = None
        for period in periods_of(reported.plan.span, PeriodKind.QUARTER):
            ready = reported.accepted_at(period)
            report = PeriodReport(plan=reported.plan, kind=ReportKind.QUARTER, number=period.number)
            last = ready and self._go(report, reported, snapshots[period.last], ready, chance)
            if last:
                frozen.update(period.months)
        if last:
            year = PeriodReport(plan=reported.plan, kind=ReportKind.YEAR, number=1)
            month = reported.plan.span.months[-1]
            if self._go(year, reported, snapshots[month], last, chance):
                frozen.update(reported.plan.span.months)
        if frozen:
            reported.plan.frozen_months = [str(month) for month in sorted(frozen)]
            self.frozen.append(reported.plan)

    def _go(
        self,
        report: PeriodReport,
        reported: ReportedPlan,
        said: Snapshot,
        ready: datetime,
        chance: Random,
    ) -> datetime | None:
        """Hand the report in after it was ``ready``, and decide on it: when it was handed in."""
        submitted = later(ready, chance)
        if submitted > self.now:
            return None
        self.reports.append(report)
        step = self._step(report, reported, SUBMIT, submitted)
        step.reported = snapshot_data(said)
        decided = later(submitted, chance)
        is_year = report.kind == ReportKind.YEAR
        if is_year:
            decided = max(decided, _evaluated(reported.plan, chance))
        if decided <= self.now:
            step = self._step(report, reported, ACCEPT, decided)
            if is_year:
                step.reported = snapshot_data(said.evaluated({}))
                self.finals.append(
                    FinalScore(
                        plan=reported.plan,
                        step=step,
                        rule_set=reported.plan.rule_set,
                        **final_fields(said.score),
                    )
                )
        return submitted

    def _step(
        self, report: PeriodReport, reported: ReportedPlan, transition: Transition, at: datetime
    ) -> PeriodStep:
        hands = reported.hands
        by = hands.submitter if transition is SUBMIT else hands.reviewer
        before, target = State(report.state), transition.leads_to(report)
        report.step_to(target, by=by, at=at)
        step = PeriodStep(
            report=report,
            code=transition.code,
            from_state=before,
            to_state=target,
            signed=self.signatures.of(by, reported.plan, at=at),
            at=at,
            by=by,
        )
        self.steps.append(step)
        return step

    def stored(self) -> Told:
        """Store all of it; the lines that tell of it."""
        PeriodReport.objects.bulk_create(self.reports)
        PeriodStep.objects.bulk_create(self.steps, batch_size=50)
        FinalScore.objects.bulk_create(self.finals)
        Plan.objects.bulk_update(self.frozen, ["frozen_months"], batch_size=100)
        told: Told = []
        for step in self.steps:
            state = report_change(
                step.report, ChangedField.PERIOD_STATE, step.from_state, step.to_state, by=step.by
            )
            told += [(step.at, state), (step.at, sealed(step))]
        return told


def _evaluated(plan: Plan, chance: Random) -> datetime:
    """When the year of a plan is decided on: in the second half of August."""
    day = date(plan.span.start + 1, *_EVALUATED) + timedelta(chance.randrange(13))
    at = time(chance.randint(10, 16), chance.randrange(60))
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())
