"""Agreements that are to be signed and amendments that are being written, as reminders.

An agreement is reminded of until amendments of its year may be proposed no more: after that it is
the planner's list that names it. An amendment has nothing to be reminded of once its day is over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from indicators.work.notices.reminders import Reminder, ToDo, officers_among, signing_among
from numerals import Month
from offices.models import HeldPosting, Role
from plans.addresses import plan_url
from plans.agreements.models import Agreement
from plans.agreements.workflow import IN_REVIEW
from plans.amending.models import Amendment
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Period, PeriodKind
from plans.handing_in.states import State
from plans.models import Plan

_IN_HANDS = (State.OPEN, State.RETURNED, State.WITH_HEAD)


def signing_owed_by(
    hands: Mapping[int, Collection[HeldPosting]], *, today: date
) -> Iterator[tuple[int, Reminder]]:
    """What is to be signed with each one of the office's people who does the next thing about it:
    two queries, and two for the calendar where something is.
    """
    agreements, amendments = _agreements(hands, today=today), _amendments(hands)
    plans = [one.plan for one in agreements] + [one.plan for one in amendments]
    calendars = calendars_of(plans)
    for agreement in agreements:
        plan = agreement.plan
        first, calendar = plan.span.months[0], calendars[plan.pk]
        signing = Period(first, PeriodKind.AGREEMENT)
        if today > calendar.term(Period(first, PeriodKind.AMENDMENT)).due:
            continue
        due = calendar.term(signing).due
        url = plan_url("plans:agreement", plan)
        tasks = ToDo.SIGN_PLAN, ToDo.HAND_UP_PLAN, ToDo.SIGN_OR_GIVE_BACK
        for user, to_do in _doing(agreement, hands[plan.office_id], tasks).items():
            state, left = agreement.office_state, (due - today).days
            yield user, Reminder(plan, signing, url, state, due, left, to_do)
    for amendment in amendments:
        plan = amendment.plan
        period = Period(plan.span.months[0], PeriodKind.AMENDMENT)
        due = calendars[plan.pk].term(period).due
        if today > due:
            continue
        url = plan_url("indicators:amendment", plan)
        tasks = ToDo.AMEND, ToDo.HAND_UP_AMENDMENT, ToDo.SIGN_OR_GIVE_BACK
        for user, to_do in _doing(amendment, hands[plan.office_id], tasks).items():
            state, left = amendment.office_state, (due - today).days
            yield user, Reminder(plan, period, url, state, due, left, to_do)


def _agreements(offices: Collection[int], *, today: date) -> list[Agreement]:
    """The offices' agreements of this year and later that are with them, not stored ones too."""
    first = Month.of(today).fiscal_year.start
    plans = (
        Plan.objects.filter(office__in=offices, agreed_version=0, fiscal_year__gte=first)
        .exclude(agreement__state__in=IN_REVIEW)
        .select_related("office", "fiscal_year", "rule_set", "agreement")
    )
    return [_agreement_of(plan) for plan in plans]


def _agreement_of(plan: Plan) -> Agreement:
    try:
        held = plan.agreement
    except Agreement.DoesNotExist:
        held = Agreement()
    held.plan = plan
    return held


def _amendments(offices: Collection[int]) -> list[Amendment]:
    """The amendments that the offices are writing, or that their heads have."""
    found = Amendment.objects.filter(
        plan__office__in=offices, state__in=_IN_HANDS, dropped_at=None
    ).select_related("plan__office", "plan__fiscal_year", "plan__rule_set")
    return list(found)


def _doing(
    held: Agreement | Amendment,
    hands: Collection[HeldPosting],
    tasks: tuple[ToDo, ToDo, ToDo],
) -> dict[int, ToDo]:
    """Who of the office's people does the next thing about it, and what that is: ``tasks`` are
    those of who signs, of who hands it up, and of the head who has it.
    """
    own = list(hands)
    sign, hand_up, with_head = tasks
    signing = signing_among(own)
    if held.state == State.WITH_HEAD:
        return dict.fromkeys(signing, with_head)
    alone = {
        one.posting.user_id for one in own if one.posting.role == Role.HEAD and not one.has_officer
    }
    return dict.fromkeys(alone, sign) | {
        user: sign if user in signing else hand_up for user in officers_among(own)
    }
