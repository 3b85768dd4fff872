"""The half-yearly feedback as its page shows it, beside the scores of the half-year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.forms import BoundField
from django.utils import timezone

from indicators.periods.available_reports import AvailableReports, available_reports
from indicators.periods.feedback.models import HalfYearFeedback, feedback_url
from indicators.periods.feedback.owed import feedback_term, half_in_question
from indicators.periods.kept.differences import ChangedIndicator, changes_since
from indicators.periods.kept.figures import kept_figures, read_snapshot
from indicators.periods.kept.values import Snapshot
from indicators.returns.forms import FeedbackForm
from indicators.returns.rows import ObjectiveRows, by_objective, rows_of
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.values import PlanScore
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, Term
from plans.models import Objective, Plan


@dataclass(frozen=True)
class RemarkedObjective:
    """An objective with its rows and scores, what is said of it, and where that is typed."""

    group: ObjectiveRows
    said: str
    typed: BoundField | None

    @property
    def is_other_than_typed(self) -> bool:
        """Whether what is stored is not what stands in the field."""
        return bool(self.said) and self.typed is not None and self.typed.value() != self.said


@dataclass(frozen=True)
class FeedbackPage:
    """The feedback on a half-year over the figures and scores as of its last month.

    Once it is given, these are the ones that it speaks of: ``live`` and ``now`` are those of
    today, which stand beside them. ``reviewing`` names the office that gives it.
    """

    period: Period
    live: PlanFigures
    now: PlanScore
    feedback: HalfYearFeedback | None
    today: date
    reviewing: str = ""

    @property
    def plan(self) -> Plan:
        """The plan that is spoken of."""
        return self.live.plan

    @cached_property
    def reported(self) -> Snapshot | None:
        """The figures that the feedback speaks of."""
        kept = self.feedback.reported if self.feedback else None
        return read_snapshot(kept, figures=self.live) if kept else None

    @cached_property
    def figures(self) -> PlanFigures:
        """The figures that are shown."""
        return kept_figures(self.reported, self.live) if self.reported else self.live

    @property
    def score(self) -> PlanScore:
        """The scores that are shown."""
        return self.reported.score if self.reported else self.now

    @cached_property
    def changed(self) -> list[ChangedIndicator]:
        """What is another one today than when the feedback was given."""
        if self.reported is None:
            return []
        return changes_since(self.reported, self.live, self.now, period=self.period)

    @cached_property
    def term(self) -> Term:
        """When the feedback is due, or its answer."""
        return feedback_term(self.plan, self.period, self.feedback)

    @property
    def is_owed(self) -> bool:
        """Whether somebody is still to write: the feedback, or the answer.

        No feedback is owed once its year is over, nor on a plan without a return in the half-year.
        """
        if self.feedback is not None:
            return not self.is_answered
        has_return = any(month in self.period for month in self.figures.monthly_returns)
        return has_return and half_in_question(self.today) == self.period and not self.is_closed

    @property
    def late_by(self) -> int:
        """Days past the due date until today, or until it was answered; 0 where nothing is owed."""
        if self.feedback is not None and self.feedback.answered_at:
            return self.term.late_by(timezone.localdate(self.feedback.answered_at))
        return self.term.late_by(self.today) if self.is_owed else 0

    @property
    def closes(self) -> date | None:
        """The last day on which the feedback may be written; ``None`` if it never closes."""
        return calendar_of(self.plan).term(self.period).closes

    @property
    def is_closed(self) -> bool:
        """Whether it is too late to write the feedback; what was given may be answered."""
        return self.closes is not None and self.today > self.closes

    @property
    def holder(self) -> str:
        """Who is to do the next thing; nobody once it is answered, or closed before it came."""
        if not self.is_owed:
            return ""
        return self.plan.office.name if self.feedback else self.reviewing

    @property
    def is_answered(self) -> bool:
        """Whether the office has answered."""
        return self.feedback is not None and self.feedback.is_answered

    @property
    def version(self) -> int:
        """What a writer has seen."""
        return self.feedback.version if self.feedback else 0

    @cached_property
    def said(self) -> dict[int, str]:
        """What is stored about objectives, by their ids."""
        remarks = self.feedback.remarks.all() if self.feedback else ()
        return {one.objective_id: one.text for one in remarks}

    @property
    def begun(self) -> AvailableReports:
        """The other reports of the year."""
        return available_reports(self.plan.span, today=self.today)

    @cached_property
    def groups(self) -> tuple[ObjectiveRows, ...]:
        """The form's rows as of the last month, under their objectives."""
        return tuple(by_objective(rows_of(self.figures, self.period.last, self.score), self.score))

    @property
    def objective_models(self) -> list[Objective]:
        """The plan's objectives, in order."""
        return [group.objective for group in self.groups]

    def remarked(self, form: FeedbackForm | None) -> list[RemarkedObjective]:
        """The objectives with what is said of them, and their fields where it is written."""
        return [
            RemarkedObjective(
                group=group,
                said=self.said.get(group.objective.pk, ""),
                typed=form.of_objective(group.objective.pk) if form else None,
            )
            for group in self.groups
        ]

    @property
    def url(self) -> str:
        """Where it is written, read and answered."""
        return feedback_url(self.plan)
