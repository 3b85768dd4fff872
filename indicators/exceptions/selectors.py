"""The plans of many offices as the rules look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from indicators.exceptions.rules import (
    Alert,
    Limits,
    Proof,
    ReturnFacts,
    Scene,
    WatchedPlan,
    basis_of,
    look_at,
)
from indicators.exceptions.rules.values import by_weight
from indicators.returns.evidence.selectors import present_evidence
from indicators.returns.plausibility.findings import thresholds_of
from indicators.returns.selectors.figures import PlanFigures, figures_of_plans
from indicators.returns.selectors.owed import waited_for
from indicators.returns.status import ReturnStatus
from indicators.returns.workflow import IN_REVIEW
from numerals import Message, Month
from offices.models import Office, User
from offices.selectors import planners_of, reviewers_of
from plans.calendar.selectors import calendars_of
from plans.calendar.year import OfficeCalendar
from plans.document.checks import FIGURE_CHECKS, check
from plans.document.values import Problem
from plans.handing_in.states import State
from plans.models import Plan

MOST_PLANS: Final = 2_000
"""Plans of a kind and year that are looked at together; of more, those of a part of the tree."""


class TooMany(Exception):
    """More plans than can be looked at together: ask for a part of the tree."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True, slots=True)
class FoundAlert:
    """What asks for attention in a stored plan; ``basis`` is what ``basis_of`` makes of it."""

    plan: Plan
    alert: Alert
    basis: str


def alerts_of(plans: QuerySet[Plan], *, months: Collection[Month], today: date) -> list[Alert]:
    """What asks for attention in these plans, as ``found_in`` has it, most weight first."""
    return by_weight(one.alert for one in found_in(plans, months=months, today=today))


def found_in(
    plans: QuerySet[Plan], *, months: Collection[Month], today: date
) -> Iterator[FoundAlert]:
    """What asks for attention in these plans, each compared with those of its kind among them.

    ``months`` are those asked about, of one fiscal year, as the plans are. Raises ``TooMany``. As
    many queries as there are kinds times a handful, whatever the number of offices.
    """
    found = plans.select_related("office", "fiscal_year", "rule_set").order_by("kind", "office")
    by_kind: dict[str, list[Plan]] = defaultdict(list)
    for plan in found:
        by_kind[plan.kind].append(plan)
    for kept in by_kind.values():
        if len(kept) > MOST_PLANS:
            raise TooMany(len(kept))
        limits = Limits(month=thresholds_of(kept[-1].rule_set))
        scene = Scene(tuple(watched(kept, today=today)), tuple(sorted(months)))
        by_code = {plan.office.code: plan for plan in kept}
        seen = {one.office: one for one in scene.plans}
        for alert in look_at(scene, limits):
            yield FoundAlert(
                by_code[alert.office], alert, basis=basis_of(alert, seen[alert.office])
            )


def watched(plans: Sequence[Plan], *, today: date) -> Iterator[WatchedPlan]:
    """Each plan with its year's figures, returns and evidence: some ten queries for all."""
    calendars, proofs = calendars_of(plans), _proofs(plans)
    for figures in figures_of_plans(plans):
        plan = figures.plan
        until = max(figures.monthly_returns, default=plan.span.months[0])
        rows = {pk: row for row, pk in figures.ids.items()}
        yield WatchedPlan(
            office=plan.office.code,
            name=Message(bn=plan.office.name_bn, en=plan.office.name_en or plan.office.name_bn),
            entries=figures.document(until=until).indicators,
            returns=tuple(_returns(figures, calendars[plan.pk], today=today)),
            typed={
                (rows[pk], month): timezone.localdate(cell.changed_at)
                for month, cells in figures.cells.items()
                for pk, cell in cells.items()
                if pk in rows and cell.figure is not None
            },
            proofs=tuple(proofs[plan.pk]),
            printed=_printed(figures),
        )


def _returns(
    figures: PlanFigures, calendar: OfficeCalendar, *, today: date
) -> Iterator[ReturnFacts]:
    for month in waited_for(figures, on=today):
        stored = figures.monthly_returns.get(month)
        status = ReturnStatus(stored, calendar.of_month(month), today)
        waits_since = stored.submitted_at if stored and stored.state in IN_REVIEW else None
        yield ReturnFacts(
            month=month,
            is_handed_in=status.office_state in (*IN_REVIEW, State.ACCEPTED),
            is_owed=status.is_owed,
            late_by=status.late_by,
            waiting_days=(today - timezone.localdate(waits_since)).days if waits_since else None,
            due=status.last_in_time,
        )


def _printed(figures: PlanFigures) -> dict[Month, tuple[Problem, ...]]:
    """What disagrees with the cumulative or rate that an office printed, by month."""
    told = (
        month
        for month, cells in figures.cells.items()
        if any(cell.has_printed_figures for cell in cells.values())
    )
    return {
        month: tuple(check(figures.document(until=month), checks=FIGURE_CHECKS)) for month in told
    }


def _proofs(plans: Sequence[Plan]) -> dict[int, list[Proof]]:
    found: dict[int, list[Proof]] = defaultdict(list)
    files = present_evidence().filter(indicator__plan__in=plans).order_by("uploaded_at", "pk")
    told = files.values_list(
        "indicator__plan", "indicator__row", "month", "sha256", "look", "uploaded_at"
    )
    for plan, row, month, content, look, at in told:
        day = timezone.localdate(at)
        found[plan].append(Proof(row, month, content, day, int(look, 16) if look else None))
    return found


def those_who_may_handle(office: Office) -> QuerySet[User]:
    """The people to whom an alert of the office can be assigned."""
    return reviewers_of(office) | planners_of(office)
