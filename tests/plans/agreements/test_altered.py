"""Nobody signs what was altered in the database behind the application."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest
from django.test import Client

from ledger.models import Change, ChangedField
from plans.agreements.models import AgreedVersion, AgreementStep, FindingOverride
from plans.agreements.parts.services import save_parts
from plans.agreements.refusals import AlteredOutside, ChangedSince
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, propose
from plans.amending.models import Amendment, AmendmentStep
from plans.amending.services import (
    begin_amendment,
    decide_amendment,
    explain,
    propose_amendment,
)
from plans.amending.values import Decision
from plans.document.parts.kinds import Part
from plans.models import Indicator, Plan
from plans.parts.models import AgreementPart
from plans.parts.values import PartEdit
from plans.workshop.models import Draft
from tests.amendments import EASIER, agreed_plan, change_row, keys, proposed
from tests.cast import Cast, client_of
from tests.plans.agreements.signing import let_errors_stand
from tests.unguarded import unguarded


def _override_of_nobody(cast: Cast) -> None:
    FindingOverride.objects.create(
        plan=cast.plan, rule="x", message=["ক", "a"], digest="0", reason="x", by=cast.reviewer
    )


def _forged_line(cast: Cast) -> None:
    _target(cast)
    line = Change.objects.filter(plan=cast.plan, field=ChangedField.WHOLE_PLAN).latest("pk")
    Change.objects.create(
        plan=cast.plan, field=ChangedField.WHOLE_PLAN, before=line.after, after="0" * 64
    )


def _target(cast: Cast) -> None:
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(target_100=1)


BEHIND: Final[dict[str, Callable[[Cast], object]]] = {
    "a target": _target,
    "a weight": lambda cast: Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(weight=1),
    "the title": lambda cast: Plan.objects.filter(pk=cast.plan.pk).update(title="অন্য"),
    "the text": lambda _: AgreementPart.objects.update(text="অন্য"),
    "an error that nobody let stand": _override_of_nobody,
    "a line of the history, too": _forged_line,
}


@pytest.fixture
def written(cast: Cast) -> Cast:
    let_errors_stand(cast)
    save_parts(cast.plan, {Part.VISION: PartEdit("স্বাবলম্বী জেলা", 0)}, by=cast.officer)
    return cast


@pytest.mark.once
@pytest.mark.parametrize("alter", BEHIND.values(), ids=BEHIND)
def test_altered_plan_is_not_proposed(written: Cast, alter: Callable[[Cast], object]) -> None:
    alter(written)
    with pytest.raises(AlteredOutside):
        propose(agreement_of(Plan.objects.get(pk=written.plan.pk)), by=written.officer)
    assert not AgreementStep.objects.exists()


@pytest.mark.once
@pytest.mark.parametrize("alter", BEHIND.values(), ids=BEHIND)
def test_plan_that_was_altered_since_is_not_agreed(
    written: Cast, alter: Callable[[Cast], object]
) -> None:
    propose(agreement_of(written.plan), by=written.officer)
    alter(written)
    with pytest.raises((AlteredOutside, ChangedSince)):
        agree(agreement_of(Plan.objects.get(pk=written.plan.pk)), by=written.superior)
    assert not AgreedVersion.objects.exists()


def test_page_says_so(written: Cast) -> None:
    client: Client = client_of(written.officer)
    _target(written)
    answer = client.post(
        "/plans/khulna/2023-24/apa/agreement/", {"propose": "1", "seen": "0"}, follow=True
    )
    assert "What is stored is not what was entered here" in answer.content.decode()
    assert not AgreementStep.objects.exists()


@pytest.fixture
def amendment(cast: Cast) -> Amendment:
    held = begin_amendment(agreed_plan(cast), by=cast.officer)
    change_row(held, "2.1.1", by=cast.officer, t100="503")
    explain(held, dict.fromkeys(keys(held), EASIER), by=cast.officer)
    held.refresh_from_db()
    return held


def _in_draft(amendment: Amendment, to: str) -> None:
    draft = amendment.draft
    draft.refresh_from_db()
    key = keys(amendment)[0]
    for row in draft.document["rows"]:
        if row["key"] == key:
            row["cells"]["t100"] = to
    with unguarded(Draft):
        Draft.objects.filter(pk=draft.pk).update(document=draft.document)


def test_altered_draft_is_not_proposed(cast: Cast, amendment: Amendment) -> None:
    _in_draft(amendment, "1")
    with pytest.raises(AlteredOutside):
        propose_amendment(Amendment.objects.get(pk=amendment.pk), by=cast.officer)
    assert not AmendmentStep.objects.exists()


@pytest.mark.once
def test_draft_that_was_altered_since_is_not_agreed(cast: Cast, amendment: Amendment) -> None:
    proposed(amendment, cast)
    _in_draft(amendment, "1")
    held = Amendment.objects.get(pk=amendment.pk)
    with pytest.raises(AlteredOutside):
        decide_amendment(held, {keys(held)[0]: Decision(is_agreed=True)}, by=cast.superior)
    assert AgreedVersion.objects.count() == 1


def test_altered_beginning_is_not_agreed(cast: Cast, amendment: Amendment) -> None:
    proposed(amendment, cast)
    base = amendment.base
    base["title"] = "অন্য"
    with unguarded(Amendment):
        Amendment.objects.filter(pk=amendment.pk).update(base=base)
    held = Amendment.objects.get(pk=amendment.pk)
    with pytest.raises(AlteredOutside):
        decide_amendment(held, {keys(held)[0]: Decision(is_agreed=True)}, by=cast.superior)


@pytest.mark.once
def test_what_the_page_wrote_is_agreed(cast: Cast, amendment: Amendment) -> None:
    proposed(amendment, cast)
    yes = {keys(amendment)[0]: Decision(is_agreed=True)}
    decide_amendment(amendment, yes, by=cast.superior)
    assert AgreedVersion.objects.count() == 2
