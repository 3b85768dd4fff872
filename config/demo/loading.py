"""The demo is loaded: once, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from config.demo.characters import REAL, characters, chosen_districts
from config.demo.districts import District
from config.demo.figures import with_year_of_figures
from config.demo.offices import HEAD_OFFICE, create_offices
from config.demo.people import create_people, head_of
from config.demo.returns import DemoHands, DemoMove, move_returns, moves_of_year, real_moves
from config.demo.targets import district_document
from indicators.returns.history import record_entered
from indicators.returns.importing import import_document
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
)
from ledger.models import Change
from numerals import Month
from offices.models import Office, Posting, User
from offices.statistics import refresh_statistics
from plans.document.defaults import Kind
from plans.document.reader import read_form
from plans.document.values import PlanDocument
from plans.models import Activity, Indicator, Objective, Plan

AGREEMENT: Final = "apa-progress-khulna-2024-q4.txt"
INNOVATION: Final = "innovation-plan-2020-21.txt"

_OF_A_PLAN: Final = (
    Plan,
    Objective,
    Activity,
    Indicator,
    MonthlyReturn,
    Achievement,
    Score,
    ScoreLine,
)


class OfficesExist(Exception):
    """The database holds real offices: no place for invented figures."""


@dataclass(frozen=True)
class _Loader:
    """What has been made so far, and the ways that the returns will have to go."""

    offices: Mapping[str, Office]
    users: Mapping[str, User]
    moves: dict[MonthlyReturn, tuple[DemoMove, ...]] = field(default_factory=dict)
    hands: dict[int, DemoHands] = field(default_factory=dict)

    def add(
        self,
        district: District,
        document: PlanDocument,
        *,
        moves: Mapping[Month, tuple[DemoMove, ...]],
    ) -> None:
        """Store the district's agreement with its returns and scores."""
        officer = self.users[district.code]
        plan = import_document(
            document,
            office=self.offices[district.code],
            kind=Kind.APA,
            by=officer,
            is_demo=True,
        )
        submitter = self.users.get(head_of(district.code), officer)
        self.hands[plan.pk] = DemoHands(submitter, reviewer=self.users[district.region])
        for monthly_return in MonthlyReturn.objects.filter(plan=plan):
            monthly_return.plan = plan
            self.moves[monthly_return] = moves[monthly_return.month]


def is_loaded() -> bool:
    """Whether the database holds the demo."""
    return Office.objects.filter(is_demo=True).exists()


@transaction.atomic
def load_demo(*, districts: int | None = None) -> bool:
    """Load the demo, limited to its first ``districts``; whether there was anything to do.

    Raises ``OfficesExist`` when the database holds offices that are no demo.
    """
    if is_loaded():
        return False
    if Office.objects.exists():
        raise OfficesExist
    chosen = chosen_districts(districts)
    offices = create_offices(chosen)
    loader = _Loader(offices, create_people(chosen, offices=offices))
    refresh_statistics(Office, User, Posting)
    _load_agreements(chosen, loader)
    import_document(
        fixture(INNOVATION), office=offices[HEAD_OFFICE], kind=Kind.INNOVATION, is_demo=True
    )
    refresh_statistics(*_OF_A_PLAN)
    _tell_of_plans()
    move_returns(loader.moves, hands=loader.hands, rows=_rows(loader.hands))
    refresh_statistics(MonthlyReturn, ReturnStep, CellNote, Change)
    return True


def fixture(name: str) -> PlanDocument:
    """One of the two real documents. Raises ``ValueError`` should it not be readable."""
    path = settings.BASE_DIR / "fixtures" / name
    reading = read_form(path.read_text(encoding="utf-8"))
    if reading.document is None:
        raise ValueError(f"{path} is no form")
    return reading.document


def _load_agreements(districts: Iterable[District], loader: _Loader) -> None:
    khulna = fixture(AGREEMENT)
    character_of = characters()
    for number, district in enumerate(districts):
        if number % 8 == 0:
            refresh_statistics(*_OF_A_PLAN)
        if district.code == REAL:
            loader.add(district, khulna, moves=real_moves(khulna))
            continue
        character = character_of[district.code]
        document = with_year_of_figures(
            district_document(khulna, district, character), district.code, character
        )
        loader.add(district, document, moves=moves_of_year(document, district.code, character))


def _tell_of_plans() -> None:
    """Each agreement came to be on the day by which it is to be signed."""
    entered: dict[date, list[int]] = {}
    for plan in Plan.objects.filter(is_demo=True).select_related("fiscal_year"):
        entered.setdefault(date(plan.span.start, 6, 25), []).append(plan.pk)
    for day, plans in sorted(entered.items()):
        at = datetime.combine(day, time(11), tzinfo=timezone.get_current_timezone())
        record_entered(plans, by=None, at=at)


def _rows(plans: Iterable[int]) -> dict[int, dict[str, int]]:
    rows: dict[int, dict[str, int]] = {}
    found = Indicator.objects.filter(plan__in=plans).values_list("plan_id", "row", "pk")
    for plan, row, pk in found:
        rows.setdefault(plan, {})[row] = pk
    return rows
