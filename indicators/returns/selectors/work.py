"""What a person owes: the returns of the own offices that are open, late or given back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import QuerySet

from indicators.returns.models import MonthlyReturn, Score, State
from indicators.returns.selectors.owed import months_waited_for, name_of
from indicators.returns.status import ReturnStatus
from numerals import Month
from offices.models import User
from offices.selectors import Access, access_of, reviewing_offices
from plans.addresses import plan_url
from plans.calendar.selectors import calendars_of, with_calendar
from plans.models import Plan
from plans.selectors import frequencies_of, with_frequencies


@dataclass(frozen=True)
class Task:
    """A return that the office owes or has handed in."""

    plan: Plan
    month: Month
    return_status: ReturnStatus
    reported: int
    indicators: int

    @property
    def monthly_return(self) -> MonthlyReturn | None:
        """The stored return; ``None`` if it was not begun."""
        return self.return_status.monthly_return

    @property
    def state(self) -> State:
        """Where the return stands."""
        return self.return_status.state

    def is_for(self, access: Access) -> bool:
        """Whether the next thing within the office is the person's: to enter, or to sign."""
        if self.return_status.is_with_head:
            return access.may_submit(self.plan.office)
        return access.may_enter(self.plan.office)

    @property
    def url(self) -> str:
        """Where the next thing is done: the form, or the look before it is signed."""
        page = "check" if self.return_status.is_with_head else "entry"
        return plan_url(f"indicators:{page}", self.plan, self.month)


@dataclass(frozen=True)
class Work:
    """The returns of a person's offices: what is to do, and what was handed in lately."""

    every: tuple[Task, ...]
    access: Access

    @property
    def tasks(self) -> list[Task]:
        """What is the person's own to do, returned first."""
        return [task for task in self._with_office if task.is_for(self.access)]

    @property
    def with_others(self) -> list[Task]:
        """What is with the office's head, or its officer, and not with the person."""
        return [task for task in self._with_office if not task.is_for(self.access)]

    @property
    def _with_office(self) -> list[Task]:
        mine = [task for task in self.every if task.return_status.is_with_office]
        return sorted(
            mine,
            key=lambda task: (
                task.return_status.office_state != State.RETURNED,
                task.return_status.term.due,
            ),
        )

    @property
    def handed_in(self) -> list[Task]:
        """What is not with the office any more, newest first."""
        away = [task for task in self.every if not task.return_status.is_with_office]
        return sorted(away, key=lambda task: task.month, reverse=True)[:_HANDED_IN]


_HANDED_IN = 6


def work_of(user: User, *, today: date) -> Work:
    """The returns of the offices that the person enters or heads: four queries."""
    access = access_of(user)
    return Work(tuple(tasks_of(access.works_for, today=today)), access)


def tasks_of(
    offices: Collection[int], *, today: date, returns: QuerySet[MonthlyReturn] | None = None
) -> list[Task]:
    """The returns that the offices owe or have handed in: four queries, none for no office.

    Their returns are those of ``returns``, where a caller asks more of them.

    A month counts from its first return on: months before the plan came to this system
    are not owed, nor are those that no indicator is asked for in.
    """
    plans = list(_at_work() & Plan.objects.filter(office__in=offices) if offices else ())
    if not plans:
        return []
    found = MonthlyReturn.objects.all() if returns is None else returns
    monthly_returns = {
        (monthly_return.plan_id, monthly_return.month): monthly_return
        # By the plans' ids: their own order would join their offices and years.
        for monthly_return in found.filter(plan__in=plans).order_by("plan_id", "month")
    }
    known = {plan.pk: plan for plan in plans}
    for monthly_return in monthly_returns.values():
        # Whether its month is frozen, its plan says.
        monthly_return.plan = known[monthly_return.plan_id]
    scores = Score.objects.filter(plan__in=plans).order_by()
    scores = scores.only("plan", "month", "reported", "indicators")
    filled = {(score.plan_id, score.month): score for score in scores}
    calendars = calendars_of(plans)
    reviewing = reviewing_offices([plan.office for plan in plans])
    return [
        _task(
            plan,
            month,
            ReturnStatus(
                monthly_returns.get((plan.pk, month)),
                calendars[plan.pk].of_month(month),
                today,
                office=plan.office.name,
                reviewing=name_of(reviewing.get(plan.office_id)),
                is_ours=True,
            ),
            filled.get((plan.pk, month)),
        )
        for plan in plans
        for month in months_waited_for(
            plan,
            [month for pk, month in monthly_returns if pk == plan.pk],
            frequencies_of(plan),
            on=today,
        )
    ]


@cache
def _at_work() -> QuerySet[Plan]:
    """All plans with what tells their months' returns. Made once, as it is asked by every page
    that somebody's work begins with.
    """
    plans = Plan.objects.select_related("office", "fiscal_year")
    return with_frequencies(with_calendar(plans))


def _task(plan: Plan, month: Month, return_status: ReturnStatus, score: Score | None) -> Task:
    return Task(
        plan=plan,
        month=month,
        return_status=return_status,
        reported=score.reported if score else 0,
        indicators=score.indicators if score else 0,
    )
