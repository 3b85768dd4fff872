"""Agreements that were signed elsewhere: kept at once, many together, without anybody being told.

For the demo, for plans that come in signed, and for tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from ledger.models import Change
from ledger.services import record
from offices.models import Office, User
from plans.agreements.models import AgreedVersion, Agreement, AgreementStep
from plans.agreements.sealing import step_change, version_change
from plans.agreements.versions import version_of
from plans.agreements.workflow import AGREE, PROPOSE
from plans.handing_in.refusals import StepRefused
from plans.handing_in.signing import signature_data, signature_of
from plans.handing_in.states import State
from plans.handing_in.transitions import Transition
from plans.kept.models import KeptPlan
from plans.kept.services import keep_plans
from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Signing:
    """A plan, its office at hand, and who signed it for either side at one moment."""

    plan: Plan
    by_office: User
    by_superior: User
    at: datetime


@transaction.atomic
def agree_outright(
    plan: Plan, *, by_office: User, by_superior: User, at: datetime | None = None
) -> AgreedVersion:
    """Keep the plan as signed by both, and freeze its rows. Raises ``StepRefused`` where its
    agreement was begun already.
    """
    begun = Agreement.objects.filter(plan=plan).first()
    if begun is not None:
        raise StepRefused(State(begun.state))
    signing = Signing(plan, by_office, by_superior, at or timezone.now())
    told = agree_all_outright([signing])
    if at is not None:
        for change in told:
            change.at = at
    record(told)
    return AgreedVersion.objects.get(plan=plan, number=plan.version)


@transaction.atomic
def agree_all_outright(signings: Sequence[Signing]) -> list[Change]:
    """Keep many plans as signed, none of which has an agreement so far; gives the lines that the
    history has to tell, three for each in their order, which the caller dates and records.

    Nine queries, and three for each person and office.
    """
    plans = [one.plan for one in signings]
    Plan.objects.select_for_update(no_key=True).filter(pk__in=[plan.pk for plan in plans]).count()
    kept = keep_plans(plans)
    signatures = _Signatures()
    agreements = Agreement.objects.bulk_create(_agreement(one) for one in signings)
    pairs = list(zip(signings, agreements, strict=True))
    proposed = AgreementStep.objects.bulk_create(
        _step(one, agreement, PROPOSE, kept=kept, signed=signatures.of(one.by_office, one))
        for one, agreement in pairs
    )
    agreed = AgreementStep.objects.bulk_create(
        _step(one, agreement, AGREE, kept=kept, signed=signatures.of(one.by_superior, one))
        for one, agreement in pairs
    )
    versions = AgreedVersion.objects.bulk_create(
        version_of(one.plan, kept=kept[one.plan.pk], proposed=first, agreed=second)
        for one, first, second in zip(signings, proposed, agreed, strict=True)
    )
    for plan in plans:
        plan.agreed_version = plan.version
    Plan.objects.bulk_update(plans, ["agreed_version"], batch_size=500)
    told: list[Change] = []
    for first, second, version in zip(proposed, agreed, versions, strict=True):
        told += [step_change(first), step_change(second), version_change(version, by=second.by)]
    return told


class _Signatures:
    """How people sign for offices on days, asked once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, Any], dict[str, Any]] = {}

    def of(self, by: User, signing: Signing) -> dict[str, Any]:
        office: Office = signing.plan.office
        day = timezone.localdate(signing.at)
        key = by.pk, office.pk, day
        if key not in self._known:
            self._known[key] = signature_data(signature_of(by, office, on=day))
        return self._known[key]


def _agreement(signing: Signing) -> Agreement:
    return Agreement(
        plan=signing.plan,
        state=State.ACCEPTED,
        version=2,
        submitted_at=signing.at,
        submitted_by=signing.by_office,
        decided_at=signing.at,
        decided_by=signing.by_superior,
    )


def _step(
    signing: Signing,
    agreement: Agreement,
    transition: Transition,
    *,
    kept: dict[int, KeptPlan],
    signed: dict[str, Any],
) -> AgreementStep:
    is_first = transition is PROPOSE
    return AgreementStep(
        agreement=agreement,
        code=transition.code,
        from_state=State.OPEN if is_first else State.SUBMITTED,
        to_state=transition.target,
        version=0 if is_first else 1,
        plan_version=signing.plan.version,
        signed=signed,
        plan_as=kept[signing.plan.pk],
        at=signing.at,
        by=signing.by_office if is_first else signing.by_superior,
    )
