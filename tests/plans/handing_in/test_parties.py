"""Who takes the steps of which party, for every kind of posting: no database."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pytest

from offices.models import HeldPosting, Office, Posting, Reach, Role, User
from offices.selectors.access import Access, access_by
from plans.agreements.models import Agreement
from plans.handing_in import transitions
from plans.handing_in.states import State
from plans.handing_in.transitions import Party, Transition, steps_open_to

OWN: Final = Office(pk=3, path="/1/2/3/", parent_id=2)
ABOVE: Final = Office(pk=2, path="/1/2/", parent_id=1)


def held(role: Role, office: Office, *, has_head: bool = False) -> HeldPosting:
    return HeldPosting(
        Posting(role=role, office=office, reach=Reach.SUBTREE),
        has_head=has_head,
        closed=frozenset(),
    )


OFFICER: Final = access_by([held(Role.ENTRY, OWN)])
OFFICER_BELOW_A_HEAD: Final = access_by([held(Role.ENTRY, OWN, has_head=True)])
HEAD: Final = access_by([held(Role.HEAD, OWN, has_head=True)])
HEAD_ABOVE: Final = access_by([held(Role.HEAD, ABOVE, has_head=True)])
REVIEWER: Final = access_by([held(Role.REVIEWER, ABOVE)])
PLANNER: Final = access_by([held(Role.PLANNER, ABOVE)])
HEAD_WHO_PLANS: Final = access_by([held(Role.HEAD, OWN, has_head=True), held(Role.PLANNER, ABOVE)])
AUDITOR: Final = access_by([held(Role.AUDITOR, ABOVE)])

PEOPLE: Final = {
    "officer": OFFICER,
    "officer below a head": OFFICER_BELOW_A_HEAD,
    "head": HEAD,
    "head above": HEAD_ABOVE,
    "reviewer": REVIEWER,
    "planner": PLANNER,
    "head who plans": HEAD_WHO_PLANS,
    "auditor": AUDITOR,
}
OFFICERS: Final = {"officer", "officer below a head"}
INCLUDES: Final = {
    Party.WRITER: OFFICERS,
    Party.OFFICER: {"officer below a head"},
    Party.HEAD: {"head", "head who plans"},
    Party.OFFICE: {"officer", "head", "head who plans"},
    Party.PREPARER: {"officer below a head"},
    Party.MAKER: OFFICERS,
    Party.REVIEWER: {"reviewer"},
    Party.SUPERIOR: {"head above", "reviewer", "planner"},
}
ALONE: Final = {Party.PREPARER: {"planner"}, Party.MAKER: {"planner"}}
"""Who more, where the office has a head and nobody who enters: never its own head."""


@pytest.mark.parametrize("head_is_alone", [False, True])
@pytest.mark.parametrize("party", Party)
def test_party_includes_those_and_nobody_else(
    party: Party, head_is_alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = {OWN.pk} if head_is_alone else set()
    monkeypatch.setattr(
        transitions, "heads_alone", lambda offices: alone.intersection(one.pk for one in offices)
    )
    step = Transition("x", frozenset({State.OPEN}), State.SUBMITTED, party)

    found = {name for name, access in PEOPLE.items() if step.is_open_to(access, OWN)}

    more = ALONE.get(party, set()) if head_is_alone else set()
    assert found == INCLUDES[party] | more


def test_only_of_planners_it_is_asked_whether_a_head_is_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[Office]] = []

    def nobody(offices: list[Office]) -> set[int]:
        asked.append(offices)
        return set()

    monkeypatch.setattr(transitions, "heads_alone", nobody)

    for access in (*PEOPLE.values(), Access()):
        for party in Party:
            party.includes(access, OWN)

    # Of the planner who is not its head, once as its maker and once as its preparer.
    assert asked == [[OWN], [OWN]]


@pytest.mark.parametrize("party", Party)
def test_nobody_decides_on_what_they_submitted(party: Party) -> None:
    held_by_me = Agreement(state=State.SUBMITTED, submitted_by_id=7)
    step = Transition("x", frozenset({State.SUBMITTED}), State.ACCEPTED, party)

    assert step.is_on_own(held_by_me, User(pk=7)) is (party in (Party.REVIEWER, Party.SUPERIOR))
    assert not step.is_on_own(held_by_me, User(pk=8))


def test_steps_are_those_of_its_state_and_of_the_persons_party_until_it_is_opened() -> None:
    recall = Transition(
        "recall", frozenset({State.SUBMITTED}), State.OPEN, Party.OFFICE, until_opened=True
    )
    edit = Transition("edit", frozenset({State.SUBMITTED}), State.SUBMITTED, Party.OFFICE)
    early = Transition("early", frozenset({State.OPEN}), State.SUBMITTED, Party.OFFICE)
    accept = Transition("accept", frozenset({State.SUBMITTED}), State.ACCEPTED, Party.REVIEWER)
    table = (early, recall, edit, accept)
    unseen = Agreement(state=State.SUBMITTED)
    seen = Agreement(state=State.SUBMITTED, opened_at=datetime(2024, 7, 1, tzinfo=UTC))

    assert steps_open_to(HEAD, unseen, OWN, among=table) == [recall, edit]
    assert steps_open_to(HEAD, seen, OWN, among=table) == [edit]
    assert steps_open_to(REVIEWER, seen, OWN, among=table) == [accept]
    assert steps_open_to(AUDITOR, unseen, OWN, among=table) == []
