"""What was signed and how it came to be is proved by the history, and what was altered is named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pytest

from indicators.audit.proof import unexplained
from ledger.models import ChangedField
from plans.agreements.models import AgreedVersion, AgreementNote, AgreementStep, FindingOverride
from plans.agreements.parts.services import save_parts
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, agree_outright, propose, return_agreement
from plans.document.parts.kinds import Part
from plans.models import Indicator, Plan
from plans.models.guards import GUARDS
from plans.parts.models import AgreementPart
from plans.parts.values import PartEdit
from tests.cast import Cast
from tests.plans.agreements.signing import let_errors_stand
from tests.unguarded import unguarded

LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def signed(cast: Cast) -> Cast:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    notes = {cast.indicator("1.1.1").pk: "কম"}
    return_agreement(agreement_of(cast.plan), reason="আবার", notes=notes, by=cast.superior)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=cast.superior)
    cast.plan.refresh_from_db()
    return cast


def doubts(cast: Cast) -> set[tuple[str, str]]:
    plan = Plan.objects.select_related("office").get(pk=cast.plan.pk)
    return {(one.row, one.field) for one in unexplained(plan)}


@pytest.mark.once
def test_what_the_services_did_is_explained(signed: Cast) -> None:
    assert doubts(signed) == set()


@pytest.mark.parametrize(
    ("model", "change", "named"),
    [
        (AgreementStep, {"reason": "অন্য"}, ("", ChangedField.AGREEMENT)),
        (AgreementNote, {"text": "অন্য"}, ("1.1.1", ChangedField.AGREEMENT_NOTE)),
        (AgreementStep, {"at": LONG_AGO}, ("", ChangedField.AGREEMENT)),
        (AgreedVersion, {"by_superior": {}}, ("", ChangedField.AGREED_VERSION)),
        (AgreedVersion, {"sha256": "0" * 64}, ("", ChangedField.AGREED_VERSION)),
        (AgreedVersion, {"overrides": []}, ("", ChangedField.AGREED_VERSION)),
    ],
)
def test_what_was_altered_is_named(
    signed: Cast,
    model: type[AgreementStep | AgreementNote | AgreedVersion],
    change: dict[str, object],
    named: tuple[str, str],
) -> None:
    with unguarded(model):
        model.objects.all().update(**change)
    assert named in doubts(signed)


def test_an_altered_override_is_named(signed: Cast) -> None:
    with unguarded(FindingOverride):
        FindingOverride.objects.filter(rule="code-mismatch").update(reason="অন্য")
    assert ("5.1.1", ChangedField.OVERRIDE.value) in doubts(signed)


def test_rows_past_the_guards_are_named(signed: Cast) -> None:
    assert {guard.table for guard in GUARDS} == {
        "plans_objective",
        "plans_activity",
        "plans_indicator",
        "plans_agreementpart",
        "plans_plan",
        "plans_ruleset",
        "plans_sectionrule",
        "plans_amendment",
        "plans_broughtfile",
        "plans_draft",
    }
    with unguarded(Indicator):
        Indicator.objects.filter(plan=signed.plan, row="1.1.1").update(title="অন্য")
    assert ("", ChangedField.AGREED_VERSION.value) in doubts(signed)


def test_text_past_the_guards_is_named(cast: Cast) -> None:
    save_parts(cast.plan, {Part.VISION: PartEdit("এক", 0)}, by=cast.officer)
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    assert doubts(cast) == set()
    with unguarded(AgreementPart):
        AgreementPart.objects.update(text="দুই")
    assert doubts(cast) == {
        ("vision", ChangedField.AGREEMENT_PART.value),
        ("", ChangedField.AGREED_VERSION.value),
    }


@pytest.mark.once
def test_an_agreement_that_nobody_signed_is_named(cast: Cast) -> None:
    Plan.objects.filter(pk=cast.plan.pk).update(agreed_version=1)
    assert ("", ChangedField.AGREED_VERSION.value) in doubts(cast)
