"""Every plan of the demo as a document with figures, and the way of its returns. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from config.demo.action_plans import action_plan
from config.demo.characters import REAL, AgreementStanding, Character, Ending, characters
from config.demo.districts import District
from config.demo.documents import AGREEMENT, fixture
from config.demo.figures import achieved_in_year, with_year_of_figures
from config.demo.model import Worker
from config.demo.people import REVIEWER
from config.demo.regions import PLANNING, as_district, regional_document
from config.demo.seed import Lot
from config.demo.targets import corrected_row, district_document, projections_of
from config.demo.texts import evidence_of, responsible_for, texts_of
from config.demo.ways import DemoMove, ways_of_months
from config.demo.years import DemoYears
from numerals import Figure, FiscalYearSpan, Month, Value
from plans.document.defaults import ACTION_PLANS, Kind
from plans.document.frequencies import frequencies_asked
from plans.document.parts.kinds import Part
from plans.document.parts.values import Content
from plans.document.values import PlanDocument

_ENOUGH: Final = 2
"""More districts than that, and the last of them has no agreement of the running year."""

LEFT_OUT: Final = {Ending.MISSING: 1, Ending.MISSING_TWO: 2}
"""How many of the months that are over were not begun."""

_IN_TIME: Final = Character(100, punctuality=4, ending=Ending.ACCEPTED, quirks=frozenset())
_REGIONAL: Final = Character(100, punctuality=4, ending=Ending.OPEN, quirks=frozenset())


@dataclass(frozen=True, slots=True)
class DemoPlan:
    """A district's plan with the figures of the months that are over."""

    district: District
    kind: Kind
    document: PlanDocument
    ways: Mapping[Month, tuple[DemoMove, ...]]
    standing: AgreementStanding = AgreementStanding.AGREED
    texts: Mapping[Part, Content] = field(default_factory=dict)


def plans_of(
    districts: Sequence[District],
    years: DemoYears,
    lot: Lot,
    *,
    now: datetime,
    only_real: bool = False,
) -> Iterator[DemoPlan]:
    """All plans, year by year: an office's agreement is its last, the region's that of all."""
    without = districts[-1].code if len(districts) > _ENOUGH else None
    maker = _PlanMaker(years, lot, now, characters(lot), without)
    real = fixture(AGREEMENT)
    of_real = next((one for one in districts if one.code == REAL), None)
    if of_real and (only_real or real.fiscal_year not in years.invented):
        yield maker.real(of_real, real)
    for year in () if only_real else years.invented:
        made = [plan for district in districts for plan in maker.year_of(district, year)]
        yield from made
        if year == years.running:
            yield from maker.region_of(made, year)


@dataclass(frozen=True, slots=True)
class _PlanMaker:
    """What all plans are made with."""

    years: DemoYears
    lot: Lot
    now: datetime
    characters: Mapping[str, Character]
    without: str | None
    """The district that has no agreement of the running year."""
    achieved: dict[tuple[str, int], Mapping[str, Figure]] = field(default_factory=dict)
    """What was achieved in years before, by district and first calendar year."""

    def year_of(self, district: District, year: FiscalYearSpan) -> Iterator[DemoPlan]:
        """The plans of a district and year, the agreement after those that it earns by."""
        for kind in ACTION_PLANS:
            yield self._action_plan(kind, district, year)
        if district.code == REAL and year == fixture(AGREEMENT).fiscal_year:
            yield self.real(district, fixture(AGREEMENT))
        elif year == self.years.last or district.code != self.without:
            yield self._agreement(district, year)

    def region_of(self, made: Sequence[DemoPlan], year: FiscalYearSpan) -> Iterator[DemoPlan]:
        """The regional office's own agreement, after those of its districts."""
        below = [
            one
            for one in made
            if one.kind is Kind.APA
            and one.standing is AgreementStanding.AGREED
            and one.district.region == PLANNING.code
        ]
        if not below:
            return
        office = as_district(PLANNING, REVIEWER)
        worker = Worker(office.code, office.size, _REGIONAL.strength, self.lot, Kind.APA)
        model = district_document(fixture(AGREEMENT), office, frozenset(), worker=worker, year=year)
        document = with_year_of_figures(
            regional_document(
                PLANNING, model, [(one.district.code, one.document) for one in below]
            ),
            _REGIONAL,
            worker=worker,
            months=self._months(year, _REGIONAL),
            base=base_targets(),
        )
        yield self._on_its_way(office, Kind.APA, document, _REGIONAL)

    def real(self, district: District, document: PlanDocument) -> DemoPlan:
        """The real agreement: its months are accepted, but for the last as long as it is new."""
        character = _IN_TIME
        if document.months[-1] == self.years.newest_month:
            character = self.characters[district.code]
        return self._on_its_way(district, Kind.APA, document, character)

    def _agreement(self, district: District, year: FiscalYearSpan) -> DemoPlan:
        character = self._character(district, year)
        standing = character.standing if year == self.years.running else AgreementStanding.AGREED
        months = self._months(year, character) if standing is AgreementStanding.AGREED else ()
        promised = self._promised(district, character, year)
        document = with_year_of_figures(
            promised,
            character,
            worker=self._worker(district, character, Kind.APA),
            months=months,
            base=base_targets(),
        )
        plan = self._on_its_way(district, Kind.APA, document, character)
        texts = texts_of(
            document, office=document.office.replace("\n", ", "), place=district.bn, year=year
        )
        return replace(plan, standing=standing, texts=texts)

    def _promised(
        self, district: District, character: Character, year: FiscalYearSpan
    ) -> PlanDocument:
        """The agreement with what proves each row, who answers for it, and other years' figures."""
        worker = self._worker(district, character, Kind.APA)
        document = district_document(
            fixture(AGREEMENT), district, character.quirks, worker=worker, year=year
        )
        before = {
            str(one): self._achieved(district, one)
            for one in (FiscalYearSpan(year.start - 2), FiscalYearSpan(year.start - 1))
        }
        return document.with_indicators(
            lambda entry: replace(
                entry,
                evidence=evidence_of(entry),
                responsible=responsible_for(entry),
                baselines={
                    one: figure
                    for one, achieved in before.items()
                    if (figure := achieved.get(entry.row)) is not None
                },
                projections=projections_of(entry, year),
            )
        )

    def _achieved(self, district: District, year: FiscalYearSpan) -> Mapping[str, Figure]:
        """What the district achieved by the end of a year, by row; each year is made once."""
        key = district.code, year.start
        if key not in self.achieved:
            settled = self.characters[district.code].settled
            worker = self._worker(district, settled, Kind.APA)
            document = with_year_of_figures(
                district_document(
                    fixture(AGREEMENT), district, settled.quirks, worker=worker, year=year
                ),
                settled,
                worker=worker,
                months=year.months,
                base=base_targets(),
            )
            self.achieved[key] = {
                one.row: figure
                for one in document.indicators
                if (figure := achieved_in_year(one)) is not None
            }
        return self.achieved[key]

    def _action_plan(self, kind: Kind, district: District, year: FiscalYearSpan) -> DemoPlan:
        character = self._character(district, year)
        document = action_plan(kind, district, year)
        asked = {one.frequency for one in document.indicators}
        document = with_year_of_figures(
            document,
            character,
            worker=self._worker(district, character, kind),
            months=[
                month
                for month in self._months(year, character)
                if not asked.isdisjoint(frequencies_asked(month))
            ],
        )
        return self._on_its_way(district, kind, document, character)

    def _character(self, district: District, year: FiscalYearSpan) -> Character:
        """How the district does in the year: settled, unless the newest month is in it."""
        own = self.characters[district.code]
        return own if self.years.newest_month in year else own.settled

    def _worker(self, district: District, character: Character, kind: Kind) -> Worker:
        size = size_in(district, kind)
        return Worker(district.code, size, character.strength, self.lot, kind)

    def _months(self, year: FiscalYearSpan, character: Character) -> tuple[Month, ...]:
        over = self.years.months_over(year)
        return over[: len(over) - LEFT_OUT.get(character.ending, 0)]

    def _on_its_way(
        self, district: District, kind: Kind, document: PlanDocument, character: Character
    ) -> DemoPlan:
        chance = self.lot.of(district.code, kind, document.fiscal_year, "returns")
        newest = self.years.newest_month
        ways = ways_of_months(document, character, chance=chance, newest=newest, now=self.now)
        return DemoPlan(district, kind, document, ways)


def size_in(district: District, kind: Kind) -> int:
    """How large the district is at its plans of a kind, in percent: action plans are alike."""
    return district.size if kind is Kind.APA else 100


def base_targets() -> dict[str, Value]:
    """The 100 tiers of the real agreement by row."""
    entries = fixture(AGREEMENT).indicators
    return {
        corrected_row(one.row): one.targets.t100 for one in entries if one.targets.t100 is not None
    }
