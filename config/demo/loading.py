"""The demo is loaded: once, all of it or nothing, as of a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils import timezone

from config.demo.amendments import amend
from config.demo.characters import REAL, AgreementStanding, chosen_districts
from config.demo.documents import INNOVATION, fixture
from config.demo.offices import HEAD_OFFICE, create_offices
from config.demo.people import PLANNER, REVIEWER, create_people, head_of
from config.demo.plans import DemoPlan, plans_of
from config.demo.regions import officer_of
from config.demo.reports import ReportedPlan, Told, store_reports
from config.demo.returns import DemoHands, Signatures, count_waiting, move_returns
from config.demo.seed import SEED, Lot
from config.demo.years import DemoYears
from indicators.periods.models import PeriodReport, PeriodStep
from indicators.returns.digests import place_digest
from indicators.returns.history import stored_changes
from indicators.returns.importing import FirstReturns, store_first_returns
from indicators.returns.models import (
    Achievement,
    CellNote,
    MonthlyReturn,
    ReturnStep,
    Score,
    ScoreLine,
)
from indicators.returns.plan_values import digests_of, plan_values_of
from indicators.returns.workflow import IN_REVIEW
from ledger.models import Change, ChangedField
from ledger.services import record
from offices.models import Level, Office, Posting, User
from offices.statistics import refresh_statistics
from plans.agreements.outright import Signing, agree_all_outright
from plans.agreements.selectors import agreement_of, year_is_over
from plans.agreements.services import close, propose, return_agreement
from plans.document.defaults import Kind
from plans.document.parts.kinds import Part
from plans.document.parts.values import Content
from plans.models import Activity, Indicator, Objective, Plan
from plans.parts.models import AgreementPart
from plans.parts.told import told_content
from plans.services import store_plan

_TOGETHER: Final = 48
"""How many plans are stored at once: those of eight districts."""

_SIGNED: Final = (6, 25)
"""The month and day by which agreements are signed."""

RETURNED_FOR: Final = "গত বছরের অর্জনের তুলনায় লক্ষ্যমাত্রা কম; চিহ্নিত সূচক সংশোধন করে আবার প্রস্তাব করুন।"
NOTE_AT_ROW: Final = "গত বছরের অর্জন এর চেয়ে বেশি ছিল।"

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
_OF_THEIR_WAYS: Final = (MonthlyReturn, ReturnStep, CellNote, PeriodReport, PeriodStep, Change)


class OfficesExist(Exception):
    """The database holds real offices: no place for invented figures."""


def is_loaded() -> bool:
    """Whether the database holds the demo."""
    return Office.objects.filter(is_demo=True).exists()


@transaction.atomic
def load_demo(
    *,
    districts: int | None = None,
    today: date | None = None,
    seed: int = SEED,
    only_real: bool = False,
) -> bool:
    """Load the demo as it stands at the end of ``today``; whether there was anything to do.

    ``districts`` limits it to the first of them. With ``only_real`` no plan is invented: there
    are the two real documents. Raises ``OfficesExist`` when the database holds offices that are
    no demo.
    """
    if is_loaded():
        return False
    if Office.objects.exists():
        raise OfficesExist
    years = DemoYears(today or timezone.localdate())
    chosen = chosen_districts(districts)
    offices = create_offices(chosen)
    users = create_people(chosen, offices=offices)
    refresh_statistics(Office, User, Posting)
    innovation = fixture(INNOVATION)
    store_plan(innovation, office=offices[HEAD_OFFICE], kind=Kind.INNOVATION, is_demo=True)
    lot = Lot(seed)
    loader = _Loader(offices, users, lot, now=_now(years.today), running=years.running.start)
    plans = plans_of(chosen, years, lot, now=loader.now, only_real=only_real)
    while some := list(islice(plans, _TOGETHER)):
        loader.add(some)
        refresh_statistics(*_OF_A_PLAN)
    loader.finish()
    refresh_statistics(*_OF_THEIR_WAYS)
    return True


def _now(today: date) -> datetime:
    """The end of the day, or this moment if that is earlier."""
    end = datetime.combine(today, time(23, 59), tzinfo=timezone.get_default_timezone())
    return min(end, timezone.now())


@dataclass(frozen=True)
class _Loader:
    """Stores plans with what became of them, and remembers what the history has to tell."""

    offices: Mapping[str, Office]
    users: Mapping[str, User]
    lot: Lot
    now: datetime
    running: int
    """The first calendar year of the running fiscal year."""
    signatures: Signatures = field(default_factory=Signatures)
    told: Told = field(default_factory=list)
    unsigned: dict[int, AgreementStanding] = field(default_factory=dict)
    """How far plans are that nobody has agreed to, by id."""
    waiting: list[MonthlyReturn] = field(default_factory=list)

    def add(self, plans: Sequence[DemoPlan]) -> None:
        """Store these plans with their returns, scores, steps and reports."""
        stored = {}
        for one in plans:
            office = self.offices[one.district.code]
            plan = store_plan(one.document, office=office, kind=one.kind, is_demo=True)
            stored[plan.pk] = (plan, one)
            self.told.extend(
                (min(_signed_at(plan, time(10)), self.now), change)
                for change in _write_texts(plan, one.texts, by=self._officer(one.district.code))
            )
            if one.standing is not AgreementStanding.AGREED:
                self.unsigned[plan.pk] = one.standing
        figures, scores = store_first_returns(
            [
                FirstReturns(
                    plan, one.document, one.document.months, self._officer(one.district.code)
                )
                for plan, one in stored.values()
            ]
        )
        hands = {pk: self._hands(one) for pk, (_, one) in stored.items()}
        ways = {
            monthly_return: stored[pk][1].ways[month]
            for pk, own in figures.items()
            for month, monthly_return in own.monthly_returns.items()
        }
        move_returns(
            ways,
            hands=hands,
            rows={pk: own.ids for pk, own in figures.items()},
            signatures=self.signatures,
            now=self.now,
        )
        self.waiting.extend(one for one in ways if one.state in IN_REVIEW)
        self.told.extend(stored_changes(stored))
        reported = [
            ReportedPlan(own, scores[pk], own.monthly_returns, hands[pk])
            for pk, own in figures.items()
        ]
        self.told.extend(
            store_reports(reported, lot=self.lot, signatures=self.signatures, now=self.now)
        )

    def _hands(self, plan: DemoPlan) -> DemoHands:
        district = plan.district
        submitter = self._own(district.code)
        return DemoHands(submitter, reviewer=self.users[district.region])

    def _officer(self, office: str) -> User:
        """Who enters the office's figures."""
        return self.users.get(officer_of(office)) or self.users[office]

    def _own(self, office: str) -> User:
        """Who hands in for the office."""
        return self.users.get(head_of(office)) or self._officer(office)

    def finish(self) -> None:
        """Look over what waits, and tell of everything in the order in which it came to be."""
        count_waiting(self.waiting)
        self.told.extend(_came_to_be(self.now))
        self.told.extend(self._agreed())
        self.told.sort(key=lambda one: one[0])
        for at, change in self.told:
            change.at = at
        record(change for _, change in self.told)
        self._propose()
        self._close()
        self._amend()

    def _close(self) -> None:
        """Agreements of the year that is evaluated are closed by the superior side."""
        evaluated = Plan.objects.filter(is_demo=True, kind=Kind.APA, final_score__isnull=False)
        for plan in evaluated.select_related("office__parent", "fiscal_year").order_by("pk"):
            if year_is_over(plan, timezone.localdate()):
                _, by_superior = self._signers(plan.office)
                close(agreement_of(plan), by=by_superior)

    def _amend(self) -> None:
        """Two offices amend their agreements of the running year: what the one asks is agreed,
        what the other asks waits for its superior office.
        """
        agreed = Plan.objects.filter(is_demo=True, kind=Kind.APA, fiscal_year=self.running)
        agreed = agreed.exclude(agreed_version=0).exclude(office__code=REAL)
        districts = agreed.filter(office__level=Level.DISTRICT).select_related(
            "office__parent", "fiscal_year", "rule_set"
        )
        chosen = [one for one in districts.order_by("pk") if one.pk not in self.unsigned]
        for plan, is_decided in zip(chosen[:2], (True, False), strict=False):
            by_office, by_superior = self._signers(plan.office)
            officer = self._officer(plan.office.code)
            amend(
                plan, officer=officer, head=by_office, superior=by_superior, is_decided=is_decided
            )

    def _propose(self) -> None:
        """Some agreements are on their way still: they were proposed, or have come back, today."""
        plans = Plan.objects.select_related("office__parent").in_bulk(self.unsigned)
        for pk, standing in sorted(self.unsigned.items()):
            if standing is AgreementStanding.DRAFT:
                continue
            by_office, by_superior = self._signers(plans[pk].office)
            propose(agreement_of(plans[pk]), by=by_office)
            if standing is AgreementStanding.RETURNED:
                row = plans[pk].indicators.order_by("position")[3]
                return_agreement(
                    agreement_of(plans[pk]),
                    reason=RETURNED_FOR,
                    notes={row.pk: NOTE_AT_ROW},
                    by=by_superior,
                )

    def _agreed(self) -> Iterator[tuple[datetime, Change]]:
        """Each plan is signed on that day, after noon: by who submits for the district, and by
        its regional office; the head office's own by two people there.
        """
        plans = Plan.objects.filter(is_demo=True).exclude(pk__in=self.unsigned)
        plans = plans.select_related("office__parent")
        signings = [
            Signing(plan, *self._signers(plan.office), at=min(_signed_at(plan, time(12)), self.now))
            for plan in plans
        ]
        at = {one.plan.pk: one.at for one in signings}
        for change in agree_all_outright(signings):
            yield at[change.plan_id or 0], change

    def _signers(self, office: Office) -> tuple[User, User]:
        if office.code == HEAD_OFFICE or office.parent is None:
            return self.users[PLANNER], self.users[REVIEWER]
        superior = self.users.get(office.parent.code, self.users[REVIEWER])
        return self._own(office.code), superior


def _write_texts(plan: Plan, texts: Mapping[Part, Content], *, by: User) -> list[Change]:
    """The parts of a plan that nobody has signed yet are stored; the lines that tell of them."""
    parts = {part: content for part, content in texts.items() if content}
    AgreementPart.objects.bulk_create(
        AgreementPart(
            plan=plan,
            part=part.value,
            text=content if isinstance(content, str) else "",
            rows=[] if isinstance(content, str) else [list(row) for row in content],
            version=1,
            changed_by=by,
        )
        for part, content in parts.items()
    )
    return [
        Change(
            plan=plan,
            row=part.value,
            field=ChangedField.AGREEMENT_PART,
            after=told_content(content),
            by=by,
        )
        for part, content in parts.items()
    ]


def _signed_at(plan: Plan, at: time) -> datetime:
    day = date(plan.span.start, *_SIGNED)
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone())


def _came_to_be(now: datetime) -> Iterator[tuple[datetime, Change]]:
    """Each plan came to be on the day by which it is to be signed."""
    plans = Plan.objects.filter(is_demo=True).in_bulk()
    for pk, digest in digests_of(plan_values_of(plans)).items():
        yield (
            min(_signed_at(plans[pk], time(11)), now),
            Change(
                plan_id=pk,
                field=ChangedField.WHOLE_PLAN,
                after=digest,
                by=None,
                digest=place_digest(plans[pk]),
            ),
        )
