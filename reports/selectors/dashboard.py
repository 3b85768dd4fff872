"""Which offices the dashboard is of, and what is told of them beside their figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import Final, TypeAlias

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from indicators.returns.models import ScoreLine
from numerals import FiscalYearSpan, Month
from offices.models import Level, Office, User
from offices.selectors import access_of, offices_overseen_by
from plans.models import FiscalYear, RuleSet
from presentation.language import in_language
from reports.dashboard.objectives import ObjectiveKey, ObjectiveTitle
from reports.dashboard.selection import Selection
from reports.dashboard.shown import Contradiction
from reports.selectors.objectives import objective_titles


@dataclass(frozen=True, slots=True)
class RegionOfOffices:
    """An office above field offices, to choose by; ``is_superior`` if directly above."""

    code: str
    name: str
    path: str
    is_superior: bool

    def at_depth(self, depth: int) -> str:
        """The path of the office above it, or itself, that is so many steps below the root."""
        return "/".join(self.path.split("/")[: depth + 1]) + "/"


_Districts: TypeAlias = tuple[
    dict[int, tuple[str, str]], dict[int, tuple[str, int | None]], dict[int, None]
]
"""Code and name, path and superior by id; the ids of those that are overseen."""


@dataclass(frozen=True)
class OfficeScope:
    """The district offices that a reviewer oversees, and the superior offices among them.

    They are ranked among those of the ``country``: all below the same root.
    """

    regions: tuple[RegionOfOffices, ...]
    offices: QuerySet[Office]
    country: QuerySet[Office]

    @property
    def is_whole(self) -> bool:
        """Whether they are the whole country."""
        return self.offices is self.country

    @cached_property
    def own(self) -> Collection[int]:
        """The ids of the district offices: one query, none once the country's names are known."""
        if "_districts" in self.__dict__:
            return self._districts[2]
        return frozenset(self.offices.order_by().values_list("pk", flat=True))

    @property
    def everyone(self) -> Mapping[int, tuple[str, str]]:
        """Code and short name of each district office of the country by id, in order of the names:
        one query.
        """
        return self._districts[0]

    def superior(self, pk: int) -> int | None:
        """The id of the office right above one of the country's district offices."""
        return self._districts[1][pk][1]

    @property
    def names(self) -> Mapping[int, tuple[str, str]]:
        """Those of the offices that are overseen alone."""
        return {pk: self.everyone[pk] for pk in self._districts[2]}

    def office(self, pk: int) -> Office:
        """One of the country's district offices, as far as its place in the tree."""
        path, parent = self._districts[1][pk]
        return Office(pk=pk, path=path, parent_id=parent)

    @cached_property
    def _districts(self) -> _Districts:
        own: Combinable = Value(True)
        if not self.is_whole:
            own = Case(When(pk__in=self.offices.values("pk"), then=True), default=False)
        rows = self.country.annotate(shown=_short_name(), own=own).order_by("shown", "pk")
        names: dict[int, tuple[str, str]] = {}
        places: dict[int, tuple[str, int | None]] = {}
        overseen: dict[int, None] = {}
        for pk, code, name, path, parent, is_own in rows.values_list(
            "pk", "code", "shown", "path", "parent", "own"
        ):
            names[pk], places[pk] = (code, name), (path, parent)
            if is_own:
                overseen[pk] = None
        return names, places, overseen


MOST_REGIONS: Final = 100
"""Superior offices to choose from at once; of more, those above them are chosen first."""


class UnknownRegion(Exception):
    """No superior office of that code oversees any of the user's offices."""


@dataclass(frozen=True)
class Planned:
    """What somebody may choose from: the years and kinds of the plans that they oversee.

    ``rules`` are all versions in force of all years and kinds, newest first.
    """

    pairs: Sequence[tuple[FiscalYear, str]]
    rules: Sequence[RuleSet]

    @property
    def starts(self) -> list[tuple[int, str]]:
        """The same, the years by when they begin."""
        return [(year.start, kind) for year, kind in self.pairs]

    def of_kind(self, kind: str) -> set[FiscalYearSpan]:
        """The years with plans of the kind."""
        return {year.span for year, one in self.pairs if one == kind}

    def year(self, start: int) -> FiscalYear:
        """The year that begins then, whether anything is planned in it or not."""
        known = (one.fiscal_year for one in self.rules if one.fiscal_year_id == start)
        return next(known, FiscalYear(start=start))

    def rules_of(self, selection: Selection) -> dict[int, RuleSet]:
        """Those of the year and kind by their id, newest first."""
        asked = selection.year.start, selection.kind
        return {one.pk: one for one in self.rules if (one.fiscal_year_id, one.kind) == asked}


def planned_by(user: User) -> Planned:
    """The years and kinds of the plans that the user oversees, with their rules: one query."""
    used_by = offices_overseen_by(user).filter(level=Level.DISTRICT, plans__rule_set=OuterRef("pk"))
    rules = list(
        RuleSet.objects.in_force()
        .annotate(is_used=Exists(used_by))
        .select_related("fiscal_year")
        .only("fiscal_year__names", "kind", "version", "score_places", "grades")
        .order_by("fiscal_year", "kind", "-version")
    )
    used = {(one.fiscal_year_id, one.kind): one.fiscal_year for one in rules if one.is_used}
    return Planned([(year, kind) for (_, kind), year in used.items()], rules)


def field_of(user: User, *, region: str, month: Month) -> OfficeScope:
    """The district offices below ``region`` (empty: all) that the user oversees: one query.

    Those that exist at the end of ``month``: a closed one owes nothing, and is not compared.

    Raises ``UnknownRegion``, also for an office that the user does not oversee.
    """
    existing = offices_overseen_by(user).active(month.last_day)
    districts = existing.filter(level=Level.DISTRICT)
    above = [
        RegionOfOffices(*row)
        for row in existing.exclude(level__in=(Level.DISTRICT, Level.UPAZILA))
        .annotate(
            shown=_short_name(), has_districts=Exists(districts.filter(parent=OuterRef("pk")))
        )
        .order_by("shown", "pk")
        .values_list("code", "shown", "path", "has_districts")
    ]
    chosen = next((one for one in above if one.code == region), None)
    if region and chosen is None:
        raise UnknownRegion(region)
    offices = districts.filter(path__under=chosen.path) if chosen else districts
    country: QuerySet[Office] = offices
    if chosen or not access_of(user).oversees_all:
        country = _country(above, districts, month)
    return OfficeScope(_to_choose(above, chosen), offices, country)


def _country(
    above: Sequence[RegionOfOffices], districts: QuerySet[Office], month: Month
) -> QuerySet[Office]:
    """The district offices below the roots of those above; those alone, where there is none."""
    roots = {one.at_depth(1) for one in above}
    return _districts_below(roots, month) if roots else districts


def country_of(office: Office, month: Month) -> QuerySet[Office]:
    """The district offices among which one is ranked in the month: all below the same root."""
    return _districts_below({f"/{office.path.split('/')[1]}/"}, month)


def _districts_below(roots: Collection[str], month: Month) -> QuerySet[Office]:
    below = reduce(or_, (Q(path__under=root) for root in sorted(roots)))
    return Office.objects.active(month.last_day).filter(below, level=Level.DISTRICT)


def _short_name() -> Coalesce:
    """``Office.short_name`` by the database."""
    first, second = in_language("bn", "en"), in_language("en", "bn")
    names = f"short_{first}", f"short_{second}", f"name_{first}", f"name_{second}"
    return Coalesce(*(NullIf(name, Value("")) for name in names), Value(""))


def _to_choose(
    above: Sequence[RegionOfOffices], chosen: RegionOfOffices | None
) -> tuple[RegionOfOffices, ...]:
    """The superior offices of field offices; of many, first those that these are under."""
    superior = tuple(one for one in above if one.is_superior)
    if len(superior) <= MOST_REGIONS:
        return superior
    depths = Counter(one.path.count("/") - 1 for one in above)
    depth = min(depth for depth, offices in depths.items() if offices > 1)
    within = chosen.at_depth(depth) if chosen else None
    return tuple(
        one
        for one in above
        if one.path == one.at_depth(depth) or (one.is_superior and one.at_depth(depth) == within)
    )


def contradictions_of(field: OfficeScope, selection: Selection) -> list[Contradiction]:
    """Achievements to date of the month beside those that the office printed: one query."""
    rows = (
        ScoreLine.objects.filter(
            of_field(field, selection, plan="score__plan__"),
            score__month=selection.month,
            indicator__achievements__monthly_return__month=selection.month,
            indicator__achievements__reported_cumulative__isnull=False,
        )
        .order_by("score__plan__office", "indicator__position")
        .values_list(
            "score__plan__office_id",
            "indicator__code",
            "indicator__title",
            "achieved",
            "indicator__achievements__reported_cumulative",
        )
    )
    place = {office: number for number, office in enumerate(field.names)}
    return [
        Contradiction(
            *field.names[office], indicator=code or title, computed=computed, printed=printed
        )
        for office, code, title, computed, printed in sorted(rows, key=lambda one: place[one[0]])
        if computed is not None and printed is not None
    ]


def titles_of(field: OfficeScope, selection: Selection) -> dict[ObjectiveKey, ObjectiveTitle]:
    """What the objectives of the field's plans are called: one query."""
    return objective_titles(
        of_field(field, selection, plan="plan__"), year=selection.year, kind=selection.kind
    )


def of_field(field: OfficeScope, selection: Selection, *, plan: str = "") -> Q:
    """That the plan at the end of the lookup ``plan`` is one of the field's that is asked for."""
    return of_offices(field.offices, selection, plan=plan)


def of_offices(offices: QuerySet[Office], selection: Selection, *, plan: str = "") -> Q:
    """That the plan is one of these offices'."""
    return Q(
        **{
            f"{plan}office__in": offices,
            f"{plan}fiscal_year": selection.year.start,
            f"{plan}kind": selection.kind,
        }
    )
