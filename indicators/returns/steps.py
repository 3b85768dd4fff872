"""The monthly return moves along its way: one step at a time, each with who, when and why.

Each raises what ``plans.handing_in`` refuses by (``StepRefused``, ``NotTheirStep``,
``SamePerson``, ``ValueError`` without a reason that is needed), and what is named beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from indicators.returns.history import note_change
from indicators.returns.models import CellNote, MonthlyReturn, ReturnStep
from indicators.returns.moves import MonthMove
from indicators.returns.workflow import (
    ACCEPT,
    HAND_DOWN,
    HAND_UP,
    RECALL,
    REOPEN,
    RETURN,
    TAKE_BACK,
    submission_of,
)
from ledger.services import record
from offices.models import User


def submit_return(
    monthly_return: MonthlyReturn,
    *,
    by: User,
    answers: Mapping[int, str] | None = None,
    blanks_confirmed: bool = False,
) -> ReturnStep:
    """Hand the return to the superior office, or hand it in again after it came back.

    The first time, by how many days it is late is kept with it.

    ``answers`` are words for the reviewer by the noted indicator's id; ``blanks_confirmed`` says
    that blank cells stay blank. Raises ``ReturnLocked`` outside the return's term or the time for
    which it was opened again, ``EmptyReturn``, ``BlanksUnconfirmed``, ``EvidenceLacking``, and
    ``Unanswered`` where a noted cell is as it was and no answer says why; then no answer is kept.
    """
    return MonthMove(
        submission_of(monthly_return),
        monthly_return,
        by=by,
        answers=answers,
        blanks_confirmed=blanks_confirmed,
    ).take()


def hand_to_head(
    monthly_return: MonthlyReturn,
    *,
    by: User,
    answers: Mapping[int, str] | None = None,
    blanks_confirmed: bool = False,
) -> ReturnStep:
    """Hand the return to the head of the office, as ready as it has to be for its submission.

    Its figures stay as they are until it comes back, but for what the head corrects. Raises
    what ``submit_return`` raises.
    """
    return MonthMove(
        HAND_UP, monthly_return, by=by, answers=answers, blanks_confirmed=blanks_confirmed
    ).take()


def take_back_from_head(monthly_return: MonthlyReturn, *, by: User) -> ReturnStep:
    """Take the return back before the head has submitted it."""
    return MonthMove(TAKE_BACK, monthly_return, by=by).take()


def hand_to_officer(monthly_return: MonthlyReturn, *, reason: str, by: User) -> ReturnStep:
    """Give the return back to who entered it."""
    return MonthMove(HAND_DOWN, monthly_return, by=by, reason=reason).take()


def recall_return(monthly_return: MonthlyReturn, *, by: User) -> ReturnStep:
    """Take a submission back that no reviewer has opened: as if it had not been made.

    Raises ``AlreadyOpened``, and ``ReturnLocked`` where the office could not hand it in again.
    """
    return MonthMove(RECALL, monthly_return, by=by).take()


def accept_return(monthly_return: MonthlyReturn, *, by: User) -> ReturnStep:
    """Accept the return, which locks it.

    One that is open again and was not handed in once more is accepted as it was handed in: what
    was typed since is put back, and stays in the history.
    """
    return MonthMove(ACCEPT, monthly_return, by=by).take()


@transaction.atomic
def return_return(
    monthly_return: MonthlyReturn, *, reason: str, notes: Mapping[int, str], by: User
) -> ReturnStep:
    """Give the return back with a reason and notes on single cells (by indicator id).

    Raises ``KeyError`` for a note on another plan's indicator.
    """
    own = dict(monthly_return.plan.indicators.values_list("pk", "row"))
    rows = {pk: own[pk] for pk in notes}
    step = MonthMove(RETURN, monthly_return, by=by, reason=reason).take()
    noted = CellNote.objects.bulk_create(
        CellNote(step=step, indicator_id=pk, text=text) for pk, text in notes.items()
    )
    if noted:
        record(
            note_change(one, monthly_return=monthly_return, row=rows[one.indicator_id], by=by)
            for one in noted
        )
    return step


def reopen_return(
    monthly_return: MonthlyReturn, *, reason: str, until: date, by: User
) -> ReturnStep:
    """Reopen an accepted return, or give one that is open again another last day.

    Raises ``Frozen`` where its quarter or year is reported, ``ValueError`` for a day that is
    over.
    """
    if until < timezone.localdate():
        raise ValueError("the day is over")
    return MonthMove(REOPEN, monthly_return, by=by, reason=reason, until=until).take()
