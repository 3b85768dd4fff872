"""What is told and reckoned when the workshop stores a plan, or stores one anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

from indicators.returns.history import plan_history, record_entered
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.reported_months import reported_months, store_reported_months
from indicators.returns.scores.services import Rescoring, store_scores_of
from indicators.returns.selectors.figures import PlanFigures, figures_of, figures_of_plans
from numerals import Message, Month, Value, decimals_of, round_half_up
from offices.models import User
from plans.document.methods import WrongKind, achievement_to_date
from plans.document.values import IndicatorEntry, PlanDocument
from plans.models import Plan
from plans.workshop.above import Above, Achieved, ReportedMonth

_HANDED_IN: Final = Message(
    bn="এর কোনো মাসের প্রতিবেদন জমা দেওয়া হয়েছে, তাই এখন আর সারি বদলানো যায় না।",
    en="A month's return of it has been submitted, so its rows cannot be replaced any more.",
)

_MEAN: Final = 2
"""Decimals that a mean has more than its months."""


class KeptPlans(Above):
    """The month's part in the keeping of plans."""

    def kept(self, plan: Plan, *, by: User | None) -> None:
        """The history begins with the plan as a whole."""
        record_entered([plan.pk], by=by)

    def reported(self, plan: Plan, document: PlanDocument, *, by: User) -> Sequence[ReportedMonth]:
        """What a form says of months is theirs who may type it, as long as they are open."""
        return reported_months(plan, document, by=by)

    def store_reported(
        self, plan: Plan, document: PlanDocument, months: Collection[Month], *, by: User
    ) -> Sequence[ReportedMonth]:
        """The months' first figures come from the form."""
        return store_reported_months(plan, document, months, by=by)

    def refusal(self, plan: Plan) -> Message | None:
        """What was handed in once stays as it is."""
        monthly_returns = MonthlyReturn.objects.filter(plan=plan)
        is_handed_in = (
            bool(plan.frozen_months)
            or monthly_returns.exclude(state=State.OPEN).exists()
            or monthly_returns.filter(steps__isnull=False).exists()
        )
        return _HANDED_IN if is_handed_in else None

    def achieved(self, plan: Plan) -> Achieved:
        """By each indicator's method from the months that were reported, as a reader sees it."""
        return self.achieved_of([plan])[plan.pk]

    def achieved_of(self, plans: Sequence[Plan]) -> Mapping[int, Achieved]:
        """The same of many plans: the queries do not grow with them."""
        return {one.plan.pk: _come_of(one.counted) for one in figures_of_plans(plans)}

    @contextmanager
    def replacing(
        self, plan: Plan, *, by: User | None, reasons: Mapping[str, str]
    ) -> Iterator[None]:
        """Every promise that changes enters the history, and the scores follow.

        A month that was accepted keeps the score that it was accepted with.
        """
        with plan_history([plan], by=by, reasons=reasons):
            yield
        figures = figures_of(plan)
        if figures.monthly_returns:
            since = min(figures.monthly_returns)
            store_scores_of([Rescoring(figures, since, is_of_plan=True)])


def _come_of(figures: PlanFigures) -> Achieved:
    year = figures.plan.span
    until = max((month for month in figures.monthly_returns if month in year), default=None)
    if until is None:
        return Achieved()
    document = figures.document(until=until).within_year()
    made = {entry.row: _achieved(entry) for entry in document.indicators}
    return Achieved({row: one for row, one in made.items() if one is not None}, until)


def _achieved(entry: IndicatorEntry) -> Value | None:
    if entry.method is None:
        return None
    made = achievement_to_date(entry.method, entry.achieved.items())
    if isinstance(made, Decimal) and entry.method.rule.is_mean:
        return round_half_up(made, decimals=decimals_of(*entry.achieved.values()) + _MEAN)
    return None if isinstance(made, WrongKind) else made
