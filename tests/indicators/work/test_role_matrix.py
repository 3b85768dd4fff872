from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from indicators.returns.evidence.models import Evidence
from indicators.returns.models import MonthlyReturn, State
from indicators.work.roles.actions import ACTIONS
from indicators.work.roles.matrix import (
    HOLDERS,
    RelativeOffice,
    RoleVariant,
    places_of,
    role_matrix,
    variants_of,
)
from offices.models import Posting, Reach, Role, User
from offices.selectors import access_by, held_today
from plans.amending.services import begin_amendment
from plans.workshop.services import begin_empty
from tests.alerts import alert_of
from tests.amendments import agreed_plan
from tests.cast import JUNE, LONG_AGO, Cast, client_of, person
from tests.indicators.returns.evidence.conftest import Add, add  # noqa: F401
from tests.test_access import MONTH, PLAN, status
from tests.unrendered import unrendered

pytestmark = pytest.mark.once

ROLES = reverse("indicators:roles")
AMENDMENT = reverse("indicators:amendment", kwargs=PLAN)
AGREEMENT = reverse("plans:agreement", kwargs=PLAN)
HALF_YEAR = reverse("indicators:half-year", kwargs=PLAN)
ACTIONS_BY_CODE = {action.code: action for action in ACTIONS}


def address(name: str, **named: object) -> str:
    return reverse(f"indicators:{name}", kwargs={**MONTH, **named})


def is_there(client: Client, path: str) -> bool:
    with unrendered():
        return status(client.get(path)) != 404


def stays_at(client: Client, path: str) -> bool:
    """Whether the page is there, and nobody is led to another instead."""
    with unrendered():
        response = client.get(path, follow=True)
    return response.status_code != 404 and response.request["PATH_INFO"] == path


def takes(client: Client, path: str, **form: str) -> bool:
    with unrendered():
        return client.post(path, form).status_code != 404


def reads(client: Client, cast: Cast, evidence: Evidence) -> bool:
    answers = {
        is_there(client, reverse("indicators:plan", kwargs=PLAN)),
        is_there(client, address("entry")),
        is_there(client, reverse("reports:office", kwargs={"code": "khulna"})),
        is_there(client, reverse("indicators:evidence-file", kwargs={"pk": evidence.pk})),
        "1.1.1" in client.get(reverse("indicators:history"), {"office": "khulna"}).text,
    }
    assert len(answers) == 1
    return answers.pop()


def compares(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    return reverse("reports:office", kwargs={"code": "khulna"}) in client.get("/dashboard/").text


def enters(client: Client, cast: Cast, evidence: Evidence) -> bool:
    answers = {
        takes(client, address("entry")),
        takes(client, address("save-cells")),
        takes(client, address("evidence", indicator=evidence.indicator_id)),
    }
    assert len(answers) == 1
    return answers.pop()


def corrects(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    """Asked of a return that the head has: its officer is told that it is locked."""
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.WITH_HEAD)
    stored = cast.cell("1.1.1")
    typed = {f"cell-{stored.indicator_id}": "7", f"base-{stored.indicator_id}": stored.version}
    answer = client.post(address("save-cells"), typed)
    MonthlyReturn.objects.filter(plan=cast.plan, month=JUNE).update(state=State.OPEN)
    return answer.status_code == 200


def judges(client: Client, cast: Cast, evidence: Evidence) -> bool:
    path = reverse("indicators:evidence-judge", kwargs={"pk": evidence.pk})
    return takes(client, path, verdict="verified")


def reports(client: Client, step: str) -> bool:
    answers = {
        takes(client, reverse("indicators:quarter", kwargs={**PLAN, "number": 4}), **{step: "1"}),
        takes(client, reverse("indicators:evaluation", kwargs=PLAN), **{step: "1"}),
    }
    assert len(answers) == 1
    return answers.pop()


def amends(client: Client, cast: Cast, step: str) -> bool:
    """Whether the step of an amendment of Khulna's plan is theirs; it is begun at the first."""
    amendment = cast.plan.amendments.first() or begin_amendment(agreed_plan(cast), by=cast.officer)
    return takes(client, AMENDMENT, do=step, version=str(amendment.version))


def makes_plan(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    maker = person("maker", Role.PLANNER, cast.khulna)
    draft = begin_empty(by=maker, office=cast.khulna)
    answers = {
        is_there(client, reverse("plans:workshop-draft", args=[draft.pk])),
        is_there(client, reverse("plans:workshop-keep", args=[draft.pk])),
        takes(client, reverse("plans:workshop-draft", args=[draft.pk]), do="save"),
    }
    assert len(answers) == 1
    return answers.pop()


def handles_alerts(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    alert = alert_of(
        cast.plan,
        row="",
        month="",
        sentence_bn="যোগফল মেলে না",
        sentence_en="The sum does not agree",
    )
    return takes(client, reverse("indicators:alert", args=[alert.pk]))


def audits(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    log = client.get(reverse("offices:journal"), {"about": cast.khulna.name_en, "format": "csv"})
    return log.status_code == 200 and ",khulna," in log.text


def administers(client: Client, _cast: Cast, _evidence: Evidence) -> bool:
    answers = {
        is_there(client, reverse("admin:index")),
        is_there(client, reverse("offices:office-list")),
        is_there(client, reverse("offices:office", kwargs={"code": "khulna"})),
        is_there(client, reverse("offices:person-list")),
    }
    assert len(answers) == 1
    return answers.pop()


def lets_in(client: Client, cast: Cast, _evidence: Evidence) -> bool:
    User.objects.filter(pk=cast.outsider.pk).update(second_factor_since=timezone.now())
    answers = {
        takes(client, reverse("offices:person-link", args=[cast.outsider.pk])),
        takes(client, reverse("offices:person-phone", args=[cast.outsider.pk])),
    }
    assert len(answers) == 1
    return answers.pop()


ASKED: Final[dict[str, Callable[[Client, Cast, Evidence], bool]]] = {
    "read": reads,
    "compare": compares,
    "enter": enters,
    "check": lambda client, *_: is_there(client, address("check")),
    "submit": lambda client, *_: takes(client, address("check")),
    "hand-up": lambda client, *_: takes(client, address("check"), **{"hand-up": "1"}),
    "take-back": lambda client, *_: takes(client, address("check"), **{"take-back": "1"}),
    "hand-down": lambda client, *_: takes(client, address("check"), **{"hand-down": "1"}),
    "recall": lambda client, *_: takes(client, address("check"), recall="1"),
    "correct": corrects,
    "follow": lambda client, *_: stays_at(client, address("review")),
    "judge": judges,
    "comment": lambda client, *_: takes(client, address("comments")),
    "return": lambda client, *_: takes(client, address("review"), **{"return": "1"}),
    "accept": lambda client, *_: takes(client, address("review"), accept="1"),
    "reopen": lambda client, *_: takes(client, address("review"), reopen="1"),
    "hand-up-plan": lambda client, *_: takes(client, AGREEMENT, **{"hand-up": "1"}),
    "take-back-plan": lambda client, *_: takes(client, AGREEMENT, **{"take-from-head": "1"}),
    "hand-down-plan": lambda client, *_: takes(client, AGREEMENT, **{"hand-down": "1"}),
    "propose": lambda client, *_: takes(client, AGREEMENT, propose="1"),
    "withdraw": lambda client, *_: takes(client, AGREEMENT, **{"take-back": "1"}),
    "send-back": lambda client, *_: takes(client, AGREEMENT, **{"return": "1"}),
    "agree": lambda client, *_: takes(client, AGREEMENT, agree="1"),
    "close": lambda client, *_: takes(client, AGREEMENT, close="1"),
    "override": lambda client, *_: takes(client, AGREEMENT, override="1"),
    "hand-up-amendment": lambda client, cast, _: amends(client, cast, "hand-up"),
    "take-amendment-from-head": lambda client, cast, _: amends(client, cast, "take-from-head"),
    "hand-down-amendment": lambda client, cast, _: amends(client, cast, "hand-down"),
    "amend": lambda client, cast, _: amends(client, cast, "propose"),
    "take-amendment-back": lambda client, cast, _: amends(client, cast, "withdraw"),
    "decide-amendment": lambda client, cast, _: amends(client, cast, "decide"),
    "make-plan": makes_plan,
    "write-text": lambda client, *_: takes(client, reverse("plans:parts", kwargs=PLAN)),
    "handle-alerts": handles_alerts,
    "give-feedback": lambda client, *_: takes(client, HALF_YEAR, give="1"),
    "answer-feedback": lambda client, *_: takes(client, HALF_YEAR, answer="1"),
    "set-calendar": lambda client, *_: is_there(
        client, reverse("indicators:calendar-rules", kwargs={"year": "2023-24"})
    ),
    "share-with-all": lambda client, *_: (
        '<option value="all"' in client.get("/plans/?view=all").content.decode()
    ),
    "set-rules": lambda client, *_: is_there(
        client, reverse("plans:year-rules", kwargs={"year": "2023-24"})
    ),
    "extend": lambda client, cast, _: takes(
        client, reverse("indicators:office-calendar", kwargs={"code": cast.khulna.code})
    ),
    "submit-report": lambda client, *_: reports(client, "submit"),
    "hand-up-report": lambda client, *_: reports(client, "hand-up"),
    "take-back-report": lambda client, *_: reports(client, "take-back"),
    "hand-down-report": lambda client, *_: reports(client, "hand-down"),
    "recall-report": lambda client, *_: reports(client, "recall"),
    "accept-report": lambda client, *_: reports(client, "accept"),
    "return-report": lambda client, *_: reports(client, "return"),
    "hand-over": lambda client, cast, _: is_there(
        client, reverse("indicators:hand-over", kwargs={"person": cast.officer.pk})
    ),
    "audit": audits,
    "let-in": lets_in,
    "administer": administers,
}


def posted(cast: Cast, holder: RoleVariant, place: RelativeOffice) -> User:
    """Someone from whose office Khulna stands at that place."""
    offices = {
        RelativeOffice.OWN: cast.khulna,
        RelativeOffice.BELOW: cast.region,
        RelativeOffice.FURTHER_BELOW: cast.head_office,
        RelativeOffice.ELSEWHERE: cast.jashore,
    }
    if holder.has_head and holder.role != Role.HEAD:
        person("chief", Role.HEAD, offices[place])
    user = person("holder", holder.role, offices[place])
    user.postings.update(reach=holder.reach)
    return user


@pytest.mark.once
@pytest.mark.parametrize("place", RelativeOffice)
@pytest.mark.parametrize(
    "holder", HOLDERS, ids=lambda one: f"{one.role}-{one.reach}-{one.has_head}"
)
def test_the_page_and_the_server_agree(
    cast: Cast,
    add: Add,  # noqa: F811
    holder: RoleVariant,
    place: RelativeOffice,
) -> None:
    evidence = add()
    client = client_of(posted(cast, holder, place))
    access = access_by([holder.held_at(RelativeOffice.OWN.value)])

    said = {action.code: place in places_of(action, access) for action in ACTIONS}
    if holder.role == Role.PLANNER:
        # By the condition: only where the office that a planner is posted at is the uppermost.
        is_uppermost = place is RelativeOffice.FURTHER_BELOW
        said["set-calendar"] = said["set-rules"] = said["override"] = is_uppermost
        said["share-with-all"] = is_uppermost
    answered = {code: ask(client, cast, evidence) for code, ask in ASKED.items()}

    assert answered == said


def places(role: Role, code: str, **kind: object) -> list[str]:
    holder = next(
        one
        for one in HOLDERS
        if one.role == role and all(getattr(one, name) == value for name, value in kind.items())
    )
    (line,) = (line for line in role_matrix() if line.action.code == code)
    (cell,) = (cell for cell in line.cells if cell.holder == holder)
    return cell.names


@pytest.fixture
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.mark.usefixtures("english")
def test_matrix_says_where() -> None:
    """Without a database: its sample offices are not taken for stored ones of the same id."""
    assert places(Role.ENTRY, "enter") == ["own office"]
    assert places(Role.ENTRY, "submit", has_head=True) == []
    assert places(Role.ENTRY, "submit", has_head=False) == ["own office"]
    assert places(Role.REVIEWER, "accept", reach=Reach.DIRECT) == ["offices directly below"]
    assert places(Role.REVIEWER, "accept", reach=Reach.SUBTREE) == ["own office and all below"]
    assert places(Role.AUDITOR, "accept") == []
    assert places(Role.ADMINISTRATOR, "read") == ["every office"]


@pytest.mark.usefixtures("english")
def test_steps_say_when_and_on_what_condition() -> None:
    accept = ACTIONS_BY_CODE["accept"]

    assert accept.when == "Submitted, Submitted again, Reopened"
    assert str(accept.condition) == "not by the person who submitted it"
    assert ACTIONS_BY_CODE["enter"].when == "Open, Returned, Reopened"
    assert ACTIONS_BY_CODE["submit"].when == (
        "Open, With the head of the office, Returned, Reopened"
    )
    assert ACTIONS_BY_CODE["hand-down"].when == "With the head of the office"
    assert str(ACTIONS_BY_CODE["recall"].condition) == "until a reviewer has opened it"
    for step in ("hand-up-plan", "take-back-plan", "hand-up-amendment", "take-amendment-from-head"):
        assert str(ACTIONS_BY_CODE[step].condition) == (
            "a planner only where the office has a head and no entry officer"
        )


def test_own_roles_are_marked(cast: Cast) -> None:
    Posting.objects.create(
        user=cast.officer, office=cast.region, role=Role.REVIEWER, starts=LONG_AGO
    )

    mine = variants_of(held_today(User.objects.get(pk=cast.officer.pk)))
    page = client_of(cast.officer).get(ROLES).text

    assert {str(holder.label) for holder in mine} == {
        "Entry officer where nobody is head",
        "Reviewer",
    }
    assert page.count(">you<") == 2
    assert "Khulna Region office" in page


@pytest.mark.parametrize("who", ["officer", "reviewer", "administrator", "outsider"])
def test_page_costs_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, who: str
) -> None:
    client = client_of(getattr(cast, who))
    client.get(ROLES)

    with django_assert_max_num_queries(5):
        assert client.get(ROLES).status_code == 200
