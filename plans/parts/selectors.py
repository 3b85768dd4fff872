"""Readers of the parts of agreements."""

from __future__ import annotations

from collections.abc import Collection

from offices.selectors import Access
from plans.document.parts.kinds import Part
from plans.document.parts.values import NOTHING_SAID, AgreementText, Content
from plans.models import Plan
from plans.parts.models import AgreementPart
from plans.parts.values import StoredPart

_WORDS = frozenset(Part)


def stored_parts(plan: Plan) -> dict[Part, StoredPart]:
    """All parts in the order of the form, also those that say nothing: one query."""
    rows = AgreementPart.objects.filter(plan=plan, part__in=_WORDS).select_related("changed_by")
    found = {
        Part(row.part): StoredPart(
            row.content, row.version, str(row.changed_by) if row.changed_by else ""
        )
        for row in rows
    }
    return {part: found.get(part, StoredPart(() if part.is_table else "")) for part in Part}


def agreement_text(plan: Plan) -> AgreementText:
    """What the plan says beside its table: one query."""
    return agreement_texts([plan.pk])[plan.pk]


def agreement_texts(plans: Collection[int]) -> dict[int, AgreementText]:
    """The same of many plans, by id: one query."""
    said: dict[int, dict[Part, Content]] = {plan: {} for plan in plans}
    for row in AgreementPart.objects.filter(plan__in=plans, part__in=_WORDS):
        said[row.plan_id][Part(row.part)] = row.content
    return {plan: NOTHING_SAID.with_parts(parts) for plan, parts in said.items()}


def plan_before(plan: Plan) -> Plan | None:
    """The office's agreement of the year before, if it has such text: one query."""
    before = Plan.objects.filter(
        office=plan.office_id,
        kind=plan.kind,
        fiscal_year=plan.fiscal_year_id - 1,
        agreement_parts__version__gt=0,
    )
    return before.select_related("office").order_by("-version").first()


def may_write_parts(access: Access, plan: Plan) -> bool:
    """Whether the person makes the office's plans, and so writes what they say."""
    return access.may_plan(plan.office) or plan.office_id in access.works_for
