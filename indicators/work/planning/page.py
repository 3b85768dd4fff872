"""The planner's list as its page shows it: what is due when, how many are how far."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.work.planning.selectors import counts_of
from indicators.work.planning.services import BulkStep
from indicators.work.planning.values import PlanLine, PlanStage
from numerals import FiscalYearSpan
from offices.selectors import Access
from plans.calendar.selectors import calendar_of_year
from plans.calendar.terms import Period, PeriodKind
from plans.handing_in.transitions import prepares_some


@dataclass(frozen=True, slots=True)
class DueDay:
    """Something that is due on a day, with the days that are left until then."""

    label: str | Promise
    day: date
    left: int

    @property
    def over_by(self) -> int:
        """Days since then; 0 before."""
        return max(0, -self.left)


def deadlines(year: FiscalYearSpan, *, today: date, kind: str = "") -> list[DueDay]:
    """By when a year's agreements are signed and their amendments proposed: one query.

    The calendar's rule for all offices; a level's own, and extra time, are on its offices' pages.
    """
    calendar = calendar_of_year(year)
    found = (
        (_("Agreements are signed by"), PeriodKind.AGREEMENT),
        (_("Amendments are proposed by"), PeriodKind.AMENDMENT),
    )
    days = (
        (label, calendar.term(Period(year.months[0], one), plan_kind=kind).due)
        for label, one in found
    )
    return [DueDay(label, day, (day - today).days) for label, day in days]


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many offices are at a stage, and whether the list shows these alone."""

    stage: PlanStage
    number: int
    is_chosen: bool


def stage_counts(lines: Sequence[PlanLine], *, chosen: str) -> list[StageCount]:
    """All stages that some office is at, in order, and the one that is chosen."""
    counts = counts_of(lines)
    return [
        StageCount(stage, counts[stage], stage == chosen)
        for stage in PlanStage
        if counts[stage] or stage == chosen
    ]


def steps_open_to(access: Access, lines: Collection[PlanLine]) -> list[BulkStep]:
    """What the person may do with any of the lines; which of them, each step sees for itself.

    One query, and of planners alone.
    """
    offices = [line.office for line in lines if line.plan]
    unmade = [line.office for line in lines if not line.plan]
    found = []
    if any(access.may_hand_up(office) for office in offices) or prepares_some(access, offices):
        found.append(BulkStep.HAND_UP)
    if any(access.may_submit(office) for office in offices):
        found.append(BulkStep.PROPOSE)
    if any(access.may_agree(office) for office in offices):
        found += [BulkStep.AGREE, BulkStep.RETURN]
    if any(access.may_agree(office) for office in (*offices, *unmade)):
        found.append(BulkStep.REMIND)
    return found
