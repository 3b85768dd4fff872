"""Which notices still tell what is so: the others are not sent by email as something new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from indicators.periods.feedback.models import HalfYearFeedback
from indicators.periods.models import PeriodReport
from indicators.returns.comments.models import Comment, CommentKind
from indicators.returns.evidence.models import EvidenceVerdict
from indicators.returns.evidence.selectors import present_evidence
from indicators.returns.models import MonthlyReturn, State
from indicators.returns.workflow import IN_OFFICE, IN_REVIEW, WITH_OFFICE
from notices.models import AGREEMENT_STEPS, AMENDMENT_STEPS, STEPS, Notice, NoticeKind
from numerals import Month
from plans.agreements.models import Agreement
from plans.amending.models import Amendment
from plans.calendar.terms import Period, PeriodKind
from plans.models import Plan

_GROUPS: Final[tuple[tuple[NoticeKind, ...], ...]] = (
    STEPS,
    AGREEMENT_STEPS,
    AMENDMENT_STEPS,
    (NoticeKind.EXTENDED, NoticeKind.SHORTENED),
    (NoticeKind.FEEDBACK,),
)
"""Of each of these, only the newest about one thing is so."""

_STANDS_WHILE: Final[dict[NoticeKind, Collection[State]]] = {
    NoticeKind.SUBMITTED: (State.SUBMITTED,),
    NoticeKind.RESUBMITTED: (State.RESUBMITTED,),
    NoticeKind.RETURNED: (State.RETURNED,),
    NoticeKind.ACCEPTED: (State.ACCEPTED,),
    NoticeKind.REOPENED: (State.REOPENED,),
    NoticeKind.HANDED_UP: (State.WITH_HEAD,),
    NoticeKind.TAKEN_BACK: WITH_OFFICE,
    NoticeKind.HANDED_DOWN: WITH_OFFICE,
    NoticeKind.RECALLED: IN_OFFICE,
    NoticeKind.SENT: IN_REVIEW,
    NoticeKind.TO_SIGN: (State.WITH_HEAD,),
    NoticeKind.UNSIGNED: (State.OPEN, State.RETURNED),
    NoticeKind.NOT_SIGNED: (State.OPEN, State.RETURNED),
    NoticeKind.PROPOSED: IN_REVIEW,
    NoticeKind.WITHDRAWN: (State.OPEN, State.RETURNED),
    NoticeKind.SENT_BACK: (State.RETURNED,),
    NoticeKind.AGREED: (State.ACCEPTED,),
    NoticeKind.AMENDING: IN_REVIEW,
    NoticeKind.UNAMENDING: (State.OPEN, State.RETURNED),
    NoticeKind.NOT_AMENDED: (State.RETURNED,),
    NoticeKind.AMEND_TO_SIGN: (State.WITH_HEAD,),
    NoticeKind.AMEND_UNSIGNED: (State.OPEN, State.RETURNED),
    NoticeKind.AMEND_NOT_SIGNED: (State.OPEN, State.RETURNED),
    NoticeKind.REMINDED: WITH_OFFICE,
}
"""The states in which a notice of a step is still true."""


def still_so(notices: Collection[Notice]) -> list[Notice]:
    """Those that are not overtaken, in their order (newest first): a few queries for all.

    Of the steps of one return, agreement or amendment, of the wordings of one feedback and of the
    changes of one term the newest alone; a step only while what it is of stands so; a comment until
    its thread is settled or the recipient has answered; evidence that was not accepted while it is
    there; a reminder until what it is of is submitted, proposed, or made.
    """
    overtaken = _overtaken(notices)
    found: list[Notice] = []
    told: set[tuple[object, ...]] = set()
    for notice in notices:
        what = NoticeKind(notice.what)
        group = next((one for one in _GROUPS if what in one), None)
        if group is not None:
            key = notice.recipient_id, group, notice.plan_id, notice.month, notice.period
            if key in told:
                continue
            told.add(key)
        if not overtaken[what](notice):
            found.append(notice)
    return found


def _overtaken(notices: Collection[Notice]) -> dict[NoticeKind, Callable[[Notice], bool]]:
    """For each kind of notice, whether one of it no longer says what is so."""
    by_kind: dict[NoticeKind, list[Notice]] = {what: [] for what in NoticeKind}
    for notice in notices:
        by_kind[NoticeKind(notice.what)].append(notice)
    steps = [one for what in STEPS for one in by_kind[what]]
    asks: dict[NoticeKind, Callable[[Notice], bool]] = dict.fromkeys(NoticeKind, lambda _: False)
    asks.update(dict.fromkeys(STEPS, _steps_overtaken(steps)))
    signed = [one for what in AGREEMENT_STEPS for one in by_kind[what]]
    asks.update(dict.fromkeys(AGREEMENT_STEPS, _agreements_overtaken(signed)))
    amending = [what for what in AMENDMENT_STEPS if what in _STANDS_WHILE]
    amended = [one for what in amending for one in by_kind[what]]
    asks.update(dict.fromkeys(amending, _amendments_overtaken(amended)))
    asks[NoticeKind.REMINDED] = _reminders_overtaken(by_kind[NoticeKind.REMINDED])
    asks[NoticeKind.COMMENTED] = _comments_overtaken(by_kind[NoticeKind.COMMENTED])
    asks[NoticeKind.FEEDBACK] = _feedback_overtaken(by_kind[NoticeKind.FEEDBACK])
    asks[NoticeKind.DISPROVED] = _evidence_overtaken(by_kind[NoticeKind.DISPROVED])
    return asks


def _reminders_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    unmade = [one for one in notices if one.plan_id is None]
    of_returns = [one for one in notices if one.period == PeriodKind.MONTH]
    of_plans = [one for one in notices if one.plan_id and one.period != PeriodKind.MONTH]
    made: set[tuple[int, int, str]] = set()
    if unmade:
        found = Plan.objects.filter(office__in={one.office_id for one in unmade}).order_by()
        made.update(found.values_list("office_id", "fiscal_year_id", "kind"))
    is_sent = _steps_overtaken(of_returns)
    is_proposed = _agreements_overtaken(of_plans)

    def is_overtaken(notice: Notice) -> bool:
        if notice.plan_id is None:
            return (notice.office_id, notice.month.fiscal_year.start, notice.kind) in made
        asks = is_sent if notice.period == PeriodKind.MONTH else is_proposed
        return asks(notice)

    return is_overtaken


def _steps_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    plans = {one.plan_id for one in notices}
    states: dict[tuple[int | None, Month, str], str] = {}
    if any(one.period == PeriodKind.MONTH for one in notices):
        for plan, month, state in MonthlyReturn.objects.filter(
            plan__in=plans, month__in={one.month for one in notices}
        ).values_list("plan_id", "month", "state"):
            states[plan, month, PeriodKind.MONTH] = state
    if any(one.period != PeriodKind.MONTH for one in notices):
        by_plan = {one.plan.pk: one.plan for one in notices if one.plan}
        for report in PeriodReport.objects.filter(plan__in=plans):
            report.plan = by_plan[report.plan_id]
            period: Period = report.period
            states[report.plan_id, period.last, period.kind] = report.state

    def is_overtaken(notice: Notice) -> bool:
        state = states.get((notice.plan_id, notice.month, notice.period), State.OPEN)
        return state not in _STANDS_WHILE[NoticeKind(notice.what)]

    return is_overtaken


def _agreements_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    states: dict[int | None, str] = {}
    if notices:
        found = Agreement.objects.filter(plan__in={one.plan_id for one in notices})
        states = dict(found.values_list("plan_id", "state"))

    def is_overtaken(notice: Notice) -> bool:
        state = states.get(notice.plan_id, State.OPEN)
        return state not in _STANDS_WHILE[NoticeKind(notice.what)]

    return is_overtaken


def _amendments_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    """Of the steps before the last one: an amendment that is over leaves none of them so."""
    states: dict[int | None, str] = {}
    if notices:
        found = Amendment.objects.filter(
            plan__in={one.plan_id for one in notices}, dropped_at=None
        ).exclude(state=State.ACCEPTED)
        states = dict(found.values_list("plan_id", "state"))

    def is_overtaken(notice: Notice) -> bool:
        return states.get(notice.plan_id) not in _STANDS_WHILE[NoticeKind(notice.what)]

    return is_overtaken


def _comments_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    lines: dict[tuple[int | None, Month, int | None], list[Comment]] = {}
    if notices:
        for line in Comment.objects.filter(
            plan__in={one.plan_id for one in notices}, month__in={one.month for one in notices}
        ).order_by("pk"):
            lines.setdefault((line.plan_id, line.month, line.indicator_id), []).append(line)

    def is_overtaken(notice: Notice) -> bool:
        thread = lines.get((notice.plan_id, notice.month, notice.indicator_id), [])
        later = [line for line in thread if line.at > notice.at]
        is_settled = bool(thread) and thread[-1].kind == CommentKind.SETTLED
        return is_settled or any(line.by_id == notice.recipient_id for line in later)

    return is_overtaken


def _feedback_overtaken(notices: Iterable[Notice]) -> Callable[[Notice], bool]:
    plans = {one.plan_id for one in notices}
    answered: set[int] = set()
    if plans:
        found = HalfYearFeedback.objects.filter(plan__in=plans).exclude(answered_at=None)
        answered = set(found.values_list("plan_id", flat=True))
    return lambda notice: notice.plan_id in answered


def _evidence_overtaken(notices: Collection[Notice]) -> Callable[[Notice], bool]:
    cells: set[tuple[int, Month]] = set()
    if notices:
        found = present_evidence().filter(
            indicator__in={one.indicator_id for one in notices},
            verdict=EvidenceVerdict.NOT_VERIFIED,
        )
        cells = set(found.values_list("indicator_id", "month"))
    return lambda notice: (notice.indicator_id, notice.month) not in cells
