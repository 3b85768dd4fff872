"""Every question of ``Access``, for every role and every place of an office: no database."""

from __future__ import annotations

from inspect import isfunction
from typing import Final

import pytest

from offices.models import HeldPosting, Office, Posting, Reach, Role, User
from offices.selectors.access import Access, access_by

OFFICES: Final = {
    "root": Office(pk=1, path="/1/", parent_id=None),
    "region": Office(pk=2, path="/1/2/", parent_id=1),
    "own": Office(pk=3, path="/1/2/3/", parent_id=2),
    "sibling": Office(pk=4, path="/1/2/4/", parent_id=2),
    "below": Office(pk=5, path="/1/2/3/5/", parent_id=3),
    "other region": Office(pk=20, path="/1/20/", parent_id=1),
    "other district": Office(pk=21, path="/1/20/21/", parent_id=20),
    # Begins with the same digits as one's own, and is none of its subordinates.
    "namesake": Office(pk=33, path="/1/2/33/", parent_id=2),
    "unplaced": Office(pk=9, path="", parent_id=None),
}
QUESTIONS: Final = {
    name: question
    for name, question in vars(Access).items()
    if not name.startswith("_") and (isfunction(question) or isinstance(question, property))
}
OF_ACCOUNTS: Final = ("may_change",)
OF_OFFICES: Final = tuple(
    name for name, question in QUESTIONS.items() if isfunction(question) and name not in OF_ACCOUNTS
)
SETS: Final = ("may_set_calendar", "may_set_rules", "may_share_with_all")
NO_ANSWER: Final = ("works_for", "oversight")
"""Offices and postings, and no "yes" or "no"."""

OF_ALL: Final = (
    "administers",
    *(
        name
        for name, question in QUESTIONS.items()
        if isinstance(question, property) and name not in NO_ANSWER
    ),
)
ALL: Final = frozenset(OFFICES)
REGION: Final = frozenset({"region", "own", "sibling", "below", "namesake"})
OWN: Final = frozenset({"own"})
BELOW: Final = frozenset({"below"})
HEADS: Final = (
    "sees",
    "may_prepare",
    "may_submit",
    "heads_office",
    "may_hand_over",
    "may_comment",
)
REVIEWS: Final = (
    "sees",
    "may_review",
    "may_follow",
    "may_compare",
    "may_comment",
    "may_extend",
    "may_agree",
    "may_handle_alerts",
)


def posting(
    role: Role, at: str, *, reach: str = Reach.SUBTREE, has_head: bool = False, closed: int = 0
) -> HeldPosting:
    one = Posting(role=role, office=OFFICES[at], reach=reach)
    return HeldPosting(one, has_head=has_head, closed=frozenset({closed} - {0}))


def answers(access: Access) -> dict[str, frozenset[str]]:
    """For each question the offices that it is answered "yes" for; the others are left out."""
    told = {
        question: frozenset(
            name for name, office in OFFICES.items() if getattr(access, question)(office)
        )
        for question in OF_OFFICES
    }
    return {question: names for question, names in told.items() if names}


def roles_of(access: Access) -> set[str]:
    return {question for question in OF_ALL if getattr(access, question)}


@pytest.mark.parametrize("has_head", [False, True])
def test_entry_officer_enters_and_submits_only_where_nobody_heads(has_head: bool) -> None:
    access = access_by([posting(Role.ENTRY, "own", has_head=has_head)])

    always = {"sees": OWN, "may_enter": OWN, "may_prepare": OWN, "may_comment": OWN}
    assert answers(access) == {**always, "may_hand_up" if has_head else "may_submit": OWN}
    assert roles_of(access) == set()


def test_head_submits_and_enters_nothing() -> None:
    access = access_by([posting(Role.HEAD, "own", has_head=True)])

    # The agreement of an office right below is signed by its superior's head.
    assert answers(access) == {**dict.fromkeys(HEADS, OWN), "may_agree": BELOW}
    assert roles_of(access) == {"signs_above", "follows_plans"}


def test_reviewer_of_a_region_decides_on_all_below_it() -> None:
    access = access_by([posting(Role.REVIEWER, "region")])

    assert answers(access) == dict.fromkeys(REVIEWS, REGION)
    assert roles_of(access) == {"reviews", "oversees", "follows_plans", "signs_above"}


def test_reviewer_of_direct_subordinates_stops_at_them() -> None:
    access = access_by([posting(Role.REVIEWER, "region", reach=Reach.DIRECT)])

    direct = frozenset({"own", "sibling", "namesake"})
    assert answers(access)["may_review"] == direct
    assert answers(access)["may_extend"] == direct
    # The office that one is posted at may be read by whoever is posted there.
    assert answers(access)["sees"] == direct | {"region"}


def test_office_whose_number_begins_alike_is_not_below() -> None:
    assert answers(access_by([posting(Role.REVIEWER, "own")]))["may_review"] == {"own", "below"}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PLANNER])
def test_only_a_reviewer_may_stop_at_direct_subordinates(role: Role) -> None:
    access = access_by([posting(role, "region", reach=Reach.DIRECT)])

    assert answers(access)["may_compare"] == REGION


def test_auditor_reads_and_writes_nothing() -> None:
    access = access_by([posting(Role.AUDITOR, "region")])

    assert answers(access) == dict.fromkeys(("sees", "may_compare", "may_audit"), REGION)
    assert roles_of(access) == {"oversees", "follows_plans", "audits"}


@pytest.mark.parametrize(("at", "sets_calendar"), [("root", True), ("region", False)])
def test_planner_plans_below_and_sets_the_calendar_from_the_top_alone(
    at: str, sets_calendar: bool
) -> None:
    access = access_by([posting(Role.PLANNER, at)])

    reached = ALL - {"unplaced"} if at == "root" else REGION
    asked = ("sees", "may_compare", "may_comment", "may_plan", "may_agree", "may_handle_alerts")
    whole = {"may_override": reached} if sets_calendar else {}
    assert answers(access) == dict.fromkeys(asked, reached) | whole
    assert roles_of(access) == {
        "oversees",
        "follows_plans",
        "signs_above",
        *(("oversees_all", *SETS) if sets_calendar else ()),
    }


@pytest.mark.parametrize("is_superuser", [False, True])
def test_administrator_sees_and_follows_all_and_decides_nothing(is_superuser: bool) -> None:
    posted = [] if is_superuser else [posting(Role.ADMINISTRATOR, "own")]
    access = access_by(posted, is_superuser=is_superuser)

    assert answers(access) == dict.fromkeys(
        ("sees", "may_follow", "may_compare", "may_audit", "may_hand_over", "may_extend"), ALL
    )
    assert roles_of(access) == set(OF_ALL) - {"signs_above"}


def test_account_is_changed_by_administrators_and_a_superusers_by_superusers() -> None:
    person, superuser = User(), User(is_superuser=True)
    nobody = access_by([posting(Role.HEAD, "own")])
    administrator = access_by([posting(Role.ADMINISTRATOR, "root")])
    above_all = access_by([], is_superuser=True)

    assert [nobody.may_change(one) for one in (person, superuser)] == [False, False]
    assert [administrator.may_change(one) for one in (person, superuser)] == [True, False]
    assert [above_all.may_change(one) for one in (person, superuser)] == [True, True]


@pytest.mark.parametrize("at", ["root", "region"])
@pytest.mark.parametrize("reach", [Reach.SUBTREE, Reach.DIRECT])
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.PLANNER])
def test_all_are_overseen_from_the_top_and_not_by_who_stops_below_it(
    role: Role, reach: Reach, at: str
) -> None:
    access = access_by([posting(role, at, reach=reach)])

    stops = role == Role.REVIEWER and reach == Reach.DIRECT
    assert access.oversees_all is (at == "root" and not stops)


@pytest.mark.parametrize("role", [Role.ENTRY, Role.HEAD])
@pytest.mark.parametrize("other", [Role.REVIEWER, Role.PLANNER])
def test_who_works_for_an_office_decides_nothing_for_the_side_above(
    role: Role, other: Role
) -> None:
    access = access_by([posting(role, "own"), posting(other, "root")])

    told = answers(access)
    for question in ("may_agree", "may_handle_alerts", "may_override"):
        names = told.get(question, frozenset())
        assert "own" not in names
        assert ("sibling" in names) is (question != "may_override" or other == Role.PLANNER)


@pytest.mark.parametrize("role", [Role.ENTRY, Role.HEAD])
@pytest.mark.parametrize("other", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_who_works_for_an_office_gives_it_no_time(role: Role, other: Role) -> None:
    access = access_by([posting(role, "own"), posting(other, "region")])

    assert "own" not in answers(access)["may_extend"]
    assert "sibling" in answers(access)["may_extend"]


def test_closed_office_is_worked_for_by_the_one_above() -> None:
    access = access_by([posting(Role.HEAD, "own", has_head=True, closed=5)])

    assert answers(access)["may_submit"] == OWN | {"below"}
    assert answers(access)["sees"] == OWN | {"below"}


def test_office_that_was_never_placed_reaches_nothing() -> None:
    for role in (Role.REVIEWER, Role.AUDITOR, Role.PLANNER):
        access = access_by([posting(role, "unplaced")])
        assert answers(access) == {"sees": {"unplaced"}}


def test_head_of_one_office_is_none_of_another() -> None:
    access = access_by(
        [posting(Role.ENTRY, "own"), posting(Role.HEAD, "sibling", has_head=True)],
    )

    assert answers(access)["may_submit"] == {"own", "sibling"}
    assert answers(access)["heads_office"] == {"sibling"}
    assert answers(access)["may_enter"] == OWN
    assert access.works_for == {3, 4}
