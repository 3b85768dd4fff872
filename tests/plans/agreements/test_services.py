"""An agreement goes from hand to hand: who may take which step when, and what is kept of it."""

from __future__ import annotations

import pytest

from ledger.models import Change, ChangedField
from notices.models import Notice
from plans.agreements.models import AgreedVersion, AgreementNote
from plans.agreements.selectors import agreed_version, agreement_of
from plans.agreements.services import (
    agree,
    agree_outright,
    propose,
    return_agreement,
    take_back,
)
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused
from plans.handing_in.states import State
from plans.models import Plan
from tests.cast import Cast


def test_both_sign(cast: Cast) -> None:
    propose(agreement_of(cast.plan), by=cast.officer)
    proposed = agreement_of(cast.plan)
    assert proposed.state == State.SUBMITTED
    assert not proposed.plan.is_frozen
    agree(proposed, by=cast.superior)

    plan = Plan.objects.get(pk=cast.plan.pk)
    assert plan.is_frozen
    signed = agreed_version(plan)
    assert signed is not None
    assert (signed.number, signed.by_office["name_en"], signed.by_superior["name_en"]) == (
        1,
        "Officer",
        "Superior",
    )
    told = Change.objects.filter(plan=plan, field=ChangedField.AGREED_VERSION).get()
    assert told.digest == signed.sha256
    assert set(Notice.objects.values_list("what", flat=True)) == {"proposed", "agreed"}


def test_returned_with_a_note_and_proposed_again(cast: Cast) -> None:
    propose(agreement_of(cast.plan), by=cast.officer)
    noted = cast.indicator("1.1.1")
    return_agreement(
        agreement_of(cast.plan), reason="আবার দেখুন", notes={noted.pk: "কম"}, by=cast.superior
    )
    returned = agreement_of(cast.plan)
    assert returned.state == State.RETURNED
    assert AgreementNote.objects.get().row == "1.1.1"
    propose(returned, by=cast.officer)
    assert agreement_of(cast.plan).state == State.RESUBMITTED


def test_taken_back_until_opened(cast: Cast) -> None:
    propose(agreement_of(cast.plan), by=cast.officer)
    take_back(agreement_of(cast.plan), by=cast.officer)
    assert agreement_of(cast.plan).state == State.OPEN
    propose(agreement_of(cast.plan), by=cast.officer)
    held = agreement_of(cast.plan)
    held.opened_at, held.opened_by = held.submitted_at, cast.superior
    held.save()
    with pytest.raises(AlreadyOpened):
        take_back(agreement_of(cast.plan), by=cast.officer)


def test_a_stale_or_second_step_is_refused(cast: Cast) -> None:
    seen = agreement_of(cast.plan)
    propose(seen, by=cast.officer)
    with pytest.raises(StepRefused):
        propose(seen, by=cast.officer)
    proposed = agreement_of(cast.plan)
    agree(proposed, by=cast.superior)
    with pytest.raises(StepRefused):
        agree(proposed, by=cast.superior)
    assert AgreedVersion.objects.count() == 1


def test_each_step_is_its_partys(cast: Cast) -> None:
    with pytest.raises(NotTheirStep):
        propose(agreement_of(cast.plan), by=cast.superior)
    propose(agreement_of(cast.plan), by=cast.officer)
    with pytest.raises(SamePerson):
        agree(agreement_of(cast.plan), by=cast.officer)
    for stranger in (cast.other_region, cast.sibling, cast.administrator):
        with pytest.raises(NotTheirStep):
            agree(agreement_of(cast.plan), by=stranger)


def test_agreed_outright(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    assert cast.plan.is_frozen
    assert not Notice.objects.exists()
    with pytest.raises(StepRefused):
        agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
