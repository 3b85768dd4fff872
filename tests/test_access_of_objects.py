"""Drafts, templates, brought files, alerts and evidence that are there: nobody else's are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from django.db import transaction
from django.urls import reverse

from indicators.exceptions.models import AlertStep, StandingAlert
from indicators.returns.evidence.models import Evidence
from indicators.returns.evidence.services import add_evidence
from numerals import FiscalYearSpan
from offices.models import Role, User
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.same_rows.models import RowMatch
from plans.workshop.models import Bringing, Draft, DraftEdit
from plans.workshop.services.beginning import begun, store_file
from tests.alerts import alert_of
from tests.cast import JUNE, Cast, agreement, client_of, person
from tests.indicators.returns.evidence.files import pdf
from tests.test_access import LIKE, PEOPLE, someone, status
from tests.unrendered import unrendered

pytestmark = pytest.mark.once

DRAFT: Final = (
    *("plans:workshop-draft", "plans:workshop-changes", "plans:workshop-undo"),
    *("plans:workshop-redo", "plans:workshop-source", "plans:workshop-address"),
    *("plans:workshop-keep", "plans:workshop-discard", "plans:workshop-restore"),
    *("plans:workshop-offices", "indicators:draft-targets"),
)
TEMPLATE: Final = (
    *("plans:template", "plans:template-workbook", "plans:template-bring"),
    *("plans:template-send", "plans:template-give-up", "plans:template-shares"),
    *("plans:template-differences", "reports:tree"),
)
KEYED: Final = {"plans:workshop-offices", "plans:template-shares"}

KHULNAS: Final = {"officer", "head", "planner"}
"""Who makes Khulna's plans."""

ABOVE_KHULNA: Final = {"superior", "direct_reviewer", "reviewer", "administrator", "superuser"}
"""Who reviews it, and who administers the tree."""


@dataclass(frozen=True)
class Objects:
    """One of each kind, all of Khulna or of the head office."""

    draft: Draft
    homeless: Draft
    template: Draft
    bringing: Bringing
    match: RowMatch
    alert: StandingAlert
    file: Evidence


@pytest.fixture
def objects(cast: Cast) -> Objects:
    value = copied(replace(agreement(), fiscal_year=FiscalYearSpan(2024)), kind=Kind.APA)
    planner = person("template-planner", Role.PLANNER, cast.head_office)
    file = store_file("চুক্তি.txt", b"x", by=cast.officer)
    draft = begun(value, office=cast.khulna, by=cast.officer, file=file)
    template = begun(value, office=cast.head_office, by=planner)
    Draft.objects.filter(pk=template.pk).update(is_template=True)
    return Objects(
        draft=draft,
        homeless=begun(value, office=None, by=cast.officer, file=file),
        template=template,
        bringing=Bringing.objects.create(by=cast.officer),
        match=RowMatch.objects.create(
            scope=cast.khulna,
            first="a",
            second="b",
            first_words=["ক", "", "", ""],
            second_words=["খ", "", "", ""],
            answer="same",
            by=cast.officer,
        ),
        alert=alert_of(cast.plan),
        file=add_evidence(cast.indicator("2.5.2"), JUNE, name="a.pdf", data=pdf(), by=cast.officer),
    )


def of_draft(one: Callable[[Objects], Draft], names: tuple[str, ...]) -> Callable[..., list[str]]:
    def addresses(objects: Objects) -> list[str]:
        draft = one(objects)
        key = next(row.key for row in draft.value.rows if row.said("t100"))
        return [
            reverse(name, kwargs={"pk": draft.pk, **({"key": key} if name in KEYED else {})})
            for name in names
        ]

    return addresses


DECIDED: Final = "evidence taken away or judged"
"""Of those who see it some do the one, some the other: tests/…/evidence/test_views.py."""

PLACES: Final[dict[str, tuple[Callable[..., list[str]], set[str]]]] = {
    "draft": (of_draft(lambda all_: all_.draft, DRAFT), KHULNAS),
    "draft without an office": (
        # Nothing is rolled up of a draft that is of no office.
        of_draft(
            lambda all_: all_.homeless,
            tuple(name for name in DRAFT if name != "plans:workshop-offices"),
        ),
        {"officer", "planner"},
    ),
    "template": (of_draft(lambda all_: all_.template, TEMPLATE), {"planner"}),
    "template as a draft": (of_draft(lambda all_: all_.template, DRAFT), {"planner"}),
    "files being read": (
        lambda all_: [reverse("plans:workshop-reading", kwargs={"pk": all_.bringing.pk})],
        {"officer"},
    ),
    "answer about rows": (
        lambda all_: [reverse("plans:same-rows-take-back", kwargs={"pk": all_.match.pk})],
        {"officer", "head"},
    ),
    "alert": (
        lambda all_: [reverse("indicators:alert", kwargs={"pk": all_.alert.pk})],
        {*ABOVE_KHULNA, "planner", "auditor"},
    ),
    "evidence": (
        lambda all_: [reverse("indicators:evidence-file", kwargs={"pk": all_.file.pk})],
        {*KHULNAS, *ABOVE_KHULNA, "auditor"},
    ),
    DECIDED: (
        lambda all_: [
            reverse(f"indicators:evidence-{name}", kwargs={"pk": all_.file.pk})
            for name in ("remove", "judge")
        ],
        {*KHULNAS, *ABOVE_KHULNA, "auditor"},
    ),
}


def stored() -> list[Any]:
    return [
        list(Draft.objects.order_by("pk").values()),
        DraftEdit.objects.count(),
        AlertStep.objects.count(),
        list(RowMatch.objects.values()),
        list(Evidence.objects.values()),
    ]


@pytest.mark.parametrize("who", [*PEOPLE, *LIKE])
def test_nobody_gets_at_what_is_not_theirs(cast: Cast, objects: Objects, who: str) -> None:
    user: User | None = someone(cast, who)
    before = stored()
    client = client_of(user)
    with unrendered():
        for what, (addresses, theirs) in PLACES.items():
            if who in theirs:
                continue
            for address in addresses(objects):
                for method in ("get", "post"):
                    answer = status(getattr(client, method)(address, {"changes": "[]"}))
                    assert answer in (
                        {302, 401, 405} if user is None or not user.is_active else {404, 405}
                    ), (what, address, method, answer)
    assert stored() == before


@pytest.mark.parametrize("what", [one for one in PLACES if one != DECIDED])
def test_what_is_theirs_is_there(cast: Cast, objects: Objects, what: str) -> None:
    """So that the refusals above are not those of addresses that lead nowhere."""
    addresses, theirs = PLACES[what]
    with unrendered():
        for who in sorted(theirs):
            client = client_of(someone(cast, who))
            for address in addresses(objects):
                with transaction.atomic():
                    answers = {status(client.get(address)), status(client.post(address, {}))}
                    transaction.set_rollback(True)
                assert answers - {404, 405}, (who, address, answers)
