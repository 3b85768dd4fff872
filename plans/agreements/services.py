"""An agreement goes to the head, is proposed, taken back, returned, agreed, closed with its year.

Each step raises what ``plans.handing_in`` refuses by (``StepRefused``, ``NotTheirStep``,
``SamePerson``, ``AlreadyOpened``, ``ValueError`` without a reason that is needed), and what is
named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from ledger.services import record
from offices.models import User
from offices.selectors import access_of
from plans.agreements.findings import PlanFinding, findings_of
from plans.agreements.models import Agreement, AgreementStep, FindingOverride
from plans.agreements.moves import AgreementMove
from plans.agreements.outright import agree_outright
from plans.agreements.refusals import NoSuchFinding
from plans.agreements.sealing import override_change
from plans.agreements.versions import locked_plan
from plans.agreements.workflow import (
    AGREE,
    CLOSE,
    HAND_DOWN,
    HAND_UP,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
    proposal_of,
)
from plans.handing_in.refusals import NotTheirStep
from plans.models import Plan
from plans.services.frozen import require_thawed

__all__ = [
    "agree",
    "agree_outright",
    "close",
    "hand_to_head",
    "hand_to_officer",
    "let_stand",
    "override",
    "propose",
    "return_agreement",
    "take_back",
    "take_from_head",
]


def propose(agreement: Agreement, *, by: User) -> AgreementStep:
    """Sign the plan for its office and hand it to the superior side; nobody changes it meanwhile.

    Raises ``PlanHasErrors``.
    """
    return AgreementMove(proposal_of(agreement), agreement, by=by).take()


def hand_to_head(agreement: Agreement, *, by: User) -> AgreementStep:
    """Hand the plan to the head of the office, as ready as it has to be for its proposal; nobody
    changes it meanwhile. Raises ``PlanHasErrors``.
    """
    return AgreementMove(HAND_UP, agreement, by=by).take()


def take_from_head(agreement: Agreement, *, by: User) -> AgreementStep:
    """Take the plan back before the head has proposed it."""
    return AgreementMove(TAKE_FROM_HEAD, agreement, by=by).take()


def hand_to_officer(agreement: Agreement, *, reason: str, by: User) -> AgreementStep:
    """Give the plan back to who prepared it, with a reason."""
    return AgreementMove(HAND_DOWN, agreement, by=by, reason=reason).take()


def take_back(agreement: Agreement, *, by: User) -> AgreementStep:
    """Take the proposal back before the superior side has opened it. Raises ``AlreadyOpened``."""
    return AgreementMove(TAKE_BACK, agreement, by=by).take()


def return_agreement(
    agreement: Agreement, *, reason: str, by: User, notes: Mapping[int, str] | None = None
) -> AgreementStep:
    """Give the proposal back with a reason, and ``notes`` at rows by indicator id."""
    return AgreementMove(RETURN, agreement, by=by, reason=reason, notes=notes).take()


def agree(agreement: Agreement, *, by: User) -> AgreementStep:
    """Sign the proposal for the superior side: the version is kept, and its rows are frozen.

    Raises ``PlanHasErrors``, and ``ChangedSince`` where the plan is not what was proposed.
    """
    return AgreementMove(AGREE, agreement, by=by).take()


@transaction.atomic
def override(plan: Plan, *, digest: str, reason: str, by: User) -> FindingOverride:
    """Let the error of that digest stand, with a reason that is printed with the agreement.

    It holds while the finding says the same. Raises ``NotTheirStep``, ``ValueError`` without a
    reason, ``NoSuchFinding``, and ``FrozenPlan`` once both sides signed.
    """
    _require_override(plan, reason=reason, by=by)
    held = locked_plan(plan)
    require_thawed([held.pk])
    return let_stand(held, findings_of(held), digest=digest, reason=reason, by=by)


@transaction.atomic
def let_stand(
    plan: Plan, findings: Iterable[PlanFinding], *, digest: str, reason: str, by: User
) -> FindingOverride:
    """Let one of these errors of the plan stand, as it is or as an amendment would make it.

    The plan is locked already. The same again changes nothing. Raises ``NotTheirStep``,
    ``ValueError`` without a reason, and ``NoSuchFinding``.
    """
    _require_override(plan, reason=reason, by=by)
    found = next((one for one in findings if one.digest == digest), None)
    if found is None:
        raise NoSuchFinding
    said = FindingOverride.objects.filter(plan=plan, digest=digest).order_by("pk").last()
    if said is not None and (said.reason, said.by_id) == (reason.strip(), by.pk):
        return said
    made = FindingOverride.objects.create(
        plan=plan,
        rule=found.rule,
        row=found.row,
        message=[found.message.bn, found.message.en],
        digest=digest,
        reason=reason.strip(),
        by=by,
    )
    record([override_change(made)])
    return made


def _require_override(plan: Plan, *, reason: str, by: User) -> None:
    if not access_of(by).may_override(plan.office):
        raise NotTheirStep
    if not reason.strip():
        raise ValueError("a reason is required")


def close(agreement: Agreement, *, by: User) -> AgreementStep:
    """Close the agreement of a year that is over. Raises ``YearNotOver`` before."""
    return AgreementMove(CLOSE, agreement, by=by).take()
