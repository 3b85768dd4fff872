"""The other side hears of a step of an amendment, in the transaction in which it happens."""

from __future__ import annotations

from typing import Final

from notices.models import NoticeKind
from notices.services import notify
from offices.models import User
from offices.selectors import officers_of, reviewers_of
from plans.amending.workflow import AGREE, PROPOSE, PROPOSE_AGAIN, RETURN, TAKE_BACK
from plans.handing_in.transitions import Transition
from plans.models import Plan

_TOLD: Final = {
    PROPOSE.code: NoticeKind.AMENDING,
    PROPOSE_AGAIN.code: NoticeKind.AMENDING,
    TAKE_BACK.code: NoticeKind.UNAMENDING,
    RETURN.code: NoticeKind.NOT_AMENDED,
    AGREE.code: NoticeKind.AMENDED,
}


def tell_of_amendment(transition: Transition, *, plan: Plan, by: User, words: str = "") -> None:
    """Those whom the step concerns hear of it: the side that did not take it.

    The notice is dated by the first month of the year that it speaks of.
    """
    office = plan.office
    to = officers_of(office) if transition.party.decides else reviewers_of(office)
    month = plan.span.months[0]
    notify(to, _TOLD[transition.code], plan=plan.pk, month=month, period="year", by=by, words=words)
