"""Agreements and amendments that wait for a person: to be proposed, or to be decided on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from offices.models import User
from offices.selectors import Access
from plans.addresses import plan_url
from plans.agreements.models import Agreement
from plans.agreements.selectors import agreements_waiting, plans_to_sign
from plans.amending.models import Amendment
from plans.amending.selectors import amendments_to_write, amendments_waiting
from plans.calendar.selectors import calendars_of
from plans.calendar.terms import Period, PeriodKind
from plans.handing_in.states import State
from plans.models import Plan

_SHOWN: Final = 12
"""Of each kind on My work."""


class SigningStep(StrEnum):
    """What there is to do with it, by whoever it waits for."""

    DECIDE = "decide"
    SIGN = "sign"
    SIGN_OR_GIVE_BACK = "sign-or-give-back"
    HAND_UP = "hand-up"
    AMEND = "amend"
    AMEND_AND_HAND_UP = "amend-hand-up"
    SIGN_AMENDMENT = "sign-amendment"


@dataclass(frozen=True, slots=True)
class ToSign:
    """What waits for the person; ``due`` is the last day for it by the calendar."""

    subject: Agreement | Amendment
    due: date
    today: date
    to_do: SigningStep

    @property
    def decides(self) -> bool:
        """Whether the person stands on the superior side."""
        return self.to_do is SigningStep.DECIDE

    @property
    def plan(self) -> Plan:
        """The plan that it belongs to."""
        return self.subject.plan

    @property
    def is_amendment(self) -> bool:
        """Whether an agreed plan is to be changed."""
        return isinstance(self.subject, Amendment)

    @property
    def url(self) -> str:
        """The page on which it is proposed or decided on."""
        place = "indicators:amendment" if self.is_amendment else "plans:agreement"
        return plan_url(place, self.plan)

    @property
    def days_left(self) -> int:
        """Days until it is due; negative afterwards."""
        return (self.due - self.today).days

    @property
    def late_by(self) -> int:
        """Days since it was due; 0 in time, and where an amendment that was proposed in time is
        decided on.
        """
        return 0 if self.decides and self.is_amendment else max(0, -self.days_left)


def signing_of(user: User, access: Access, *, today: date) -> list[ToSign]:
    """What waits for the person, decisions first: a query for each kind that they sign, and two
    for the calendar where something waits.
    """
    deciding: list[Agreement | Amendment] = [
        *agreements_waiting(user)[:_SHOWN],
        *amendments_waiting(user)[:_SHOWN],
    ]
    proposing: list[Agreement | Amendment] = [
        *map(_agreement_of, plans_to_sign(access)[:_SHOWN]),
        *amendments_to_write(access)[:_SHOWN],
    ]
    calendars = calendars_of([one.plan for one in (*deciding, *proposing)])

    def told(subject: Agreement | Amendment, to_do: SigningStep) -> ToSign:
        kind = PeriodKind.AMENDMENT if isinstance(subject, Amendment) else PeriodKind.AGREEMENT
        term = calendars[subject.plan.pk].term(Period(subject.plan.span.months[0], kind))
        return ToSign(subject, term.due, today, to_do)

    return [
        *(told(one, SigningStep.DECIDE) for one in deciding),
        *(told(one, _proposing(one, access)) for one in proposing),
    ]


def _proposing(subject: Agreement | Amendment, access: Access) -> SigningStep:
    if isinstance(subject, Amendment):
        if subject.state == State.WITH_HEAD:
            return SigningStep.SIGN_AMENDMENT
        hands_up = access.may_hand_up(subject.plan.office)
        return SigningStep.AMEND_AND_HAND_UP if hands_up else SigningStep.AMEND
    if subject.state == State.WITH_HEAD:
        return SigningStep.SIGN_OR_GIVE_BACK
    return SigningStep.HAND_UP if access.may_hand_up(subject.plan.office) else SigningStep.SIGN


def _agreement_of(plan: Plan) -> Agreement:
    """The plan's agreement as stored, or one that is not stored yet."""
    try:
        return plan.agreement
    except Agreement.DoesNotExist:
        return Agreement(plan=plan)
