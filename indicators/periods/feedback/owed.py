"""Who owes something of the half-yearly feedback: the reviewer the text, the office its answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from indicators.periods.feedback.models import HalfYearFeedback, feedback_url
from indicators.returns.models import MonthlyReturn
from indicators.returns.selectors.work import Task
from numerals import Month
from offices.models import Posting, Role, User
from offices.selectors import Scope, offices_reviewed_in, postings_of, reviewing_offices
from plans.calendar.selectors import calendar_of, calendars_of, with_calendar
from plans.calendar.terms import Period, PeriodKind, Term, reported_periods
from plans.models import Plan

DAYS_TO_ANSWER: Final = 7
"""What an office has at least to answer, however late the feedback came."""


@dataclass(frozen=True, slots=True)
class OwedFeedback:
    """The feedback on a plan's half-year that is to be given, or ``feedback`` to be answered."""

    plan: Plan
    period: Period
    term: Term
    today: date
    feedback: HalfYearFeedback | None = None

    @property
    def is_answer(self) -> bool:
        """Whether the office is to answer what was given."""
        return self.feedback is not None

    @property
    def is_owed(self) -> bool:
        """That it is still to be written."""
        return True

    def is_for(self, user: int) -> bool:
        """Whether the person may write it: nobody answers what they gave themselves."""
        return self.feedback is None or self.feedback.given_by_id != user

    @property
    def closes(self) -> date | None:
        """The last day on which it is taken; ``None`` if it never closes."""
        return self.term.closes

    @property
    def late_by(self) -> int:
        """Days past the due date, zero if not late."""
        return self.term.late_by(self.today)

    @property
    def is_closed(self) -> bool:
        """Whether it is too late to give it; what was given can always be answered."""
        return self.term.has_closed(self.today)

    @property
    def url(self) -> str:
        """Where it is given and answered."""
        return feedback_url(self.plan)


def feedback_term(plan: Plan, period: Period, feedback: HalfYearFeedback | None) -> Term:
    """When the feedback is due; once it is given, when the answer is.

    The answer is due with the calendar's day, or so many days after the feedback was given if
    that is later. The calendar never closes it: who asks for an answer lets it be given.
    """
    term = calendar_of(plan).term(period)
    if feedback is None:
        return term
    given = timezone.localtime(feedback.given_at).date()
    return replace(term, closes=None).extended(given + timedelta(DAYS_TO_ANSWER))


def half_in_question(today: date) -> Period | None:
    """July to December from January on, until its fiscal year is over; else nothing.

    Afterwards the evaluation of the whole year speaks of those months, too.
    """
    [half] = reported_periods(Month.of(today).fiscal_year, PeriodKind.HALF)
    return half if half.last < Month.of(today) else None


def feedback_owed(user: User, tasks: Collection[Task], *, today: date) -> list[OwedFeedback]:
    """What the person owes of feedback, answers first: three queries at most.

    ``tasks`` are the returns of the offices that the person enters or heads.
    """
    answers = [one for one in answers_owed(tasks, today=today) if one.is_for(user.pk)]
    return answers + feedback_to_give(postings_of(user), today=today).get(user.pk, [])


def answers_owed(tasks: Collection[Task], *, today: date) -> list[OwedFeedback]:
    """The feedback that the offices of these returns are to answer: one query at most."""
    half = half_in_question(today)
    if half is None:
        return []
    plans = {task.plan.pk: task.plan for task in tasks if task.plan.span == half.fiscal_year}
    if not plans:
        return []
    return [
        OwedFeedback(plan, half, feedback_term(plan, half, found), today, found)
        for found in HalfYearFeedback.objects.filter(plan__in=plans, answered_at=None)
        if (plan := plans[found.plan_id])
    ]


def feedback_to_give(
    postings: Collection[Posting], *, today: date
) -> dict[int, list[OwedFeedback]]:
    """The feedback that the people of these postings are to give, by user id: two queries.

    It is for the reviewers of the office that decides on a plan's returns, for plans that had
    a return in the half-year. What the calendar has closed is left out. The postings have their
    offices at hand. No query in July to December, nor for who reviews nothing.
    """
    half = half_in_question(today)
    reviewing: dict[int, list[tuple[Scope, int]]] = defaultdict(list)
    for posting in postings:
        if posting.role == Role.REVIEWER:
            reviewing[posting.office_id].append((Scope.of(posting), posting.user_id))
    if half is None or not reviewing:
        return {}
    plans = [
        plan
        for plan in _without_feedback(postings, half)
        if plan.office.is_active(half.last.last_day) and plan.office.is_active(today)
    ]
    calendars = calendars_of(plans)
    deciding = reviewing_offices({plan.office for plan in plans})
    found: dict[int, list[OwedFeedback]] = defaultdict(list)
    for plan in plans:
        owed = OwedFeedback(plan, half, calendars[plan.pk].term(half), today)
        office = deciding.get(plan.office_id)
        if office is None or owed.is_closed:
            continue
        for user in {user for scope, user in reviewing[office.pk] if scope.covers(plan.office)}:
            found[user].append(owed)
    return found


def _without_feedback(postings: Collection[Posting], half: Period) -> QuerySet[Plan]:
    """The newest plans of the reviewed offices that wait for feedback, the next due first."""
    monthly_returns = MonthlyReturn.objects.filter(plan=OuterRef("pk"), month__lte=half.last)
    newer = Plan.objects.filter(
        office=OuterRef("office"),
        fiscal_year=OuterRef("fiscal_year"),
        kind=OuterRef("kind"),
        version__gt=OuterRef("version"),
    )
    plans = Plan.objects.filter(
        Exists(monthly_returns),
        ~Exists(newer),
        fiscal_year=half.fiscal_year.start,
        half_year_feedback=None,
        office__in=offices_reviewed_in(postings),
    )
    return (
        with_calendar(plans)
        .select_related("office", "fiscal_year")
        .order_by("office__path", "kind")
    )
