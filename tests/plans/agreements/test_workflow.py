"""Every step in every state, as every kind of person: what may follow what, and by whom."""

from __future__ import annotations

from typing import Final

import pytest

from offices.models import Role, User
from offices.selectors import access_of
from plans.agreements.models import Agreement
from plans.agreements.moves import AgreementMove
from plans.agreements.workflow import PROPOSE, PROPOSE_AGAIN, STATES, STEPS, proposal_of
from plans.handing_in.refusals import NotTheirStep, StepRefused
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition
from tests.cast import Cast, person
from tests.plans.agreements.signing import let_errors_stand, planner_of

pytestmark = pytest.mark.once

LEADS_TO: Final = {
    ("hand-up", State.OPEN): State.WITH_HEAD,
    ("hand-up", State.RETURNED): State.WITH_HEAD,
    ("take-back", State.WITH_HEAD): State.RETURNED,
    ("hand-down", State.WITH_HEAD): State.RETURNED,
    ("repropose", State.WITH_HEAD): State.RESUBMITTED,
    ("propose", State.OPEN): State.SUBMITTED,
    ("repropose", State.RETURNED): State.RESUBMITTED,
    ("withdraw", State.SUBMITTED): State.OPEN,
    ("withdraw", State.RESUBMITTED): State.RETURNED,
    ("send-back", State.SUBMITTED): State.RETURNED,
    ("send-back", State.RESUBMITTED): State.RETURNED,
    ("agree", State.SUBMITTED): State.ACCEPTED,
    ("agree", State.RESUBMITTED): State.ACCEPTED,
    ("close", State.ACCEPTED): State.ACCEPTED,
}
"""The whole table; what the head has came back before."""


def before(state: State) -> State:
    """The state in which the office had it before."""
    return State.OPEN if state is State.SUBMITTED else State.RETURNED


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_a_step_leads_where_the_table_says_or_nowhere(step: Transition, state: State) -> None:
    held = Agreement(state=state, resumes_as=before(state))
    expected = LEADS_TO.get((step.code, state))
    assert step.starts_from(held) is (expected is not None)
    if expected is not None:
        assert step.leads_to(held) == expected


@pytest.mark.parametrize("state", STATES)
def test_what_was_given_back_is_proposed_again(state: State) -> None:
    held = Agreement(state=state, resumes_as=before(state))

    given_back = state in (State.RETURNED, State.WITH_HEAD)
    assert proposal_of(held) is (PROPOSE_AGAIN if given_back else PROPOSE)


def kinds_of_people(cast: Cast) -> dict[str, User]:
    """Everybody who might have a part in it."""
    return {
        "entry officer without a head": cast.officer,
        "reviewer of the region": cast.superior,
        "head of the region": person("chief", Role.HEAD, cast.region),
        "reviewer of the head office": cast.reviewer,
        "planner of the head office": planner_of(cast),
        "auditor": person("auditor", Role.AUDITOR, cast.head_office),
        "administrator": cast.administrator,
        "another district's officer": cast.sibling,
        "another region's reviewer": cast.other_region,
        "nobody's": cast.outsider,
    }


OFFICE: Final = {"entry officer without a head"}
SUPERIOR: Final = {
    "reviewer of the region",
    "head of the region",
    "reviewer of the head office",
    "planner of the head office",
}

PARTIES: Final = {
    Party.OFFICE: OFFICE,
    Party.PREPARER: set(),
    Party.MAKER: OFFICE,
    Party.HEAD: set(),
    Party.SUPERIOR: SUPERIOR,
}
"""Who takes whose steps of an office without a head."""


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_whose_step_it_is(cast: Cast, step: Transition) -> None:
    theirs = {
        name
        for name, one in kinds_of_people(cast).items()
        if step.is_open_to(access_of(one), cast.khulna)
    }
    assert theirs == PARTIES[step.party]


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_where_there_is_a_head_the_officer_does_not_sign(cast: Cast, step: Transition) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    officer = User.objects.get(pk=cast.officer.pk)
    of_head = step.party in (Party.HEAD, Party.OFFICE)
    of_officer = step.party in (Party.PREPARER, Party.MAKER)
    assert step.is_open_to(access_of(head), cast.khulna) is of_head
    assert step.is_open_to(access_of(officer), cast.khulna) is of_officer


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_the_service_takes_a_step_as_the_table_says(
    cast: Cast, step: Transition, state: State
) -> None:
    let_errors_stand(cast)
    held = Agreement.objects.create(plan=cast.plan, state=state, resumes_as=before(state))
    party = cast.superior if step.party.decides else cast.officer
    other = cast.officer if step.party.decides else cast.superior
    move = AgreementMove(step, held, by=party, reason="কারণ")
    if (step.code, state) not in LEADS_TO:
        with pytest.raises(StepRefused):
            move.take()
        return
    with pytest.raises(NotTheirStep):
        AgreementMove(step, held, by=other, reason="কারণ").take()
