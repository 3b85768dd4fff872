"""The other side hears of a step of an amendment, in the transaction in which it happens."""

from __future__ import annotations

from typing import Final

from notices.models import NoticeKind
from offices.models import User
from plans.agreements.notify import tell_other_side
from plans.amending.workflow import (
    AGREE,
    HAND_DOWN,
    HAND_UP,
    PROPOSE,
    PROPOSE_AGAIN,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
)
from plans.handing_in.transitions import Transition
from plans.models import Plan

_TOLD: Final = {
    HAND_UP.code: NoticeKind.AMEND_TO_SIGN,
    TAKE_FROM_HEAD.code: NoticeKind.AMEND_UNSIGNED,
    HAND_DOWN.code: NoticeKind.AMEND_NOT_SIGNED,
    PROPOSE.code: NoticeKind.AMENDING,
    PROPOSE_AGAIN.code: NoticeKind.AMENDING,
    TAKE_BACK.code: NoticeKind.UNAMENDING,
    RETURN.code: NoticeKind.NOT_AMENDED,
    AGREE.code: NoticeKind.AMENDED,
}


def tell_of_amendment(transition: Transition, *, plan: Plan, by: User, words: str = "") -> None:
    """The side that did not take the step hears of it."""
    tell_other_side(_TOLD[transition.code], transition, plan=plan, by=by, words=words)
