"""A plan is kept as it stands."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.digests import digest_of
from plans.document.parts.values import NOTHING_SAID
from plans.kept.models import KeptPlan
from plans.kept.words import said_by
from plans.models import Plan
from plans.parts.selectors import agreement_text, agreement_texts
from plans.selectors import indicators_of, indicators_of_plans, section_titles


def keep_plan(plan: Plan) -> KeptPlan:
    """The plan as it stands now: found where it was kept so before. Four queries, six at first;
    of an agreement one more.
    """
    text = agreement_text(plan) if plan.has_text else NOTHING_SAID
    said = said_by(plan, indicators_of(plan), section_titles(plan), text)
    kept, _ = KeptPlan.objects.get_or_create(
        plan=plan, digest=digest_of(said), defaults={"said": said}
    )
    return kept


def keep_plans(plans: Sequence[Plan]) -> dict[int, KeptPlan]:
    """Many plans as they stand now, by plan id: as many queries for all as for one, and
    one for each version of the rules. Their offices are at hand.
    """
    indicators = indicators_of_plans([plan.pk for plan in plans])
    of_rules = {plan.rule_set_id: plan for plan in plans}
    sections = {pk: section_titles(plan) for pk, plan in of_rules.items()}
    texts = agreement_texts([plan.pk for plan in plans])
    said = {
        plan.pk: said_by(plan, indicators[plan.pk], sections[plan.rule_set_id], texts[plan.pk])
        for plan in plans
    }
    digests = {pk: digest_of(one) for pk, one in said.items()}
    found = {
        kept.plan_id: kept
        for kept in KeptPlan.objects.filter(plan__in=said)
        if kept.digest == digests[kept.plan_id]
    }
    made = KeptPlan.objects.bulk_create(
        KeptPlan(plan=plan, digest=digests[plan.pk], said=said[plan.pk])
        for plan in plans
        if plan.pk not in found
    )
    return found | {kept.plan_id: kept for kept in made}
