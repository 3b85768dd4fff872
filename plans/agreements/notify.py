"""The other side hears of a step of an agreement, in the transaction in which it happens."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet

from notices.models import NoticeKind
from notices.services import notify
from offices.models import Office, Role, User
from offices.selectors import officers_of, planners_of, superiors_of
from plans.agreements.workflow import (
    AGREE,
    HAND_DOWN,
    HAND_UP,
    PROPOSE,
    PROPOSE_AGAIN,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
)
from plans.handing_in.transitions import Party, Transition
from plans.models import Plan

_TOLD: Final = {
    HAND_UP.code: NoticeKind.TO_SIGN,
    TAKE_FROM_HEAD.code: NoticeKind.UNSIGNED,
    HAND_DOWN.code: NoticeKind.NOT_SIGNED,
    PROPOSE.code: NoticeKind.PROPOSED,
    PROPOSE_AGAIN.code: NoticeKind.PROPOSED,
    TAKE_BACK.code: NoticeKind.WITHDRAWN,
    RETURN.code: NoticeKind.SENT_BACK,
    AGREE.code: NoticeKind.AGREED,
}


def tell_of_agreement(transition: Transition, *, plan: Plan, by: User, words: str = "") -> None:
    """Those whom the step concerns hear of it. Closing is quiet."""
    what = _TOLD.get(transition.code)
    if what is not None:
        tell_other_side(what, transition, plan=plan, by=by, words=words)


def tell_other_side(
    what: NoticeKind, transition: Transition, *, plan: Plan, by: User, words: str = ""
) -> None:
    """The side that did not take the step hears of it; of one within the office its head or its
    officers.

    The notice is dated by the first month of the year that it speaks of.
    """
    to = _other_side(transition, plan.office)
    month = plan.span.months[0]
    notify(to, what, plan=plan.pk, month=month, period="year", by=by, words=words)


def _other_side(transition: Transition, office: Office) -> QuerySet[User]:
    match transition.party:
        case Party.REVIEWER | Party.SUPERIOR:
            return officers_of(office)
        case Party.WRITER | Party.OFFICER | Party.PREPARER | Party.MAKER:
            return officers_of(office, Role.HEAD)
        case Party.HEAD:
            entering = officers_of(office, Role.ENTRY)
            # Where nobody enters for the office its planners made it.
            return entering if entering.exists() else planners_of(office)
        case Party.OFFICE:
            return superiors_of(office)
