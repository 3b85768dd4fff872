"""All that is done with an office and its returns, each with the question that decides who does it.

The pages ask the same questions; ``indicators.work.roles.matrix`` asks them for every role.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.periods import workflow as reports
from indicators.returns.models import State
from indicators.returns.workflow import (
    ACCEPT,
    HAND_DOWN,
    HAND_UP,
    IN_OFFICE,
    RECALL,
    REOPEN,
    RESUBMIT,
    RETURN,
    SUBMIT,
    TAKE_BACK,
    WITH_OFFICE,
)
from offices.models import Office
from offices.selectors import Access
from plans.agreements import workflow as agreements
from plans.amending import workflow as amendments
from plans.handing_in.transitions import Party, Transition


@dataclass(frozen=True, slots=True)
class Action:
    """Something that is done with an office, or with its returns.

    ``states`` are those of a return that it is bound to, none if to no state; ``condition`` is
    what else has to be so.
    """

    code: str
    label: Promise
    is_open_to: Callable[[Access, Office], bool]
    states: tuple[State, ...] = ()
    condition: Promise | str = ""

    @property
    def when(self) -> str:
        """The states of a return in which it is done, in the reader's language."""
        return ", ".join(str(state.label) for state in self.states)


_CONDITIONS: Final[dict[tuple[bool, bool], Promise | str]] = {
    (False, False): "",
    (True, False): _("with a reason"),
    (False, True): _("not by the person who submitted it"),
    (True, True): _("with a reason, not by the person who submitted it"),
}
"""By whether a step needs a reason, and another person than who submitted."""

_OF_PROPOSALS: Final[dict[tuple[bool, bool], Promise | str]] = {
    **_CONDITIONS,
    (False, True): _("not by the person who proposed it"),
    (True, True): _("with a reason, not by the person who proposed it"),
}
"""The same of agreements and amendments."""


def _step(code: str, label: Promise, *transitions: Transition) -> Action:
    """The action of taking one of the steps, which all belong to one party."""
    first = transitions[0]
    sources = frozenset[State]().union(*(one.sources for one in transitions))
    return Action(
        code,
        label,
        first.is_open_to,
        states=tuple(state for state in State if state in sources),
        condition=_("until a reviewer has opened it")
        if first.until_opened
        else _CONDITIONS[first.needs_reason, first.needs_another],
    )


def _agreement(code: str, label: Promise, step: Transition) -> Action:
    """The action of taking a step of an agreement or amendment; its states are no return's."""
    condition: Promise | str
    if step.party in (Party.PREPARER, Party.MAKER):
        condition = _("a planner only where the office has a head and no entry officer")
    elif step.until_opened:
        condition = _("until the superior office has opened it")
    else:
        condition = _OF_PROPOSALS[step.needs_reason, step.needs_another]
    return Action(code, label, step.is_open_to, condition=condition)


def _administers(access: Access, _office: Office) -> bool:
    return access.administers


def _answers_feedback(access: Access, office: Office) -> bool:
    return access.may_enter(office) or access.may_submit(office)


def _makes_plans(access: Access, office: Office) -> bool:
    return access.may_plan(office) or office.pk in access.works_for


ACTIONS: Final = (
    Action("read", _("Read plans, figures, scores, evidence and history"), Access.sees),
    Action(
        "compare",
        _("Compare offices by name, on the dashboard and on an indicator's page"),
        Access.may_compare,
    ),
    Action(
        "enter",
        _("Enter figures and remarks, add and remove evidence"),
        Access.may_enter,
        states=WITH_OFFICE,
    ),
    Action(
        "check",
        _("Check a return before it is submitted"),
        Access.may_prepare,
        states=IN_OFFICE,
    ),
    _step("hand-up", _("Send a return to the head of the office"), HAND_UP),
    _step("take-back", _("Take a return back from the head"), TAKE_BACK),
    Action(
        "correct",
        _("Correct figures sent to the head"),
        Access.heads_office,
        states=(State.WITH_HEAD,),
    ),
    _step("hand-down", _("Give a return back to the officer"), HAND_DOWN),
    _step("submit", _("Submit a return"), SUBMIT, RESUBMIT),
    _step("recall", _("Take a submission back"), RECALL),
    Action("follow", _("See the review page and the steps so far"), Access.may_follow),
    Action(
        "judge",
        _("Mark evidence as accepted or not"),
        Access.may_review,
        states=tuple(state for state in State if state not in IN_OFFICE),
        condition=_("not by the person who added it"),
    ),
    Action("comment", _("Comment on a return and its cells"), Access.may_comment),
    _step("return", _("Return a monthly return to the office"), RETURN),
    _step("accept", _("Accept a return"), ACCEPT),
    _step("reopen", _("Reopen an accepted return"), REOPEN),
    _step(
        "hand-up-report",
        _("Send a quarterly report or the annual evaluation to the head of the office"),
        reports.HAND_UP,
    ),
    _step(
        "take-back-report",
        _("Take a quarterly report or the annual evaluation back from the head"),
        reports.TAKE_BACK,
    ),
    _step(
        "hand-down-report",
        _("Give a quarterly report or the annual evaluation back to the officer"),
        reports.HAND_DOWN,
    ),
    _step(
        "submit-report",
        _("Submit a quarterly report or the annual evaluation"),
        reports.SUBMIT,
        reports.RESUBMIT,
    ),
    _step(
        "recall-report",
        _("Take back a submitted quarterly report or annual evaluation"),
        reports.RECALL,
    ),
    _step(
        "accept-report",
        _("Accept a quarterly report, make the annual evaluation final"),
        reports.ACCEPT,
    ),
    _step("return-report", _("Return a quarterly report or the annual evaluation"), reports.RETURN),
    _agreement("hand-up-plan", _("Send a plan to the head of the office"), agreements.HAND_UP),
    _agreement("take-back-plan", _("Take a plan back from the head"), agreements.TAKE_FROM_HEAD),
    _agreement("hand-down-plan", _("Give a plan back to the officer"), agreements.HAND_DOWN),
    _agreement("propose", _("Sign a plan and propose it"), agreements.PROPOSE),
    _agreement("withdraw", _("Take the proposal of a plan back"), agreements.TAKE_BACK),
    _agreement("send-back", _("Return a proposed plan to the office"), agreements.RETURN),
    _agreement("agree", _("Sign the agreement for the superior office"), agreements.AGREE),
    _agreement("close", _("Close the agreement of a year"), agreements.CLOSE),
    Action(
        "override",
        _("Let an error in a plan stand"),
        Access.may_override,
        condition=_("with a reason; a planner only at the highest office"),
    ),
    _agreement(
        "hand-up-amendment",
        _("Send an amendment to the head of the office"),
        amendments.HAND_UP,
    ),
    _agreement(
        "take-amendment-from-head",
        _("Take an amendment back from the head"),
        amendments.TAKE_FROM_HEAD,
    ),
    _agreement(
        "hand-down-amendment", _("Give an amendment back to the officer"), amendments.HAND_DOWN
    ),
    _agreement(
        "amend", _("Sign an amendment of an agreed plan and propose it"), amendments.PROPOSE
    ),
    _agreement("take-amendment-back", _("Take a proposed amendment back"), amendments.TAKE_BACK),
    _agreement(
        "decide-amendment", _("Agree to the rows of an amendment, or return them"), amendments.AGREE
    ),
    Action("make-plan", _("Make the office's plan in the workshop"), _makes_plans),
    Action(
        "write-text",
        _("Write the agreement's text: preamble, vision, functions and the other parts"),
        _makes_plans,
        condition=_("until it is proposed"),
    ),
    Action(
        "handle-alerts",
        _("Dismiss, assign and comment on what needs attention"),
        Access.may_handle_alerts,
    ),
    Action("give-feedback", _("Give the feedback of the half-year"), Access.may_review),
    Action(
        "answer-feedback",
        _("Answer the feedback of the half-year"),
        _answers_feedback,
        condition=_("not by the person who gave it"),
    ),
    Action(
        "set-calendar",
        _("Set the calendar of the year"),
        lambda access, _office: access.may_set_calendar,
        condition=_("a planner only at the highest office"),
    ),
    Action(
        "set-rules",
        _("Set the rules of the year, see what they change, put them in force"),
        lambda access, _office: access.may_set_rules,
        condition=_("a planner only at the highest office"),
    ),
    Action(
        "share-with-all",
        _("Share a saved view of a list with everyone"),
        lambda access, _office: access.may_share_with_all,
        condition=_("a planner only at the highest office"),
    ),
    Action(
        "extend",
        _("Give an office extra time, and take it back"),
        Access.may_extend,
        condition=_("with a reason"),
    ),
    Action(
        "hand-over",
        _("Print the hand-over of others posted at the office"),
        Access.may_hand_over,
    ),
    Action(
        "audit",
        _("Read the log of offices and people, the scoring rules and the integrity checks"),
        Access.may_audit,
    ),
    Action(
        "let-in",
        _("Make a link to set a password, reset two-step sign-in"),
        _administers,
        condition=_("not of superusers' accounts"),
    ),
    Action(
        "administer", _("Manage offices, people, postings, plans and scoring rules"), _administers
    ),
)
"""In the order of a return's way."""
