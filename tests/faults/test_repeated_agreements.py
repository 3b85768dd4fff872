"""The same step of an agreement, an amendment or rules by many at once: one of them takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from indicators.audit.proof import unexplained
from indicators.exceptions.models import AlertAct, AlertStep
from indicators.exceptions.services import take_alert_step
from indicators.periods.rescoring.services import put_rules_in_force
from ledger.models import Change, ChangedField, ChangeSubject
from numerals import FiscalYearSpan
from offices.models import Role
from plans.agreements.findings import findings_of, stopping
from plans.agreements.models import AgreedVersion, AgreementStep, FindingOverride
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, override, propose, return_agreement
from plans.amending.models import Amendment, AmendmentStep
from plans.amending.services import begin_amendment, decide_amendment
from plans.amending.values import Decision
from plans.cascade.models import CascadedPlan
from plans.cascade.services import cascade
from plans.cascade.template import template_of
from plans.document.defaults import Kind
from plans.document.draft.carried import copied
from plans.models import Plan, RuleSet
from plans.rules.services import begin_draft
from plans.workshop.models import Draft
from plans.workshop.services.beginning import begun
from tests.alerts import alert_of
from tests.amendments import agreed_plan, change_row, keys, proposed
from tests.cast import Cast, agreement, make_cast, person
from tests.faults.test_repeats import all_at_once
from tests.plans.agreements.signing import let_errors_stand, planner_of

AT_ONCE = 6


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def outcomes(*steps: Callable[[], Any]) -> list[str]:
    """What each of those who take the steps at once, in turn one of them, is told: nothing, or
    the refusal's name.
    """

    def tried(number: int) -> str:
        try:
            steps[number % len(steps)]()
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


def test_agreement_is_agreed_or_returned(cast: Cast) -> None:
    """Two people of the superior office, one of whom signs while the other sends it back."""
    let_errors_stand(cast)
    propose(agreement_of(cast.plan), by=cast.officer)
    other = person("second_superior", Role.REVIEWER, cast.region)
    seen = agreement_of(Plan.objects.get(pk=cast.plan.pk))
    told = outcomes(
        lambda: agree(seen, by=cast.superior),
        lambda: return_agreement(seen, reason="আবার", notes={}, by=other),
    )

    assert told == ["", *["StepRefused"] * 5]
    last = AgreementStep.objects.latest("pk")
    assert AgreementStep.objects.count() == 2
    assert AgreedVersion.objects.count() == (last.to_state == "accepted")
    assert list(unexplained(Plan.objects.select_related("office").get(pk=cast.plan.pk))) == []


def test_amendment_is_decided_in_one_way(cast: Cast) -> None:
    amendment = begin_amendment(agreed_plan(cast), by=cast.officer)
    change_row(amendment, "2.1.1", by=cast.officer, t100="503")
    proposed(amendment, cast)
    other = person("second_superior", Role.REVIEWER, cast.region)
    [key] = keys(amendment)
    no = Decision(is_agreed=False, note="না")
    told = outcomes(
        lambda: decide_amendment(amendment, {key: Decision(is_agreed=True)}, by=cast.superior),
        lambda: decide_amendment(amendment, {key: no}, by=other),
    )

    assert told.count("") == 1
    assert set(told) <= {"", "StepRefused"}
    assert AmendmentStep.objects.count() == 2
    assert list(unexplained(Plan.objects.select_related("office").get(pk=cast.plan.pk))) == []


def test_errors_are_let_stand_once_and_told_in_their_order(cast: Cast) -> None:
    planner = planner_of(cast)
    first, second, *_others = [one.digest for one in stopping(findings_of(cast.plan))]

    def let(digest: str) -> Callable[[], Any]:
        return lambda: override(cast.plan, digest=digest, reason="ছকে এমনই আছে", by=planner)

    assert outcomes(let(first), let(second)) == [""] * AT_ONCE
    assert FindingOverride.objects.count() == 2
    assert Change.objects.filter(field=ChangedField.OVERRIDE).count() == 2
    assert list(unexplained(Plan.objects.select_related("office").get(pk=cast.plan.pk))) == []


def test_alert_is_dismissed_once(cast: Cast) -> None:
    alert = alert_of(cast.plan)
    told = outcomes(
        lambda: take_alert_step(
            alert,
            AlertAct.DISMISS,
            by=cast.superior,
            seen=0,
            words="মেলা",
            until=date(2030, 6, 30),
        )
    )

    assert told == ["", *["SeenEarlier"] * 5]
    assert AlertStep.objects.count() == 1
    assert Change.objects.filter(field=ChangedField.ALERT).count() == 1


def test_template_is_sent_once(cast: Cast) -> None:
    planner = planner_of(cast)
    document = replace(agreement(), fiscal_year=FiscalYearSpan(2024))
    template = begun(copied(document, kind=Kind.APA), office=cast.head_office, by=planner)
    Draft.objects.filter(pk=template.pk).update(is_template=True)
    template.refresh_from_db()
    own = {row.key: row.numbers for row in template_of(template).rows}
    told = outcomes(lambda: cascade(template.pk, {"khulna": own, "jashore": own}, by=planner))

    assert told == [""] * AT_ONCE
    plans = Plan.objects.filter(fiscal_year=2024)
    assert plans.count() == CascadedPlan.objects.count() == 2
    assert Change.objects.filter(plan__in=plans, field=ChangedField.WHOLE_PLAN).count() == 2
    for plan in plans.select_related("office"):
        assert list(unexplained(plan)) == []


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
