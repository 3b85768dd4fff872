"""A quarter's report as its page shows it: the form's rows, what was reported, what is to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from indicators.periods.available_reports import AvailableReports, available_reports
from indicators.periods.kept.differences import ChangedIndicator, changes_since
from indicators.periods.kept.figures import kept_figures
from indicators.periods.kept.reported import unready_months
from indicators.periods.kept.selectors import last_reported
from indicators.periods.kept.values import Snapshot
from indicators.periods.models import PeriodReport, PeriodStep, ReportKind
from indicators.periods.order import missing_quarters
from indicators.periods.selectors import last_return_of
from indicators.periods.workflow import FREEZING, HAND_UP, IN_OFFICE, IN_REVIEW, RECALL
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.rows import ObjectiveRows, by_objective, rows_of
from indicators.returns.scores.selectors import version_of_month
from indicators.returns.selectors.figures import PlanFigures
from indicators.returns.selectors.owed import waited_for
from indicators.returns.selectors.steps import shown_steps
from indicators.returns.workflow import is_closed
from indicators.scoring.values import PlanScore
from numerals import Month
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind, Term
from plans.models import Plan


@dataclass(frozen=True)
class MonthOfPeriod:
    """One month of the period: its return, and whether the report waits for it."""

    month: Month
    monthly_return: MonthlyReturn | None
    is_unready: bool

    @property
    def state(self) -> State:
        """Where its return stands."""
        return State(self.monthly_return.state) if self.monthly_return else State.OPEN


@dataclass(frozen=True)
class PeriodPage:
    """The report of a period over the figures and scores as of its last month.

    Once it is handed in, what it shows is what it kept: ``live`` and ``now`` are the figures
    and scores of today, which stand beside it. ``reviewing`` names the office that decides on it.
    """

    report: PeriodReport
    live: PlanFigures
    now: PlanScore
    steps: tuple[PeriodStep, ...]
    today: date
    reviewing: str = ""
    is_ours: bool = False
    """Whether the reader is of the office, and sees what goes on within it."""

    @property
    def plan(self) -> Plan:
        """The plan that is reported on."""
        return self.live.plan

    @cached_property
    def reported(self) -> Snapshot | None:
        """What was reported, while it is handed in."""
        return last_reported(self.steps, figures=self.live) if self.is_frozen else None

    @cached_property
    def figures(self) -> PlanFigures:
        """The figures that the report says."""
        return kept_figures(self.reported, self.live) if self.reported else self.live

    @property
    def score(self) -> PlanScore:
        """The scores that the report says."""
        return self.reported.score if self.reported else self.now

    @cached_property
    def version(self) -> int:
        """The agreed version that its last month is scored by: one query of an amended plan."""
        return version_of_month(self.plan, self.period.last)

    @cached_property
    def period(self) -> Period:
        """The quarter or year."""
        return self.report.period

    @property
    def state(self) -> State:
        """Where the report stands."""
        return State(self.report.state)

    @property
    def office_state(self) -> State:
        """Its state as who is not of the office sees it."""
        return self.report.office_state

    @property
    def shown_state(self) -> State:
        """Its state as the reader sees it."""
        return self.state if self.is_ours else self.office_state

    @property
    def is_with_office(self) -> bool:
        """Whether the report has not left the office."""
        return self.state in IN_OFFICE

    @property
    def is_with_head(self) -> bool:
        """Whether the office's head is to do the next thing."""
        return self.state == State.WITH_HEAD

    @property
    def in_review(self) -> bool:
        """Whether the reviewing office is to decide."""
        return self.state in IN_REVIEW

    @property
    def is_frozen(self) -> bool:
        """Whether its months stay as they are."""
        return self.state in FREEZING

    @cached_property
    def term(self) -> Term:
        """When it is due."""
        return calendar_of(self.plan).term(self.period)

    @property
    def is_owed(self) -> bool:
        """Whether it is waited for, and was not handed in yet."""
        months = waited_for(self.figures, on=self.today)
        return self.office_state == State.OPEN and any(month in self.period for month in months)

    @property
    def late_by(self) -> int:
        """Days past the due date until today, or until it was first handed in; 0 in time."""
        if first := self._first_submission:
            return self.term.late_by(timezone.localdate(first.at))
        return self.term.late_by(self.today) if self.is_owed else 0

    @property
    def _first_submission(self) -> PeriodStep | None:
        """The first one that was not taken back as if it had not been made."""
        first: PeriodStep | None = None
        for step in self.steps:
            if step.to_state in IN_REVIEW:
                first = first or step
            elif step.code == RECALL.code and step.to_state == State.OPEN:
                first = None
        return first

    @property
    def closes(self) -> date | None:
        """The day on which the calendar takes it from the office; ``None`` where it does not."""
        return self.term.closes if self.office_state == State.OPEN else None

    @property
    def is_closed(self) -> bool:
        """Whether it is too late to hand it in."""
        return is_closed(self.office_state, self.term, on=self.today)

    @property
    def holder(self) -> str:
        """Which office is to do the next thing; none once it is accepted or its head has it."""
        if self.is_with_head and self.is_ours:
            return ""
        if self.is_with_office:
            return self.plan.office.name
        return self.reviewing if self.in_review else ""

    @property
    def returned(self) -> PeriodStep | None:
        """Why it came back."""
        return last_return_of(self.report, list(self.steps))

    @property
    def handed_up(self) -> PeriodStep | None:
        """When it went to the head, while the head has it."""
        handed = [one for one in self.steps if one.code == HAND_UP.code]
        return handed[-1] if handed and self.is_with_head else None

    @property
    def shown_steps(self) -> list[PeriodStep]:
        """Its way so far, as far as the reader sees it."""
        return shown_steps(self.steps, is_ours=self.is_ours)

    @property
    def paper_query(self) -> str:
        """What the address of its paper asks for."""
        return f"?month={self.period.last}&report={self.report.name}"

    @cached_property
    def objectives(self) -> tuple[ObjectiveRows, ...]:
        """The form's rows as of the last month, under their objectives."""
        return tuple(by_objective(rows_of(self.figures, self.period.last, self.score), self.score))

    @cached_property
    def months(self) -> tuple[MonthOfPeriod, ...]:
        """The period's months with their returns."""
        unready = {month for month, _ in unready_months(self.live, self.period)}
        return tuple(
            MonthOfPeriod(month, self.live.monthly_returns.get(month), month in unready)
            for month in self.period.months
        )

    @property
    def unready(self) -> list[MonthOfPeriod]:
        """The months that the report waits for."""
        return [one for one in self.months if one.is_unready]

    @cached_property
    def missing_quarters(self) -> list[PeriodReport]:
        """The quarters that the year waits for before it can be handed in: one query."""
        is_waiting = self.report.kind == ReportKind.YEAR and self.is_with_office
        return missing_quarters(self.figures) if is_waiting else []

    @property
    def to_reopen(self) -> list[MonthOfPeriod]:
        """The months that the reviewer can open for the office once the report was returned."""
        if self.office_state != State.RETURNED:
            return []
        frozen = self.plan.frozen
        return [
            one for one in self.months if one.state == State.ACCEPTED and one.month not in frozen
        ]

    @property
    def holding_quarters(self) -> list[int]:
        """The numbers of the quarters that keep months of a returned year as they are."""
        if self.office_state != State.RETURNED:
            return []
        held = {month for month in self.period.months if month in self.plan.frozen}
        return sorted({Period.containing(month, PeriodKind.QUARTER).number for month in held})

    @cached_property
    def changed(self) -> list[ChangedIndicator]:
        """Where promises, figures or scores of today are others than those that were reported."""
        if self.reported is None:
            return []
        return changes_since(self.reported, self.live, self.now, period=self.period)

    @property
    def begun(self) -> AvailableReports:
        """The reports of the year that there are by now."""
        return available_reports(self.plan.span, today=self.today)

    @property
    def url(self) -> str:
        """Where the report is written, read and decided on."""
        return self.report.url
