"""What was said to the office about a return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep, State
from indicators.returns.workflow import GIVEN_BACK, REOPEN, RETURN
from numerals import Month
from plans.handing_in.transitions import WITHIN_OFFICE, Transition
from plans.models import Plan


class CodedRow(Protocol):
    """A step that names its transition."""

    code: str


OneStep = TypeVar("OneStep", bound=CodedRow)


def last_return(
    monthly_return: MonthlyReturn, *, among: Sequence[ReturnStep] | None = None
) -> ReturnStep | None:
    """The last step that gave the return back or opened it again, while the office answers or
    has just answered.

    ``among`` are its steps, oldest first, where they are at hand: no query then.
    """
    if monthly_return._state.adding or monthly_return.office_state not in (
        *GIVEN_BACK,
        State.RESUBMITTED,
    ):
        return None
    if among is not None:
        return next((one for one in reversed(among) if _gave_back(one)), None)
    return (
        ReturnStep.objects.filter(monthly_return=monthly_return, to_state__in=GIVEN_BACK)
        .filter(code__in=("", RETURN.code, REOPEN.code))
        .select_related("by")
        .order_by("-pk")
        .first()
    )


def last_step(monthly_return: MonthlyReturn, transition: Transition) -> ReturnStep | None:
    """The last time that the step was taken of the return: one query."""
    steps = ReturnStep.objects.filter(monthly_return=monthly_return, code=transition.code)
    return steps.select_related("by").order_by("-pk").first()


def _gave_back(step: ReturnStep) -> bool:
    """Whether the reviewer gave it back: it comes back within the office by other steps."""
    return step.to_state in GIVEN_BACK and step.code in ("", RETURN.code, REOPEN.code)


def notes_of(step: ReturnStep | None) -> dict[int, CellNote]:
    """The notes on single cells of a return, by indicator id."""
    if step is None:
        return {}
    return {note.indicator_id: note for note in step.notes.select_related("answered_by")}


def shown_steps(steps: Iterable[OneStep], *, is_ours: bool) -> list[OneStep]:
    """The way so far of a return or report as who is of the office sees it, or who is not."""
    return [one for one in steps if is_ours or one.code not in WITHIN_OFFICE]


def name_submitter(monthly_return: MonthlyReturn, steps: Sequence[ReturnStep]) -> None:
    """Set who submitted the return from its steps, so that they are not read again."""
    by = {step.by_id: step.by for step in steps}
    if monthly_return.submitted_by_id in by:
        monthly_return.submitted_by = by[monthly_return.submitted_by_id]


def steps_of(plan: Plan, month: Month) -> list[ReturnStep]:
    """The way so far of the month's return, oldest first: one query."""
    steps = ReturnStep.objects.filter(monthly_return__plan=plan, monthly_return__month=month)
    return list(steps.select_related("by").order_by("pk"))
