"""The report of a quarter or year is written, handed up, handed in, and decided on.

Each step raises what ``plans.handing_in`` refuses by (``StepRefused``, ``NotTheirStep``,
``SamePerson``, ``ValueError`` without a reason that is needed), and what is named beside it.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from indicators.periods.models import PeriodReport, PeriodStep
from indicators.periods.moves import ReportMove, locked_report, write_remarks
from indicators.periods.workflow import (
    ACCEPT,
    HAND_DOWN,
    HAND_UP,
    RECALL,
    RETURN,
    TAKE_BACK,
    WITH_OFFICE,
    submission_of,
)
from indicators.returns.models import State
from offices.models import User
from offices.selectors import Access, access_of
from plans.handing_in.refusals import NotTheirStep, StepRefused


def may_write(access: Access, report: PeriodReport) -> bool:
    """Whether the person may change the remarks of the report as it stands.

    What its head has before them is the head's alone to change.
    """
    office = report.plan.office
    if report.state == State.WITH_HEAD:
        return access.heads_office(office)
    return report.state in WITH_OFFICE and access.may_prepare(office)


@transaction.atomic
def save_remarks(report: PeriodReport, *, remarks: str, by: User) -> PeriodReport:
    """Keep the office's remarks on the period. Raises ``StepRefused`` while it is not with it."""
    locked = locked_report(report)
    access = access_of(by)
    if not access.may_prepare(locked.plan.office):
        raise NotTheirStep
    if not may_write(access, locked) or locked.version != report.version:
        raise StepRefused(State(locked.state))
    write_remarks(locked, remarks, by=by)
    return locked


def submit_report(report: PeriodReport, *, by: User, remarks: str | None = None) -> PeriodStep:
    """Hand the report in: what it says is kept, and its months stay as they are.

    Raises ``ReportClosed`` after its last day, ``NotReady`` while a month of it is not accepted,
    and of the year ``QuartersMissing``.
    """
    return ReportMove(submission_of(report), report, by=by, remarks=remarks).take()


def hand_report_to_head(
    report: PeriodReport, *, by: User, remarks: str | None = None
) -> PeriodStep:
    """Hand the report to the head of the office, as ready as it has to be for its submission.

    Its remarks stay as they are until it comes back, but for what the head corrects. Raises what
    ``submit_report`` raises.
    """
    return ReportMove(HAND_UP, report, by=by, remarks=remarks).take()


def take_report_back(report: PeriodReport, *, by: User) -> PeriodStep:
    """Take the report back before the head has submitted it."""
    return ReportMove(TAKE_BACK, report, by=by).take()


def hand_report_to_officer(report: PeriodReport, *, reason: str, by: User) -> PeriodStep:
    """Give the report back to who prepared it."""
    return ReportMove(HAND_DOWN, report, by=by, reason=reason).take()


def recall_report(report: PeriodReport, *, by: User) -> PeriodStep:
    """Take a submission back that no reviewer has opened: as if it had not been made.

    Raises ``AlreadyOpened``, ``HeldByYear`` and ``LaterStand`` where other reports were handed in
    after it, ``ReportClosed`` where the office could not hand it in again.
    """
    return ReportMove(RECALL, report, by=by).take()


def accept_report(report: PeriodReport, *, by: User) -> PeriodStep:
    """Accept the report; that of a year is final then, and what was evaluated is kept.

    Raises ``OtherClaims`` where a value was given for what the office claimed before and was not
    looked at again.
    """
    return ReportMove(ACCEPT, report, by=by).take()


def return_report(
    report: PeriodReport, *, reason: str, by: User, known: Collection[int] = ()
) -> PeriodStep:
    """Give the report back with a reason: its months may be opened again.

    ``known`` are the numbers of later quarters that are known to stand. Raises ``HeldByYear``,
    and ``LaterStand`` for others.
    """
    return ReportMove(RETURN, report, by=by, reason=reason, known=known).take()
