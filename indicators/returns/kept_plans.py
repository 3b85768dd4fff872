"""What is told and reckoned when the workshop stores a plan, or stores one anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from indicators.returns.history import plan_history, record_entered
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.scores.services import store_scores
from indicators.returns.selectors.figures import figures_of
from numerals import Message
from offices.models import User
from plans.models import Plan

_HANDED_IN: Final = Message(
    bn="এর কোনো মাসের প্রতিবেদন জমা দেওয়া হয়েছে, তাই এখন আর সারি বদলানো যায় না।",
    en="A month's return of it has been submitted, so its rows cannot be replaced any more.",
)


class KeptPlans:
    """The month's part in the keeping of plans."""

    def kept(self, plan: Plan, *, by: User) -> None:
        """The history begins with the plan as a whole."""
        record_entered([plan.pk], by=by)

    def refusal(self, plan: Plan) -> Message | None:
        """What was handed in once stays as it is."""
        sheets = MonthlyReturn.objects.filter(plan=plan)
        is_handed_in = (
            bool(plan.frozen_months)
            or sheets.exclude(state=State.OPEN).exists()
            or sheets.filter(steps__isnull=False).exists()
        )
        return _HANDED_IN if is_handed_in else None

    @contextmanager
    def replacing(self, plan: Plan, *, by: User) -> Iterator[None]:
        """Every promise that changes enters the history, and the scores follow."""
        with plan_history([plan], by=by):
            yield
        figures = figures_of(plan)
        if figures.sheets:
            store_scores(figures, since=min(sheet.month for sheet in figures.sheets.values()))
