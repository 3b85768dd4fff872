"""An agreement goes from hand to hand: who may take which step when, and what is kept of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.models import Change, ChangedField
from notices.models import Notice
from offices.models import Role
from plans.agreements.findings import findings_of, stopping
from plans.agreements.holding import AgreementHolds
from plans.agreements.models import AgreedVersion, Agreement, AgreementNote
from plans.agreements.refusals import AlteredOutside, ChangedSince, NoSuchFinding, PlanHasErrors
from plans.agreements.selectors import agreed_version, agreement_of, overrides_of
from plans.agreements.services import (
    agree,
    agree_outright,
    close,
    hand_to_head,
    hand_to_officer,
    override,
    propose,
    return_agreement,
    take_back,
    take_from_head,
)
from plans.handing_in.refusals import AlreadyOpened, NotTheirStep, SamePerson, StepRefused
from plans.handing_in.signing import read_signature
from plans.handing_in.states import State
from plans.kept.services import keep_plan
from plans.kept.words import words_of
from plans.models import Indicator, Plan
from plans.workshop import above
from tests.cast import Cast, person
from tests.plans.agreements.signing import let_errors_stand, planner_of


def test_both_sign(cast: Cast) -> None:
    let_errors_stand(cast)
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
    let_errors_stand(cast)
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
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    take_back(agreement_of(cast.plan), by=cast.officer)
    assert agreement_of(cast.plan).state == State.OPEN
    propose(agreement_of(cast.plan), by=cast.officer)
    held = agreement_of(cast.plan)
    held.opened_at, held.opened_by = held.submitted_at, cast.superior
    held.save()
    with pytest.raises(AlreadyOpened):
        take_back(agreement_of(cast.plan), by=cast.officer)


def test_officer_hands_it_to_the_head_who_signs(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    with pytest.raises(PlanHasErrors):
        hand_to_head(agreement_of(cast.plan), by=cast.officer)
    let_errors_stand(cast)
    hand_to_head(agreement_of(cast.plan), by=cast.officer)
    with pytest.raises(NotTheirStep):
        propose(agreement_of(cast.plan), by=cast.officer)
    said = AgreementHolds().refusal(cast.plan)
    assert said is not None
    assert "with the head" in said.en

    hand_to_officer(agreement_of(cast.plan), reason="১.১.১ দেখুন", by=head)
    held = agreement_of(cast.plan)
    assert (held.state, held.word_of_head) == (State.OPEN, "১.১.১ দেখুন")
    hand_to_head(held, by=cast.officer)
    take_from_head(agreement_of(cast.plan), by=cast.officer)
    hand_to_head(agreement_of(cast.plan), by=cast.officer)
    assert agreement_of(cast.plan).office_state == State.OPEN
    propose(agreement_of(cast.plan), by=head)
    agree(agreement_of(cast.plan), by=cast.superior)

    signed = agreed_version(cast.plan)
    assert signed is not None
    assert signed.by_office["name_en"] == "Head"
    heard = Notice.objects.order_by("pk").values_list("recipient__username", "what")
    of_office = [one for one in heard if one[0] in ("head", "officer")]
    assert of_office == [
        ("head", "to-sign"),
        ("officer", "not-signed"),
        ("head", "to-sign"),
        ("head", "unsigned"),
        ("head", "to-sign"),
        ("officer", "agreed"),
        ("head", "agreed"),
    ]


@pytest.mark.once
def test_proposed_by_the_head_without_the_officer(cast: Cast) -> None:
    head = person("head", Role.HEAD, cast.khulna)
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=head)
    return_agreement(agreement_of(cast.plan), reason="দেখুন", by=cast.superior)
    hand_to_head(agreement_of(cast.plan), by=cast.officer)
    propose(agreement_of(cast.plan), by=head)
    assert agreement_of(cast.plan).state == State.RESUBMITTED


def test_a_stale_or_second_step_is_refused(cast: Cast) -> None:
    let_errors_stand(cast)
    seen = agreement_of(cast.plan)
    propose(seen, by=cast.officer)
    with pytest.raises(StepRefused):
        propose(seen, by=cast.officer)
    proposed = agreement_of(cast.plan)
    agree(proposed, by=cast.superior)
    with pytest.raises(StepRefused):
        agree(proposed, by=cast.superior)
    assert AgreedVersion.objects.count() == 1


@pytest.mark.once
def test_each_step_is_its_partys(cast: Cast) -> None:
    let_errors_stand(cast)
    with pytest.raises(NotTheirStep):
        propose(agreement_of(cast.plan), by=cast.superior)
    propose(agreement_of(cast.plan), by=cast.officer)
    with pytest.raises(SamePerson):
        agree(agreement_of(cast.plan), by=cast.officer)
    for stranger in (cast.other_region, cast.sibling, cast.administrator):
        with pytest.raises(NotTheirStep):
            agree(agreement_of(cast.plan), by=stranger)


@pytest.mark.once
def test_agreed_outright(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    assert cast.plan.is_frozen
    assert not Notice.objects.exists()
    with pytest.raises(StepRefused):
        agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)


def test_errors_stop_proposing_until_a_planner_lets_them_stand(cast: Cast) -> None:
    with pytest.raises(PlanHasErrors) as refused:
        propose(agreement_of(cast.plan), by=cast.officer)
    assert "total-weight-mismatch" in {one.rule for one in refused.value.findings}
    assert Agreement.objects.count() == 0

    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=cast.superior)
    signed = agreed_version(cast.plan)
    assert signed is not None
    printed = overrides_of(signed)
    assert len(printed) == len(refused.value.findings)
    assert {(one.reason, one.by.en) for one in printed} == {("ছকে এমনই আছে", "Planner")}
    told = Change.objects.filter(plan=cast.plan, field=ChangedField.OVERRIDE)
    assert told.count() == len(printed)


@pytest.mark.once
def test_a_finding_that_changes_loses_its_override(cast: Cast) -> None:
    let_errors_stand(cast)
    assert stopping(findings_of(cast.plan)) == []
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(weight=7)
    assert {one.rule for one in stopping(findings_of(cast.plan))} >= {"total-weight-mismatch"}


@pytest.mark.once
def test_who_may_let_an_error_stand(cast: Cast) -> None:
    found = findings_of(cast.plan)[0]
    for other in (cast.officer, cast.superior, cast.administrator):
        with pytest.raises(NotTheirStep):
            override(cast.plan, digest=found.digest, reason="কারণ", by=other)
    planner = planner_of(cast)
    with pytest.raises(ValueError, match="reason"):
        override(cast.plan, digest=found.digest, reason=" ", by=planner)
    with pytest.raises(NoSuchFinding):
        override(cast.plan, digest="0" * 64, reason="কারণ", by=planner)


@pytest.mark.once
def test_what_was_proposed_is_what_is_agreed(cast: Cast) -> None:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(title="অন্য")
    with pytest.raises(AlteredOutside):
        agree(agreement_of(cast.plan), by=cast.superior)


def test_change_that_the_history_tells_of_is_not_agreed_either(cast: Cast) -> None:
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    with above.replacing(cast.plan, by=cast.officer, reasons={}):
        Indicator.objects.filter(plan=cast.plan, row="1.1.1").update(title="অন্য")
    with pytest.raises(ChangedSince):
        agree(agreement_of(cast.plan), by=cast.superior)
    assert not AgreedVersion.objects.exists()


@pytest.mark.once
def test_what_is_kept_has_the_total_that_the_plan_states(cast: Cast) -> None:
    plan = cast.plan
    plan.total_weight = Decimal(100)
    kept = keep_plan(plan)
    assert words_of(kept.said, plan).plan.total_weight == 100
    plan.total_weight = Decimal(50)
    assert keep_plan(plan).digest != kept.digest


def test_a_year_is_closed_once_it_is_over(cast: Cast) -> None:
    agree_outright(cast.plan, by_office=cast.officer, by_superior=cast.superior)
    close(agreement_of(cast.plan), by=cast.superior)
    held = agreement_of(cast.plan)
    assert held.is_closed
    assert held.decided_by == cast.superior
    with pytest.raises(StepRefused):
        close(held, by=cast.superior)


@pytest.mark.parametrize(
    ("capacity", "bengali", "english"),
    [
        ("", "মহাব্যবস্থাপক", "General Manager"),
        ("acting", "মহাব্যবস্থাপক (ভারপ্রাপ্ত)", "General Manager (acting)"),
        ("additional", "মহাব্যবস্থাপক (অতিরিক্ত দায়িত্ব)", "General Manager (additional charge)"),
    ],
)
def test_a_head_signs_as_what_they_are_posted(
    cast: Cast, capacity: str, bengali: str, english: str
) -> None:
    head = person("head", Role.HEAD, cast.region)
    head.designation_bn, head.designation_en = "মহাব্যবস্থাপক", "General Manager"
    head.save()
    head.postings.update(capacity=capacity)
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    agree(agreement_of(cast.plan), by=head)
    signed = agreed_version(cast.plan)
    assert signed is not None
    signature = read_signature(signed.by_superior)
    assert signature is not None
    assert (signature.designation("bn"), signature.designation("en")) == (bengali, english)
    assert not signature.is_head  # of the office whose plan it is
