"""The other side hears of a step of an agreement, in the transaction in which it happens."""

from __future__ import annotations

from typing import Final

from notices.models import NoticeKind
from notices.services import notify
from offices.models import User
from offices.selectors import officers_of, reviewers_of
from plans.agreements.workflow import AGREE, PROPOSE, PROPOSE_AGAIN, RETURN, TAKE_BACK
from plans.handing_in.transitions import Transition
from plans.models import Plan

_TOLD: Final = {
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
    """The side that did not take the step hears of it.

    The notice is dated by the first month of the year that it speaks of.
    """
    office = plan.office
    to = officers_of(office) if transition.party.decides else reviewers_of(office)
    month = plan.span.months[0]
    notify(to, what, plan=plan.pk, month=month, period="year", by=by, words=words)
