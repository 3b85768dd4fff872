"""An amendment is begun, explained, given to the head, proposed, taken back, decided row by row,
and given up.

Each step raises what ``plans.handing_in`` refuses by (``StepRefused``, ``NotTheirStep``,
``SamePerson``, ``AlreadyOpened``), and what is named beside it (``plans.amending.refusals``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from ledger.models import Change, ChangedField
from ledger.services import record
from offices.models import User
from offices.selectors import access_of
from plans.agreements.models import FindingOverride
from plans.agreements.services import let_stand
from plans.agreements.versions import locked_plan
from plans.agreements.workflow import proposal_of
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep
from plans.amending.moves import AmendmentMove, require_amendable
from plans.amending.sealing import begun_change
from plans.amending.selectors import open_amendment, outcome_of
from plans.amending.values import Decision
from plans.amending.wording import DROPPED
from plans.amending.workflow import (
    AGREE,
    HAND_DOWN,
    HAND_UP,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
    WITH_OFFICE,
)
from plans.handing_in.refusals import StepRefused
from plans.handing_in.states import State
from plans.models import Plan
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import offices_planned_by
from plans.workshop.services.reopening import draft_of_plan


@transaction.atomic
def begin_amendment(plan: Plan, *, by: User) -> Amendment:
    """An amendment of the agreed plan with a draft that says what the plan says.

    Where one is being written or decided on already, that is given, its draft taken back if it
    was thrown away. Raises ``Plan.DoesNotExist`` for a plan that the person does not make,
    ``NotAgreed`` and ``TooLate``.
    """
    locked = locked_plan(plan)
    if not offices_planned_by(by).filter(pk=locked.office_id).exists():
        raise Plan.DoesNotExist(locked.address)
    known = open_amendment(locked)
    if known is not None:
        known.plan = locked
        if known.draft.state == DraftState.DISCARDED and known.state in WITH_OFFICE:
            Draft.objects.filter(pk=known.draft_id).update(state=DraftState.OPEN)
        return known
    require_amendable(locked)
    draft = draft_of_plan(locked, by=by)
    amendment = Amendment.objects.create(
        plan=locked,
        from_version=locked.version,
        draft=draft,
        base=draft.document,
        begun_by=by,
    )
    record([begun_change(amendment)])
    return amendment


@transaction.atomic
def explain(amendment: Amendment, reasons: Mapping[int, str], *, by: User) -> None:
    """Keep why rows are to change, by the draft's keys; rows that are not named keep theirs.

    Raises ``StepRefused`` where the office does not have it now, ``PermissionDenied`` for who
    does not make its plan.
    """
    locked = _written(amendment, by=by)
    AmendmentRow.objects.bulk_create(
        [
            AmendmentRow(amendment=locked, key=key, reason=reason.strip())
            for key, reason in reasons.items()
        ],
        update_conflicts=True,
        unique_fields=["amendment", "key"],
        update_fields=["reason"],
    )


def propose_amendment(amendment: Amendment, *, by: User) -> AmendmentStep:
    """Sign it for the office and hand it to the superior side.

    Raises ``NothingAmended``, ``ReasonsMissing``, ``PlanHasErrors`` (``plans.agreements``),
    ``TooLate``, ``NotAgreed`` and ``AmendedMeanwhile``.
    """
    return AmendmentMove(proposal_of(amendment), amendment, by=by).take()


def hand_amendment_to_head(amendment: Amendment, *, by: User) -> AmendmentStep:
    """Hand it to the head of the office, as ready as it has to be for its proposal; nobody changes
    it meanwhile. Raises as ``propose_amendment`` does.
    """
    return AmendmentMove(HAND_UP, amendment, by=by).take()


def take_amendment_from_head(amendment: Amendment, *, by: User) -> AmendmentStep:
    """Take it back before the head has proposed it."""
    return AmendmentMove(TAKE_FROM_HEAD, amendment, by=by).take()


def hand_amendment_to_officer(amendment: Amendment, *, reason: str, by: User) -> AmendmentStep:
    """Give it back to who prepared it. Raises ``ValueError`` without a reason."""
    return AmendmentMove(HAND_DOWN, amendment, by=by, reason=reason).take()


def take_amendment_back(amendment: Amendment, *, by: User) -> AmendmentStep:
    """Take it back before the superior side has opened it. Raises ``AlreadyOpened``."""
    return AmendmentMove(TAKE_BACK, amendment, by=by).take()


def decide_amendment(
    amendment: Amendment, decisions: Mapping[int, Decision], *, by: User
) -> AmendmentStep:
    """Agree or return each of its rows, by the draft's keys.

    What is agreed makes the plan's next version, signed by both sides; what is returned stays as
    it was. Where nothing is agreed the office has it again. Raises ``Undecided``,
    ``NotesMissing``, ``PlanHasErrors``, ``NotAgreed`` and ``AmendedMeanwhile``.
    """
    is_agreed = any(one.is_agreed for one in decisions.values())
    transition = AGREE if is_agreed else RETURN
    return AmendmentMove(transition, amendment, by=by, decisions=decisions).take()


@transaction.atomic
def let_error_stand(
    amendment: Amendment, agreed: Collection[int], *, digest: str, reason: str, by: User
) -> FindingOverride:
    """Let an error stand that the amendment makes if these rows, by their keys, are agreed, with
    a reason that is printed with the agreement; it holds while the finding says the same.

    Raises ``NotTheirStep``, ``ValueError`` without a reason, ``NoSuchFinding``, and
    ``StepRefused`` once the amendment is over.
    """
    plan = locked_plan(amendment.plan)
    locked = Amendment.objects.select_related("draft__office").get(pk=amendment.pk)
    locked.plan = plan
    if locked.is_over:
        raise StepRefused(State(locked.state))
    return let_stand(plan, outcome_of(locked, agreed).new, digest=digest, reason=reason, by=by)


@transaction.atomic
def drop_amendment(amendment: Amendment, *, by: User) -> None:
    """Give it up: the plan stays as it was agreed. Raises as ``explain`` does."""
    locked = _written(amendment, by=by)
    locked.dropped_at, locked.version = timezone.now(), locked.version + 1
    locked.save(update_fields=["dropped_at", "version"])
    Draft.objects.filter(pk=locked.draft_id).update(state=DraftState.DISCARDED)
    record(
        [
            Change(
                plan=locked.plan,
                field=ChangedField.AMENDMENT,
                before=locked.state,
                after=DROPPED,
                by=by,
            )
        ]
    )


def _written(amendment: Amendment, *, by: User) -> Amendment:
    """The amendment, ours until commit, as who makes the office's plan writes it."""
    plan = locked_plan(amendment.plan)
    locked = Amendment.objects.select_for_update(no_key=True).get(pk=amendment.pk)
    locked.plan = plan
    access = access_of(by)
    if not (plan.office_id in access.works_for or access.may_plan(plan.office)):
        raise PermissionDenied
    if locked.state not in WITH_OFFICE or locked.is_over:
        raise StepRefused(State(locked.state))
    return locked
