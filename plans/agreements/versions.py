"""A version of a plan as both sides sign it, first of all or by an amendment: kept and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plans.agreements.models import AgreedVersion
from plans.agreements.sealing import version_digest
from plans.handing_in.models import Step
from plans.kept.models import KeptPlan
from plans.models import Plan


def locked_plan(plan: Plan) -> Plan:
    """The plan's row as stored, ours until commit, with what its calendar and papers need."""
    locked = Plan.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "office", "fiscal_year", "rule_set"
    )
    return locked.get(pk=plan.pk)


def version_of(
    plan: Plan, *, kept: KeptPlan, proposed: Step, agreed: Step, overrides: Sequence[Any] = ()
) -> AgreedVersion:
    """The plan's version as both signed it by these steps, not stored yet.

    ``overrides`` are the errors that stand in it, as ``plans.agreements.values`` writes them.
    """
    version = AgreedVersion(
        plan=plan,
        number=plan.version,
        kept=kept,
        rule_set_id=plan.rule_set_id,
        agreed_at=agreed.at,
        by_office=proposed.signed,
        by_superior=agreed.signed,
        overrides=list(overrides),
    )
    version.sha256 = version_digest(version)
    return version


def sign(version: AgreedVersion) -> AgreedVersion:
    """Store the version, and freeze the rows of its plan."""
    version.save(force_insert=True)
    version.plan.agreed_version = version.number
    version.plan.save(update_fields=["agreed_version"])
    return version
