"""The returns that wait, each with what speaks against accepting it without another look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from indicators.exceptions.models import StandingAlert
from indicators.returns.comments.models import Comment, CommentKind
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.selectors import present_evidence
from indicators.returns.models import MonthlyReturn, Score, State
from indicators.returns.workflow import IN_REVIEW
from numerals import Month
from offices.models import User


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is open about a return, by what it is; nothing of one that is clean.

    ``odd`` are indicators that looked odd when it was submitted, ``alerts`` what the rules of what
    needs attention found, ``comments`` threads that nobody settled, ``evidence`` files that were
    not accepted. ``is_unsent`` is one that was reopened and not submitted again, ``is_frozen`` one
    whose quarter or year is reported.
    """

    odd: int = 0
    alerts: int = 0
    comments: int = 0
    evidence: int = 0
    is_own: bool = False
    is_unsent: bool = False
    is_frozen: bool = False

    @property
    def are_none(self) -> bool:
        """Whether nothing speaks against it."""
        return self == _NONE


_NONE = Doubts()


@dataclass(frozen=True, slots=True)
class ReturnToDecide:
    """A return that waits for a decision: its score to date, the month before's, its doubts."""

    monthly_return: MonthlyReturn
    doubts: Doubts
    score: Score | None = None
    before: Decimal | None = None

    @property
    def key(self) -> str:
        """The return as it was looked at: ``12:3`` is return 12 in its third writing."""
        return f"{self.monthly_return.pk}:{self.monthly_return.version}"

    @property
    def movement(self) -> Decimal | None:
        """How much higher its score to date is than a month before."""
        now = self.score.normalised if self.score else None
        return None if now is None or self.before is None else now - self.before


@dataclass(frozen=True, slots=True)
class Queue:
    """The returns that wait, apart by whether anything is open about them."""

    waiting: Sequence[ReturnToDecide] = field(default_factory=tuple)

    @property
    def clean(self) -> list[ReturnToDecide]:
        """Those that may be accepted together."""
        return [one for one in self.waiting if one.doubts.are_none]

    @property
    def doubtful(self) -> list[ReturnToDecide]:
        """Those to be looked at one by one."""
        return [one for one in self.waiting if not one.doubts.are_none]


def waiting_with_doubts(returns: QuerySet[MonthlyReturn], *, by: User) -> Queue:
    """The returns with what is open about each as ``by`` sees it: five queries, however many."""
    found = list(returns)
    plans = {one.plan_id for one in found}
    months = {one.month for one in found}
    alerts = _alerts(plans)
    comments = _open_threads(plans, months)
    evidence = Counter(
        (plan, month)
        for plan, month in present_evidence()
        .filter(indicator__plan__in=plans, month__in=months, verdict=EvidenceVerdict.NOT_VERIFIED)
        .values_list("indicator__plan", "month")
    )
    scores = {
        (score.plan_id, score.month): score
        for score in Score.objects.filter(
            plan__in=plans, month__in={*months, *(month.previous for month in months)}
        )
    }
    return Queue(
        [
            ReturnToDecide(
                one,
                Doubts(
                    odd=one.odd_indicators,
                    alerts=alerts[one.plan_id, str(one.month)],
                    comments=comments[one.plan_id, one.month],
                    evidence=evidence[one.plan_id, one.month],
                    is_own=one.submitted_by_id == by.pk,
                    is_unsent=State(one.state) not in IN_REVIEW,
                    is_frozen=one.is_frozen,
                ),
                score=scores.get((one.plan_id, one.month)),
                before=_normalised(scores.get((one.plan_id, one.month.previous))),
            )
            for one in found
        ]
    )


def _normalised(score: Score | None) -> Decimal | None:
    return score.normalised if score else None


def _alerts(plans: Iterable[int]) -> Counter[tuple[int, str]]:
    """Alerts that stand and that nobody dismissed, by plan and month."""
    standing = StandingAlert.objects.filter(plan__in=plans, ended_at=None).filter(
        Q(dismissed_until=None) | Q(dismissed_until__lt=timezone.localdate())
    )
    return Counter(standing.values_list("plan", "month"))


def _open_threads(plans: Iterable[int], months: Iterable[Month]) -> Counter[tuple[int, Month]]:
    """Threads that were not settled, by plan and month."""
    last: dict[tuple[int, Month, int | None], str] = {}
    lines = Comment.objects.filter(plan__in=plans, month__in=months).order_by("pk")
    for plan, month, indicator, kind in lines.values_list("plan", "month", "indicator", "kind"):
        last[plan, month, indicator] = kind
    return Counter(
        (plan, month)
        for (plan, month, _indicator), kind in last.items()
        if kind != CommentKind.SETTLED
    )
