"""Who may do what with an amendment: what its page offers, and what it takes."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from offices.requests import signed_in
from offices.selectors import Access, access_of
from plans.amending.models import Amendment
from plans.amending.workflow import AGREE, HAND_DOWN, HAND_UP, PROPOSE, TAKE_BACK, TAKE_FROM_HEAD
from plans.handing_in.transitions import Transition
from plans.models import Plan

_STEPS: Final[dict[str, Transition]] = {
    "hand-up": HAND_UP,
    "take-from-head": TAKE_FROM_HEAD,
    "hand-down": HAND_DOWN,
    "propose": PROPOSE,
    "withdraw": TAKE_BACK,
    "decide": AGREE,
    "agree-all": AGREE,
}


def may_press(request: HttpRequest, plan: Plan, act: str) -> bool:
    """Whether the reader ever does this with an amendment of it; when, its service decides."""
    access = access_of(signed_in(request))
    if act == "override":
        return access.may_override(plan.office)
    if act in ("save", "drop"):
        return may_write(request, plan)
    step = _STEPS.get(act)
    return step is not None and step.is_open_to(access, plan.office)


def may_write(request: HttpRequest, plan: Plan) -> bool:
    """Whether the reader writes an amendment of the plan: of its office, or who plans for it."""
    access = access_of(signed_in(request))
    return plan.office_id in access.works_for or access.may_plan(plan.office)


def sees_within(request: HttpRequest, plan: Plan) -> bool:
    """Whether the reader sees what happens within the office: its people, and who makes its plan
    where nobody else does.
    """
    access = access_of(signed_in(request))
    return plan.office_id in access.works_for or HAND_UP.is_open_to(access, plan.office)


def may_decide(request: HttpRequest, amendment: Amendment) -> bool:
    """Whether the reader decides on it now, and did not propose it."""
    access = access_of(signed_in(request))
    return (
        AGREE.starts_from(amendment)
        and AGREE.is_open_to(access, amendment.plan.office)
        and not AGREE.is_on_own(amendment, signed_in(request))
    )


def may_take(access: Access, amendment: Amendment, step: Transition) -> bool:
    """Whether the step is possible now, and open to the reader."""
    return step.starts_from(amendment) and step.is_open_to(access, amendment.plan.office)
