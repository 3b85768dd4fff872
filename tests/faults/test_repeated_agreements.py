"""The same step of an agreement, an amendment or rules by many at once: one of them takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from indicators.periods.rescoring.services import put_rules_in_force
from ledger.models import Change, ChangedField, ChangeSubject
from plans.agreements.models import AgreedVersion, AgreementStep
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, propose
from plans.amending.models import Amendment, AmendmentStep
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from plans.document.defaults import Kind
from plans.models import Plan, RuleSet
from plans.rules.services import begin_draft
from tests.amendments import agreed_plan, change_row, keys, proposed
from tests.cast import Cast, make_cast
from tests.faults.test_repeats import all_at_once
from tests.plans.agreements.signing import let_errors_stand

AT_ONCE = 6


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def outcomes(step: Callable[[], Any]) -> list[str]:
    """What each of those who take the step at once is told: nothing, or the refusal's name."""

    def tried(_number: int) -> str:
        try:
            step()
        except Exception as error:
            return type(error).__name__
        return ""

    return sorted(all_at_once(tried, times=AT_ONCE))


def test_agreement_is_proposed_and_agreed_once(cast: Cast) -> None:
    let_errors_stand(cast)
    open_one = agreement_of(cast.plan)
    assert outcomes(lambda: propose(open_one, by=cast.officer)) == ["", *["StepRefused"] * 5]

    handed_in = agreement_of(Plan.objects.get(pk=cast.plan.pk))
    assert outcomes(lambda: agree(handed_in, by=cast.superior)) == ["", *["StepRefused"] * 5]
    assert AgreementStep.objects.count() == 2
    assert AgreedVersion.objects.count() == 1


def test_amendment_is_begun_and_decided_once(cast: Cast) -> None:
    plan = agreed_plan(cast)
    assert outcomes(lambda: begin_amendment(plan, by=cast.officer)) == [""] * AT_ONCE
    amendment = Amendment.objects.get()

    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    yes = dict.fromkeys(keys(amendment), Decision(is_agreed=True))
    told = outcomes(lambda: decide_amendment(amendment, yes, by=cast.superior))

    assert told.count("") == 1
    assert set(told) <= {"", "StepRefused"}
    assert AmendmentStep.objects.filter(to_state="accepted").count() == 1
    assert list(AgreedVersion.objects.values_list("number", flat=True)) == [1, 2]


def test_rules_are_put_in_force_once(cast: Cast) -> None:
    draft = begin_draft(cast.plan.fiscal_year, Kind.APA, source=None)
    told = outcomes(
        lambda: put_rules_in_force(
            draft, reason="সংশোধন", revision=draft.revision, by=cast.administrator
        )
    )

    assert told == ["", *["RulesChanged"] * 5]
    assert RuleSet.objects.in_force().filter(kind=Kind.APA).count() == 2
    lines = Change.objects.filter(subject=ChangeSubject.RULES, row=draft.name)
    assert lines.count() == 1
    assert Change.objects.filter(field=ChangedField.RULES, plan=cast.plan).count() == 1
