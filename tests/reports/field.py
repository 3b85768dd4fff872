"""A small field for tests: a head office, two regions, districts with a two-line plan each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from indicators.returns.importing import import_document
from indicators.returns.models import MonthlyReturn, State
from numerals import FiscalYearSpan, Month
from offices.models import Level, Office, Posting, Role, User
from offices.services.tree import create_office
from plans.calendar.selectors import calendar_of
from plans.document.methods import Method
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Reported,
    TierTargets,
)
from plans.models import Plan

YEAR = FiscalYearSpan(2023)
FEBRUARY, MARCH = Month(2024, 2), Month(2024, 3)


def office(code: str, *, level: Level = Level.DISTRICT, parent: Office | None = None) -> Office:
    return create_office(
        parent=parent,
        code=code,
        level=level,
        name_bn=f"জেলা কার্যালয় {code}",
        name_en=f"District office {code}",
        short_bn=f"জেলা {code}",
        short_en=code.title(),
    )


def person(username: str, role: Role, *, at: Office, language: str = "en") -> User:
    user = User.objects.create_user(username, password=None, language=language)
    Posting.objects.create(user=user, office=at, role=role, starts=date(2023, 7, 1))
    return user


@dataclass(frozen=True)
class TwoRegions:
    """A head office with a reviewer, and the two regions below it."""

    head: Office
    east: Office
    west: Office
    reviewer: User


def two_regions(reviewer: str = "reviewer") -> TwoRegions:
    head = office("head", level=Level.DEPARTMENT)
    east = office("east", level=Level.REGIONAL, parent=head)
    west = office("west", level=Level.REGIONAL, parent=head)
    return TwoRegions(head, east, west, person(reviewer, Role.REVIEWER, at=head))


def entry(
    row: str, figures: Mapping[Month, int], *, code: str | None, weight: int, printed: int | None
) -> IndicatorEntry:
    return IndicatorEntry(
        row=row,
        code=code,
        title=f"Indicator {row}",
        unit="number",
        weight=Decimal(weight),
        method=Method.SUM,
        targets=TierTargets(*(Decimal(target) for target in (10, 9, 8, 7, 6))),
        achieved={month: Decimal(figure) for month, figure in figures.items()},
        reported=Reported(cumulative=None if printed is None else Decimal(printed)),
    )


def document(figures: Mapping[Month, int], *, printed: int | None = None) -> PlanDocument:
    """Two indicators that report the same figures: 1.1.1 by tiers, the other in proportion."""
    strategic = entry("1.1.1", figures, code="1.1.1", weight=70, printed=printed)
    governance = entry("governance/1", figures, code=None, weight=30, printed=None)
    return PlanDocument(
        form=Form.PROGRESS,
        office="",
        title="Agreement",
        fiscal_year=YEAR,
        months=tuple(figures),
        objectives=(
            ObjectiveEntry(
                row="1",
                section="strategic",
                code="1",
                title="Growth of small industries",
                weight=Decimal(70),
                activities=(ActivityEntry("1.1", "Growth", (strategic,)),),
            ),
            ObjectiveEntry(
                row="governance",
                section="governance",
                code=None,
                title="Good governance",
                weight=Decimal(30),
                activities=(ActivityEntry(None, "Governance", (governance,)),),
            ),
        ),
    )


def plan(
    at: Office, figures: Mapping[Month, int], *, printed: int | None = None, kind: str = "apa"
) -> Plan:
    return import_document(document(figures, printed=printed), office=at, kind=kind)


def hand_in(one: Plan, month: Month, *, on: date, state: State = State.SUBMITTED) -> None:
    MonthlyReturn.objects.filter(plan=one, month=month.first_day).update(
        state=state,
        submitted_at=datetime(on.year, on.month, on.day, 6, tzinfo=UTC),
        late_by=calendar_of(one).of_month(month).late_by(on),
    )
