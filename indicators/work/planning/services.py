"""Steps for many offices at once: each office's all or nothing, and what stood against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.returns.history import reminder_change
from indicators.work.planning.refusals import REFUSALS, NothingToDo, why
from indicators.work.planning.values import PlanLine
from ledger.services import record
from notices.models import NoticeKind
from notices.services import UnmadePlan, notify
from offices.journal.recording import reminded_of_unmade
from offices.models import User
from offices.selectors import access_of, officers_of
from plans.agreements.models import Agreement
from plans.agreements.selectors import agreement_of
from plans.agreements.services import agree, hand_to_head, propose, return_agreement
from plans.calendar.terms import PeriodKind
from plans.handing_in.refusals import NotTheirStep


class BulkStep(TextChoices):
    """What may be done for many offices at once."""

    HAND_UP = "hand-up", _("Send to the head of the office")
    PROPOSE = "propose", _("Propose")
    AGREE = "agree", _("Agree")
    RETURN = "return", _("Return with a reason")
    REMIND = "remind", _("Remind")

    @property
    def needs_reason(self) -> bool:
        """Whether it is not taken without words."""
        return self.value == "return"


@dataclass(frozen=True, slots=True)
class StepOutcome:
    """What became of a step for one office; ``refused`` says why nothing did."""

    line: PlanLine
    refused: str = ""


def take_for_many(
    step: BulkStep, lines: Sequence[PlanLine], *, reason: str, by: User
) -> list[StepOutcome]:
    """Take the step for each office by itself, as its page would; nothing of it where refused.

    The lines are those that the person saw: what has moved on since is refused. Raises
    ``ValueError`` without a reason that is needed.
    """
    if step.needs_reason and not reason.strip():
        raise ValueError("a reason is required")
    return [_taken(step, line, reason.strip(), by) for line in lines]


def _taken(step: BulkStep, line: PlanLine, reason: str, by: User) -> StepOutcome:
    try:
        with transaction.atomic():
            _STEPS[step](line, reason, by)
    except REFUSALS as refused:
        return StepOutcome(line, why(refused))
    return StepOutcome(line)


def _seen(line: PlanLine) -> Agreement:
    """The agreement as the person saw it; another version of it is refused by the step."""
    if line.plan is None:
        raise NothingToDo
    agreement = agreement_of(line.plan)
    agreement.version = line.agreement_version
    return agreement


def _hand_up(line: PlanLine, _reason: str, by: User) -> None:
    hand_to_head(_seen(line), by=by)


def _propose(line: PlanLine, _reason: str, by: User) -> None:
    propose(_seen(line), by=by)


def _agree(line: PlanLine, _reason: str, by: User) -> None:
    agree(_seen(line), by=by)


def _return(line: PlanLine, reason: str, by: User) -> None:
    return_agreement(_seen(line), reason=reason, by=by)


def _remind(line: PlanLine, reason: str, by: User) -> None:
    """The office's people hear that its plan is waited for; no state changes."""
    plan = line.plan
    if not access_of(by).may_agree(line.office):
        raise NotTheirStep
    if not line.stage.is_with_office:
        raise NothingToDo
    month = line.year.months[0]
    told = notify(
        officers_of(line.office),
        NoticeKind.REMINDED,
        plan=plan.pk if plan else None,
        unmade=None if plan else UnmadePlan(line.office.pk, line.kind),
        month=month,
        period=PeriodKind.YEAR,
        by=by,
        words=reason,
    )
    record(
        [
            reminder_change(plan.pk, month, told=told, words=reason, by=by)
            if plan
            else reminded_of_unmade(line.office, f"{line.year} {line.kind}", words=reason)
        ],
        by=by,
    )


_STEPS: Final[dict[BulkStep, Callable[[PlanLine, str, User], None]]] = {
    BulkStep.HAND_UP: _hand_up,
    BulkStep.PROPOSE: _propose,
    BulkStep.AGREE: _agree,
    BulkStep.RETURN: _return,
    BulkStep.REMIND: _remind,
}
