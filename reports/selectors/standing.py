"""What the papers of a plan are worth: where its return, report or agreement stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from indicators.periods.printed import KeptReport
from indicators.returns.selectors.figures import PlanFigures
from ledger.models import Change
from numerals import Message, Month
from offices.models import User
from plans.agreements.models import AgreedVersion, Agreement
from plans.handing_in.models import Submission
from plans.handing_in.states import State
from plans.models import Plan
from reports.paper import PaperStanding, PaperState, Printed

_STATES: Final[Mapping[State, PaperState]] = MappingProxyType(
    {
        State.OPEN: PaperState.DRAFT,
        State.WITH_HEAD: PaperState.DRAFT,
        State.SUBMITTED: PaperState.SUBMITTED,
        State.RESUBMITTED: PaperState.SUBMITTED,
        State.RETURNED: PaperState.RETURNED,
        State.REOPENED: PaperState.REOPENED,
        State.ACCEPTED: PaperState.ACCEPTED,
    }
)
_OF_PLANS: Final[Mapping[PaperState, PaperState]] = MappingProxyType(
    {PaperState.SUBMITTED: PaperState.PROPOSED, PaperState.ACCEPTED: PaperState.AGREED}
)
_COMMAND: Final = Message(bn="সার্ভারের কমান্ড", en="a command on the server")


def standing_of_plan(plan: Plan) -> PaperStanding:
    """What the plan is worth as it stands, and when it last changed: two queries."""
    if plan.is_frozen:
        agreed = AgreedVersion.objects.filter(plan=plan, number=plan.agreed_version).first()
        return (
            standing_of_version(agreed)
            if agreed
            else PaperStanding(PaperState.AGREED, is_plan=True)
        )
    way = Agreement.objects.filter(plan=plan).first()
    state = _STATES[State(way.office_state)] if way else PaperState.DRAFT
    changed = Change.objects.filter(plan=plan).order_by("-pk").values_list("at", flat=True).first()
    # What an amendment asks for is no more agreed than a first draft.
    state = PaperState.DRAFT if state is PaperState.ACCEPTED else _OF_PLANS.get(state, state)
    return PaperStanding(
        state,
        on=_day(way),
        as_of=_local(changed or plan.created_at),
        is_plan=True,
    )


def standing_of_version(version: AgreedVersion) -> PaperStanding:
    """What a version is worth that both parties signed."""
    at = _local(version.agreed_at)
    return PaperStanding(PaperState.AGREED, on=at.date() if at else None, as_of=at, is_plan=True)


def standing_of_month(figures: PlanFigures, month: Month) -> PaperStanding:
    """What the month's figures are worth as they stand, and when one of them last changed."""
    monthly_return = figures.monthly_returns.get(month)
    changed = [
        cell.changed_at
        for one, cells in figures.cells.items()
        if one <= month
        for cell in cells.values()
        if cell.changed_at is not None
    ]
    state = State(monthly_return.office_state) if monthly_return else State.OPEN
    return PaperStanding(
        _STATES[state],
        on=_day(monthly_return),
        as_of=_local(max(changed, default=None)),
    )


def standing_of_report(kept: KeptReport) -> PaperStanding | None:
    """What a report is worth that was handed in; ``None`` of what is no report of its own."""
    report = kept.report
    if report is None:
        return None
    return PaperStanding(
        _STATES[State(report.office_state)], on=_day(report), as_of=_local(report.submitted_at)
    )


def printed_by(user: User | None) -> Printed:
    """A print of this moment."""
    at = timezone.localtime()
    if user is None:
        return Printed(at, _COMMAND)
    name_bn, name_en = user.name_bn or user.name_en, user.name_en or user.name_bn
    return Printed(at, Message(bn=name_bn or user.username, en=name_en or user.username))


def _day(way: Submission | None) -> date | None:
    """The day on which it came to its state; ``None`` of what was never handed in."""
    if way is None:
        return None
    at = way.submitted_at if State(way.office_state).is_in_review else way.decided_at
    return timezone.localdate(at) if at else None


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment).replace(microsecond=0) if moment else None
