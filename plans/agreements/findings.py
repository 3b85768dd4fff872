"""The errors that stand between a plan and its agreement, and those that a planner let stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from ledger.digests import digest_of
from numerals import Message
from plans.agreements.models import FindingOverride
from plans.agreements.values import Override
from plans.document.checks import check
from plans.document.checks.chosen import Chosen
from plans.document.defaults import Kind
from plans.document.draft.findings import ExaminedDraft, examined_draft, other_than_chosen
from plans.document.values import Form, Severity
from plans.models import Indicator, Plan
from plans.rules.selectors import settings_of_plan
from plans.selectors import indicators_of, plan_document
from plans.workshop.selectors import names_of, value_of_plan


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """An error in a plan, at a row or (``row`` blank) in the whole; ``digest`` is all it says."""

    rule: str
    row: str
    message: Message
    override: FindingOverride | None = None

    @property
    def digest(self) -> str:
        """By which an override knows it again: a finding that changes is another."""
        return digest_of([self.rule, self.row, self.message.bn, self.message.en])

    @property
    def stops(self) -> bool:
        """Whether the agreement waits for it."""
        return self.override is None


def findings_of(
    plan: Plan,
    indicators: Iterable[Indicator] | None = None,
    *,
    overrides: Mapping[str, FindingOverride] | None = None,
) -> list[PlanFinding]:
    """The errors in the plan as it stands, each with what lets it stand: three queries at most,
    none where the indicators, the rules' sections and the ``overrides`` by digest are at hand.

    Those of the workshop, so that nobody hears of one only when it is signed.
    """
    rows = indicators_of(plan) if indicators is None else indicators
    examined = examined_draft(
        value_of_plan(plan, rows),
        settings_of_plan(plan, today=timezone.localdate()),
        office_names=names_of(plan.office),
        offers_fixes=False,
    )
    return errors_of(plan, examined, overrides=overrides)


def errors_of(
    plan: Plan, examined: ExaminedDraft, *, overrides: Mapping[str, FindingOverride] | None = None
) -> list[PlanFinding]:
    """The errors in what was examined, each with what lets it stand in the plan: one query at
    most, none where the ``overrides`` by digest are at hand.
    """
    rows = {key: row for row, key in examined.told.keys.items()}
    errors = (one for one in examined.problems if one.severity is Severity.ERROR)
    named = (PlanFinding(one.rule, rows.get(one.key or 0, ""), one.message) for one in errors)
    found = list(dict.fromkeys(named))
    standing = overrides
    if standing is None:
        standing = overrides_by_digest(plan) if found else {}
    return [replace(one, override=standing.get(one.digest)) for one in found]


def may_have_errors(plan: Plan, indicators: Iterable[Indicator]) -> bool:
    """Whether ``findings_of`` may find any: the same checks without the way through a draft, which
    costs several times as much. No query where the rules' sections are at hand.
    """
    document = replace(plan_document(plan, indicators), form=Form.PROGRESS)
    settings = settings_of_plan(plan, today=timezone.localdate()).of(
        document, kind=Kind(plan.kind), stated=plan.total_weight
    )
    found = [
        *check(document, settings=settings),
        *other_than_chosen(
            plan.heading,
            plan.title,
            Chosen(names_of(plan.office), Kind(plan.kind), plan.span),
        ),
    ]
    return any(one.severity is Severity.ERROR for one in found)


def stopping(findings: Iterable[PlanFinding]) -> list[PlanFinding]:
    """Those that neither were mended nor let stand."""
    return [one for one in findings if one.stops]


def overrides_by_digest(plan: Plan) -> Mapping[str, FindingOverride]:
    """What was let stand in the plan, the newest word for each finding: one query."""
    stored = FindingOverride.objects.filter(plan=plan).select_related("by").order_by("pk")
    return {one.digest: one for one in stored}


def overrides_printed(findings: Sequence[PlanFinding]) -> list[Override]:
    """The overrides that hold, as they are signed and printed."""
    return [
        Override(
            rule=one.rule,
            row=one.row,
            message=one.message,
            reason=said.reason,
            by=Message(
                bn=said.by.name_bn or said.by.name_en, en=said.by.name_en or said.by.name_bn
            ),
            on=timezone.localdate(said.at).isoformat(),
        )
        for one in findings
        if (said := one.override) is not None
    ]
