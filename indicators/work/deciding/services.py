"""Returns are accepted one by one, each in a transaction of its own, each with its outcome."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from indicators.returns.models import MonthlyReturn
from indicators.returns.steps import accept_return
from indicators.work.deciding.selectors import waiting_with_doubts
from offices.models import User
from plans.handing_in.refusals import NotTheirStep, SamePerson, StepRefused


class AcceptOutcome(StrEnum):
    """What became of a return that was ticked."""

    ACCEPTED = "accepted"
    NO_LONGER_WAITING = "no-longer-waiting"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Decided:
    """A return and what became of it; no return where it waits no longer."""

    outcome: AcceptOutcome
    monthly_return: MonthlyReturn | None = None


def accept_together(
    returns: QuerySet[MonthlyReturn], *, keys: Collection[str], by: User
) -> list[Decided]:
    """Accept those of the returns that ``keys`` name as they were looked at (their ``key``).

    What is open about a return is asked again: one that something speaks against by now stays,
    as does one that was written to since. What is refused leaves the others as they are.
    """
    wanted = {pk: version for pk, _, version in (key.partition(":") for key in keys)}
    queue = waiting_with_doubts(returns.filter(pk__in=[pk for pk in wanted if _is_id(pk)]), by=by)
    decided = []
    for one in queue.waiting:
        version = wanted.pop(str(one.monthly_return.pk))
        if version != str(one.monthly_return.version):
            outcome = AcceptOutcome.CHANGED
        elif not one.doubts.are_none:
            outcome = AcceptOutcome.DOUBTFUL
        else:
            outcome = _accepted(one.monthly_return, by=by)
        decided.append(Decided(outcome, one.monthly_return))
    # Sent twice: the first took them out of the queue.
    decided += [Decided(AcceptOutcome.NO_LONGER_WAITING) for _pk in wanted]
    return decided


def _accepted(monthly_return: MonthlyReturn, *, by: User) -> AcceptOutcome:
    try:
        accept_return(monthly_return, by=by)
    except (StepRefused, SamePerson, NotTheirStep):
        return AcceptOutcome.CHANGED
    return AcceptOutcome.ACCEPTED


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19  # of 64 bits
