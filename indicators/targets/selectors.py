"""What the past says of a stored plan, and of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.returns.scores.reckoning import rules_of
from indicators.scoring.values import Rules
from indicators.targets.past import past_of
from indicators.targets.values import PlanPast, RowPast
from numerals import FiscalYearSpan
from plans.document.draft.document import document_of
from plans.document.draft.values import DraftPlan
from plans.models import Plan
from plans.rules.selectors import rules_in_force
from plans.same_rows.selectors import answers_for
from plans.selectors import indicators_of, plan_document
from plans.workshop.models import Draft


@dataclass(frozen=True, slots=True)
class DraftPast:
    """A draft beside the past: ``rows`` by the keys of its rows, in their order."""

    past: PlanPast
    rows: Mapping[int, RowPast]


def past_of_plan(plan: Plan) -> PlanPast:
    """What the past says of the plan as it stands; eleven queries at most."""
    return past_of(
        plan_document(plan, indicators_of(plan)),
        office=plan.office,
        year=plan.fiscal_year_id,
        kind=plan.kind,
        rules=rules_of(plan.rule_set),
        answers=answers_for(plan.office),
    )


def past_of_draft(draft: Draft, value: DraftPlan | None = None) -> DraftPast | None:
    """The same of a draft; ``None`` as long as its office, year or kind is not known."""
    said = draft.value if value is None else value
    if draft.office is None or said.fiscal_year is None or said.kind is None:
        return None
    told = document_of(said)
    past = past_of(
        told.document,
        office=draft.office,
        year=said.fiscal_year.start,
        kind=said.kind.value,
        rules=_rules(said.fiscal_year, said.kind.value),
        answers=answers_for(draft.office),
    )
    return DraftPast(past, {told.keys[row]: one for row, one in past.rows.items()})


def _rules(year: FiscalYearSpan, kind: str) -> Rules:
    """The newest rules in force of the year and kind, or those that hold until one sets them."""
    rule_set = rules_in_force(year.start, kind)
    return Rules() if rule_set is None else rules_of(rule_set)
