"""Readers of agreements."""

from __future__ import annotations

from plans.agreements.models import AgreedVersion, Agreement
from plans.agreements.values import Override, read_override
from plans.models import Plan


def agreement_of(plan: Plan) -> Agreement:
    """The plan's agreement as stored, or one that is not stored yet: one query."""
    found = Agreement.objects.filter(plan=plan).select_related("submitted_by", "decided_by")
    agreement = found.first() or Agreement(plan=plan)
    agreement.plan = plan
    return agreement


def agreed_version(plan: Plan, number: int | None = None) -> AgreedVersion | None:
    """The version that both sides signed: the newest, or that of a ``number``: one query."""
    signed = AgreedVersion.objects.filter(plan=plan).select_related("kept", "rule_set")
    if number is not None:
        signed = signed.filter(number=number)
    return signed.order_by("number").last()


def overrides_of(version: AgreedVersion) -> list[Override]:
    """The errors that were let stand in a signed version, as they are printed with it."""
    return [read_override(one) for one in version.overrides]
