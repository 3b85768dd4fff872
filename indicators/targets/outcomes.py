"""The outcomes of years that are over, of the rows that are the same: read for many rows at once.

A constant number of queries, whatever the number of rows. Of thousands of offices the nearest
``MOST`` are looked at: a median needs no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Final, TypeAlias

from django.db.models import Case, IntegerField, Max, Q, QuerySet, When

from indicators.periods.models import EvaluatedValue
from indicators.returns.models import Score, ScoreLine
from indicators.targets.expected.values import YEARS, YearOutcome
from indicators.targets.values import SoFar
from numerals import FiscalYearSpan, Value
from offices.models import Office
from plans.document.matching.wordings import Answers, Worded, alike, same_of
from plans.document.methods import Method
from plans.document.values import TierTargets
from plans.models import TARGET_FIELDS, Indicator, Plan

MOST: Final = 120

_WORDS: Final = ("title", "unit", "method", "activity__title", "activity__objective__title")
_WORDS_OF_LINE: Final = tuple(f"indicator__{name}" for name in _WORDS)


@dataclass(slots=True)
class Found:
    """What the past has of one wording: outcomes, the office's own targets then, its year now."""

    outcomes: list[YearOutcome] = field(default_factory=list)
    targets: list[TierTargets] = field(default_factory=list)
    so_far: SoFar | None = None


def years_before(year: int) -> tuple[int, ...]:
    """The years that are looked back on, the latest first."""
    return tuple(range(year - 1, year - 1 - YEARS, -1))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was read of earlier years, by the wordings that rows had then.

    ``same`` are, of each wording asked for, the earlier ones that are the same.
    """

    same: Mapping[Worded, Mapping[Worded, float]]
    lines: Mapping[Worded, Sequence[YearOutcome]]

    def found(self, wordings: Collection[Worded]) -> dict[Worded, Found]:
        """What the past has of one plan's wordings: each earlier row is of one of them alone."""
        found = {one: Found() for one in wordings}
        chosen: dict[tuple[Worded, int, int], tuple[float, YearOutcome]] = {}
        for earlier, ones in turned(self.same, wordings).items():
            for outcome in self.lines.get(earlier, ()):
                for one, likeness in ones:
                    # Of two rows that are both the same, the one that is more alike.
                    at = (one, outcome.office, outcome.year)
                    if at not in chosen or chosen[at][0] < likeness:
                        chosen[at] = (likeness, outcome)
        for (one, _office, _year), (_likeness, outcome) in chosen.items():
            found[one].outcomes.append(outcome)
        return found


def outcomes_of(
    wordings: Collection[Worded], *, office: Office, year: int, kind: str, answers: Answers
) -> dict[Worded, Found]:
    """What came of the rows that are the same, in the office and its peers, before ``year``.

    Eight queries. Rows whose units or kinds of method differ are other amounts, and left out.
    """
    years = years_before(year)
    read = outcomes_among(wordings, _plans(office, years, kind), years=years, answers=answers)
    found = read.found(wordings)
    if read.same:
        _add_own(found, turned(read.same, wordings), office=office, years=years, kind=kind)
    return found


def outcomes_among(
    wordings: Collection[Worded], plans: QuerySet[Plan], *, years: Collection[int], answers: Answers
) -> Outcomes:
    """The outcomes of these plans' years, of the rows that are the same: four queries.

    The plans are named by their ids: a statement that had to find them itself was planned badly
    by a PostgreSQL that did not know its tables yet.
    """
    keys = list(plans.order_by().values_list("pk", flat=True))
    same = _same(wordings, keys, answers)
    if not same:
        return Outcomes({}, {})
    titles = {other.title for others in same.values() for other in others}
    recognised = _recognised(keys, titles)
    latest: dict[tuple[Worded, int, int], Value] = {}
    for office, year, pk, achieved, wording in _lines(keys, years, titles):
        value = recognised.get(pk, achieved)
        if value is not None:
            latest[wording, office, year] = value
    lines: dict[Worded, list[YearOutcome]] = defaultdict(list)
    for (wording, office, year), value in latest.items():
        lines[wording].append(YearOutcome(office, year, value))
    return Outcomes(same, lines)


_Ours: TypeAlias = Mapping[Worded, list[tuple[Worded, float]]]


def turned(same: Mapping[Worded, Mapping[Worded, float]], wordings: Collection[Worded]) -> _Ours:
    """Of each earlier wording that of ``wordings`` which it is most alike, with how much."""
    ours: dict[Worded, list[tuple[Worded, float]]] = {}
    for one in dict.fromkeys(wordings):
        for other, likeness in same.get(one, {}).items():
            if _is_comparable(one, other):
                ours.setdefault(other, []).append((one, likeness))
    return {
        other: [(one, likeness) for one, likeness in ones if likeness == max(ones, key=_value)[1]]
        for other, ones in ours.items()
    }


def _value(pair: tuple[Worded, float]) -> float:
    return pair[1]


def _plans(office: Office, years: Collection[int], kind: str) -> QuerySet[Plan]:
    """The plans of the office and the offices of its level that are nearest to it."""
    near = (
        Office.objects.filter(
            level=office.level, plans__kind=kind, plans__fiscal_year__in=list(years)
        )
        .annotate(
            distance=Case(
                When(pk=office.pk, then=0),
                When(parent=office.parent_id, then=1),
                default=2,
                output_field=IntegerField(),
            )
        )
        .order_by("distance", "pk")
        .values_list("pk", flat=True)
        .distinct()[:MOST]
    )
    return Plan.objects.filter(
        office__in=list(near), fiscal_year__in=list(years), kind=kind
    ).order_by()


def _same(
    wordings: Collection[Worded], plans: Collection[int], answers: Answers
) -> Mapping[Worded, Mapping[Worded, float]]:
    """Of each wording those of the plans that are the same."""
    rows = Indicator.objects.filter(plan__in=plans).order_by().values_list(*_WORDS).distinct()
    return same_of(alike(wordings, [_worded(row) for row in rows], answers=answers))


def _worded(words: Sequence[str]) -> Worded:
    title, unit, method, activity, objective = words
    return Worded(title, unit, method, activity or objective)


def _is_comparable(one: Worded, other: Worded) -> bool:
    """Whether the figures of the two are amounts of the same thing."""
    return one.unit.strip() == other.unit.strip() and _is_mean(one) == _is_mean(other)


def _is_mean(one: Worded) -> bool:
    return bool(one.method) and Method(one.method).rule.is_mean


def _lines(
    plans: Collection[int], years: Iterable[int], titles: Collection[str]
) -> Iterable[tuple[int, int, int, Value | None, Worded]]:
    """Office, year, indicator, achievement of the whole year and wording."""
    ends = reduce(
        or_,
        (
            Q(score__plan__fiscal_year=one, score__month=FiscalYearSpan(one).months[-1])
            for one in years
        ),
    )
    rows: Iterable[tuple[Any, ...]] = (
        ScoreLine.objects.filter(ends, score__plan__in=plans, indicator__title__in=titles)
        .order_by("score__plan__version")
        .values_list(
            "score__plan__office",
            "score__plan__fiscal_year",
            "indicator",
            "achieved",
            *_WORDS_OF_LINE,
        )
    )
    for office, year, pk, achieved, *words in rows:
        yield office, year, pk, achieved, _worded(words)


def _recognised(plans: Collection[int], titles: Collection[str]) -> dict[int, Value | None]:
    """What was recognised otherwise when a year was finally evaluated, by indicator id."""
    rows = EvaluatedValue.objects.filter(
        report__plan__in=plans,
        report__plan__final_score__isnull=False,
        indicator__title__in=titles,
    )
    return dict(rows.values_list("indicator", "value"))


def _add_own(
    found: Mapping[Worded, Found],
    ours: _Ours,
    *,
    office: Office,
    years: tuple[int, ...],
    kind: str,
) -> None:
    """The office's own targets then, and what the year before has made if it is not over."""
    plans = Plan.objects.filter(office=office, fiscal_year__in=list(years), kind=kind)
    rows = (
        Indicator.objects.filter(plan__in=plans)
        .order_by("-plan__fiscal_year", "position")
        .values_list(*_WORDS, *TARGET_FIELDS)
    )
    for *words, t100, t90, t80, t70, t60 in rows:
        for one, _likeness in ours.get(_worded(words), ()):
            found[one].targets.append(TierTargets(t100, t90, t80, t70, t60))
    last = Score.objects.filter(plan__in=plans, plan__fiscal_year=years[0])
    until = last.aggregate(until=Max("month"))["until"]
    if until is None or until == FiscalYearSpan(years[0]).months[-1]:
        return
    lines = ScoreLine.objects.filter(score__in=last.filter(month=until)).values_list(
        "achieved", *_WORDS_OF_LINE
    )
    for achieved, *words in lines:
        for one, _likeness in ours.get(_worded(words), ()):
            if achieved is not None:
                found[one].so_far = SoFar(years[0], until, achieved)
