"""Stored figures of many offices → the dashboard of one month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from indicators.scoring.precision import HUNDRED, ZERO
from indicators.scoring.ranking import rank
from indicators.scoring.standings import difference, mean, standings
from indicators.scoring.values import ObjectiveScore
from numerals import Month
from plans.calendar.terms import Term
from plans.models import RuleSet
from reports.dashboard.heat import heat_cell
from reports.dashboard.lines import line_of
from reports.dashboard.objectives import BoardColumn, HeatCell, ObjectiveKey, ObjectiveTitle
from reports.dashboard.offices import (
    OfficeDetails,
    OfficeFigures,
    RankedOffice,
    ReturnState,
    StoredReturn,
)
from reports.dashboard.returns import return_statuses, state_of
from reports.dashboard.shifts import shift_of
from reports.dashboard.shown import BoardRow, PaceShare, Summary

SPARK_WIDTH: Final = 84
SPARK_HEIGHT: Final = 28
_SPARK_MARGIN: Final = 3

NO_DETAILS: Final = OfficeDetails()
NO_PACE: Final[Mapping[int, PaceShare]] = MappingProxyType({})
NO_CONTRADICTIONS: Final[Mapping[str, int]] = MappingProxyType({})

Objectives = Mapping[ObjectiveKey, ObjectiveScore]
Details = Mapping[int, OfficeDetails]
"""By office id."""


def places_of(
    offices: Iterable[OfficeFigures], *, today: date, least: Decimal = ZERO
) -> list[RankedOffice]:
    """The offices by rank, what has no rank last.

    An office without a score of the month keeps that of its latest scored month; so it does
    in last month's ranking, against which movement is told. The first month of a fiscal year
    has no last month. Scores closer than ``least`` share a rank.
    """
    known = {office.pk: office for office in offices}
    standing = standings(
        {pk: office.composite for pk, office in known.items()},
        before={pk: office.earlier for pk, office in known.items()},
        least=least,
    )
    in_region = _ranks_in_regions(known.values(), least=least)
    holders = Counter(one.rank for one in standing.values() if one.rank is not None)
    # Thousands of offices are in a few states only.
    states: dict[tuple[StoredReturn | None, Term, bool, bool], ReturnState] = {}
    places = []
    for office in known.values():
        key = office.stored_return, office.term, office.plan is not None, office.is_waited_for
        if key not in states:
            states[key] = _state(office, today=today)
        own = standing[office.pk]
        equals = holders[own.rank] - 1 if own.rank is not None else 0
        place = RankedOffice(office, own, states[key], in_region.get(office.pk), equals)
        places.append(place)
    places.sort(key=_by_rank)
    return places


def _ranks_in_regions(offices: Iterable[OfficeFigures], *, least: Decimal) -> dict[int, int | None]:
    """Each office's rank among those under the same superior office."""
    regions: dict[int, dict[int, Decimal | None]] = {}
    for office in offices:
        if office.superior is not None:
            regions.setdefault(office.superior, {})[office.pk] = office.composite
    return {pk: place for one in regions.values() for pk, place in rank(one, least=least).items()}


def _by_rank(place: RankedOffice) -> tuple[bool, int, Decimal, str]:
    own = place.standing
    return own.rank is None, own.rank or 0, -(own.composite or ZERO), place.office.name


def _state(office: OfficeFigures, *, today: date) -> ReturnState:
    has_plan = office.plan is not None
    return state_of(
        office.stored_return,
        has_plan=has_plan,
        term=office.term,
        today=today,
        is_waited_for=office.is_waited_for,
    )


def side_by_side(details: Details) -> Details:
    """``details`` with the one objective of a section under one key, coded or not.

    Where a section is a single objective, such as governance, some plans give it a code and
    some do not: it is compared in one column all the same.
    """
    own = {pk: Counter(score.section for score in one.objectives) for pk, one in details.items()}
    uncoded = {
        score.section
        for one in details.values()
        for score in one.objectives
        if score.key == score.section
    }

    def alike(pk: int, score: ObjectiveScore) -> ObjectiveScore:
        is_single = score.section in uncoded and own[pk][score.section] == 1
        return replace(score, key=score.section) if is_single else score

    return {
        pk: replace(one, objectives=tuple(alike(pk, score) for score in one.objectives))
        for pk, one in details.items()
    }


def columns_of(
    details: Details, *, titles: Mapping[ObjectiveKey, ObjectiveTitle]
) -> tuple[BoardColumn, ...]:
    """The objectives of the offices, each with its average, in the order they are met."""
    found: dict[ObjectiveKey, dict[int, ObjectiveScore]] = {}
    for pk, one in details.items():
        for key, score in _by_key(one).items():
            found.setdefault(key, {})[pk] = score
    return tuple(
        BoardColumn(
            key=key,
            title=titles.get(key) or ObjectiveTitle(key.row, key.row, ""),
            weight=_shared_weight(scores.values()),
            average=mean(score.normalised for score in scores.values()),
            shares={pk: score.normalised for pk, score in scores.items()},
        )
        for key, scores in found.items()
    )


def _by_key(details: OfficeDetails) -> Objectives:
    return {ObjectiveKey(score.section, score.key): score for score in details.objectives}


def _shared_weight(scores: Iterable[ObjectiveScore]) -> Decimal | None:
    weights = {score.stated_weight for score in scores}
    return weights.pop() if len(weights) == 1 else None


def rows_of(
    places: Iterable[RankedOffice],
    *,
    month: Month,
    today: date,
    columns: Sequence[BoardColumn],
    details: Details,
    top: Decimal | None,
    reviewing: Mapping[int, str],
    rules: Mapping[int, RuleSet],
    are_rules_told: bool = False,
    pace: Mapping[int, PaceShare] = NO_PACE,
    contradictions: Mapping[str, int] = NO_CONTRADICTIONS,
) -> tuple[BoardRow, ...]:
    """The rows of the ranking; ``top`` is the composite at the upper edge of their lines.

    ``reviewing`` names who decides on the returns that wait for it, by the office's id; ``rules``
    are those that grade and, where told of, name the scores, by their id. ``contradictions``
    counts by office code.
    """
    rows = []
    before: int | None = None
    for place in places:
        office = place.office
        own = details.get(office.pk, NO_DETAILS)
        ruled = rules.get(office.rules or 0)
        rows.append(
            BoardRow(
                place=place,
                is_stale=office.composite is not None and office.scored != month,
                line=line_of(
                    own.history,
                    year=month.fiscal_year,
                    width=SPARK_WIDTH,
                    height=SPARK_HEIGHT,
                    top=top or HUNDRED,
                    margin=_SPARK_MARGIN,
                ),
                heat=_heat(own, columns),
                return_status=return_statuses(
                    office.stored_return,
                    office.term,
                    today,
                    office=office.name,
                    reviewing=reviewing.get(office.pk, ""),
                    is_waited_for=office.is_waited_for,
                ),
                rules=ruled.name if ruled and are_rules_told else "",
                grade=ruled.grade(office.composite) if ruled else None,
                pace=pace.get(office.pk),
                contradictions=contradictions.get(office.code, 0),
                is_in_band=place.equals > 0,
                begins_band=place.equals > 0 and place.standing.rank != before,
            )
        )
        before = place.standing.rank
    return tuple(rows)


def _heat(details: OfficeDetails, columns: Sequence[BoardColumn]) -> tuple[HeatCell, ...]:
    objectives = _by_key(details) if columns else {}
    return tuple(
        heat_cell(objectives.get(column.key), name=column.title.short) for column in columns
    )


def rules_used(places: Iterable[RankedOffice]) -> list[tuple[int, int]]:
    """The ids of the rules that scores come from and of how many offices, most offices first."""
    used = Counter(place.office.rules for place in places if place.office.rules is not None)
    return used.most_common()


def top_of(places: Sequence[RankedOffice], details: Details) -> Decimal | None:
    """The highest composite that is told of places by rank; ``None`` where none is above zero."""
    first = (place.standing.composite for place in places[:1])
    history = (score for one in details.values() for score in one.history.values())
    return max((score for score in (*first, *history) if score), default=None)


def summary_of(places: Sequence[RankedOffice]) -> Summary:
    """The figures above the table, of places by rank."""
    planned = [place for place in places if place.state is not ReturnState.NO_PLAN]
    ranked = [place for place in places if place.standing.rank is not None]
    average = mean(place.standing.composite for place in ranked)
    states = [place.state for place in planned]
    return Summary(
        average=average,
        change=shift_of(difference(average, mean(place.standing.earlier for place in ranked))),
        plans=len(planned),
        returns_in=sum(state.is_in for state in states),
        accepted=states.count(ReturnState.ACCEPTED),
        waiting=states.count(ReturnState.SUBMITTED),
        late=states.count(ReturnState.LATE),
        reported=sum(place.office.reported for place in planned),
        cells=sum(place.office.indicators for place in planned),
        highest=ranked[0] if ranked else None,
        lowest=ranked[-1] if ranked else None,
    )
