"""An amendment goes from the officer to the head before it is proposed, as an agreement does."""

from __future__ import annotations

from typing import Final

import pytest

from indicators.audit.proof import unexplained
from indicators.work.signing import SigningStep, signing_of
from ledger.models import Change, ChangedField
from notices.models import Notice, NoticeKind
from offices.models import Posting, Role, User
from offices.selectors import access_of
from plans.agreements.selectors import agreement_of
from plans.agreements.services import hand_to_head, take_from_head
from plans.amending.models import Amendment
from plans.amending.moves import AmendmentMove
from plans.amending.refusals import ReasonsMissing
from plans.amending.selectors import amendments_to_write
from plans.amending.services import (
    decide_amendment,
    explain,
    hand_amendment_to_head,
    hand_amendment_to_officer,
    propose_amendment,
    take_amendment_back,
    take_amendment_from_head,
)
from plans.amending.values import Decision
from plans.amending.workflow import STATES, STEPS
from plans.handing_in.refusals import NotTheirStep, StepRefused
from plans.handing_in.states import State
from plans.handing_in.transitions import Transition
from plans.models import Plan
from plans.workshop.services import DraftClosed
from tests.amendments import EASIER, change_row, keys
from tests.cast import Cast, person
from tests.plans.agreements.signing import let_errors_stand, planner_of

pytestmark = pytest.mark.django_db

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
}
"""The whole table; what the head has came back before."""


@pytest.mark.once
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_a_step_leads_where_the_table_says_or_nowhere(step: Transition, state: State) -> None:
    resumes = State.OPEN if state is State.SUBMITTED else State.RETURNED
    held = Amendment(state=state, resumes_as=resumes)
    expected = LEADS_TO.get((step.code, state))
    assert step.starts_from(held) is (expected is not None)
    if expected is not None:
        assert step.leads_to(held) == expected


@pytest.fixture
def head(cast: Cast) -> User:
    return person("head", Role.HEAD, cast.khulna)


@pytest.fixture
def written(cast: Cast, amendment: Amendment) -> Amendment:
    """An amendment with a row that changes, and its reason."""
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    explain(amendment, dict.fromkeys(keys(amendment), EASIER), by=cast.officer)
    return Amendment.objects.select_related("plan__office", "draft").get(pk=amendment.pk)


def again(amendment: Amendment) -> Amendment:
    return Amendment.objects.select_related("plan__office", "draft").get(pk=amendment.pk)


@pytest.mark.once
def test_the_head_signs_what_the_officer_wrote(
    cast: Cast, head: User, written: Amendment, agreed: Plan
) -> None:
    officer = User.objects.get(pk=cast.officer.pk)
    with pytest.raises(NotTheirStep):
        propose_amendment(written, by=officer)
    hand_amendment_to_head(written, by=officer)
    held = again(written)
    assert (held.state, held.office_state) == (State.WITH_HEAD, State.OPEN)
    with pytest.raises(DraftClosed):
        change_row(held, "2.1.1", by=officer, t100="502")
    with pytest.raises(StepRefused):
        decide_amendment(held, {keys(held)[0]: Decision(is_agreed=True)}, by=cast.superior)
    propose_amendment(held, by=head)
    held = again(written)
    assert held.state == State.SUBMITTED
    decide_amendment(held, {keys(held)[0]: Decision(is_agreed=True)}, by=cast.superior)
    agreed.refresh_from_db()
    assert agreed.version == 2
    assert not list(unexplained(agreed))
    heard = set(Notice.objects.values_list("recipient__username", "what"))
    assert ("head", NoticeKind.AMEND_TO_SIGN) in heard


def test_the_head_gives_it_back_with_a_word_that_stays_in_the_history(
    cast: Cast, head: User, written: Amendment, agreed: Plan
) -> None:
    officer = User.objects.get(pk=cast.officer.pk)
    hand_amendment_to_head(written, by=officer)
    with pytest.raises(ValueError, match="reason"):
        hand_amendment_to_officer(again(written), reason=" ", by=head)
    hand_amendment_to_officer(again(written), reason="২.১.১ আবার দেখুন", by=head)
    held = again(written)
    assert (held.state, held.word_of_head) == (State.OPEN, "২.১.১ আবার দেখুন")
    line = Change.objects.filter(plan=agreed, field=ChangedField.AMENDMENT).latest("pk")
    assert line.reason == "২.১.১ আবার দেখুন"
    change_row(held, "2.1.1", by=officer, t100="502")
    hand_amendment_to_head(held, by=officer)
    take_amendment_from_head(again(written), by=officer)
    assert again(written).state == State.OPEN
    assert not list(unexplained(agreed))


@pytest.mark.once
def test_what_is_not_ready_does_not_go_up(cast: Cast, head: User, amendment: Amendment) -> None:
    officer = User.objects.get(pk=cast.officer.pk)
    change_row(amendment, "2.1.1", by=officer, t100="503")
    with pytest.raises(ReasonsMissing):
        hand_amendment_to_head(amendment, by=officer)


@pytest.mark.once
def test_what_the_head_took_back_is_the_offices_again(
    cast: Cast, head: User, written: Amendment
) -> None:
    hand_amendment_to_head(written, by=User.objects.get(pk=cast.officer.pk))
    propose_amendment(again(written), by=head)
    take_amendment_back(again(written), by=head)
    assert again(written).state == State.OPEN


def test_my_work_names_it_for_whom_it_waits(cast: Cast, head: User, written: Amendment) -> None:
    officer = User.objects.get(pk=cast.officer.pk)

    def to_do(user: User) -> list[SigningStep]:
        found = signing_of(user, access_of(user), today=written.begun_at.date())
        return [one.to_do for one in found if one.is_amendment]

    assert to_do(officer) == [SigningStep.AMEND_AND_HAND_UP]
    hand_amendment_to_head(written, by=officer)
    assert to_do(User.objects.get(pk=officer.pk)) == []
    assert to_do(User.objects.get(pk=head.pk)) == [SigningStep.SIGN_AMENDMENT]
    assert not amendments_to_write(access_of(User.objects.get(pk=officer.pk)))


def test_a_planner_hands_up_where_the_office_has_nobody_else(cast: Cast) -> None:
    planner = planner_of(cast)
    let_errors_stand(cast)
    with pytest.raises(NotTheirStep):
        hand_to_head(agreement_of(cast.plan), by=planner)
    head = person("chief-of-khulna", Role.HEAD, cast.khulna)
    with pytest.raises(NotTheirStep):
        hand_to_head(agreement_of(cast.plan), by=planner)
    Posting.objects.filter(office=cast.khulna, role=Role.ENTRY).delete()

    hand_to_head(agreement_of(cast.plan), by=planner)
    assert Notice.objects.filter(recipient=head, what=NoticeKind.TO_SIGN).exists()
    take_from_head(agreement_of(cast.plan), by=planner)
    assert agreement_of(cast.plan).state == State.OPEN


@pytest.mark.once
@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.code)
def test_whose_step_it_is(cast: Cast, head: User, step: Transition) -> None:
    people = {
        "head": head,
        "officer": User.objects.get(pk=cast.officer.pk),
        "superior": cast.superior,
        "outsider": cast.outsider,
        "other region": cast.other_region,
    }
    theirs = {n for n, one in people.items() if step.is_open_to(access_of(one), cast.khulna)}
    assert (
        theirs
        == {
            "hand-up": {"officer"},
            "take-back": {"officer"},
            "hand-down": {"head"},
            "propose": {"head"},
            "repropose": {"head"},
            "withdraw": {"head"},
            "send-back": {"superior"},
            "agree": {"superior"},
        }[step.code]
    )


@pytest.mark.once
def test_every_step_is_a_move(written: Amendment, cast: Cast) -> None:
    with pytest.raises(NotTheirStep):
        AmendmentMove(STEPS[0], written, by=cast.outsider).take()
