"""The trend of the dashboard's offices: averages that the database adds up, month by month.

Each month's average is the one that the dashboard of the month shows: an office without a score of
a month stands as of its latest before, by accepted figures as of the month up to which all returns
are accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from django.core.cache import caches
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    FloatField,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Round
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.returns.models import MonthlyReturn, Score
from indicators.returns.selectors.accepted import not_accepted
from indicators.scoring.values import ObjectiveScore
from numerals import FiscalYearSpan, Month, show_scores_at
from plans.models import Plan
from reports.dashboard.board import columns_of, side_by_side
from reports.dashboard.offices import OfficeDetails
from reports.dashboard.selection import Selection
from reports.dashboard.trend import (
    CountedScores,
    Group,
    Trend,
    TrendRow,
    TrendYear,
    added_up,
    line_before,
    row_of_counted,
)
from reports.selectors.board import RANKINGS, SIDE_BY_SIDE, key_of
from reports.selectors.dashboard import OfficeScope, Planned, of_field, of_offices, titles_of
from reports.selectors.objectives import objective_scores
from reports.selectors.office_columns import standing_in, until_accepted

EARLIER_YEARS: Final = 4
KEPT: Final = 600
"""Seconds for which the sums of thousands of offices are kept."""
_PLACES: Final = 10
"""Decimals of a stored composite; sums are made of whole numbers, so that they are exact."""

_Years = dict[FiscalYearSpan, list[Group]]


def trend_of(field: OfficeScope, selection: Selection, planned: Planned, *, today: date) -> Trend:
    """The page for the offices of the field: a query for each year, two more."""
    if rules := planned.rules_of(selection):
        show_scores_at(next(iter(rules.values())).score_places)
    of_kind = planned.of_kind(selection.kind)
    years = sorted((one for one in of_kind if one.start < selection.year.start), reverse=True)
    groups, as_of = _groups(field, selection, years[:EARLIER_YEARS], today=today)
    months = tuple(one for one in selection.year.months if one <= selection.month)
    this_year = groups[selection.year]
    own = [one for one in this_year if one.is_own]
    own_row = row_of_counted(_("These offices"), added_up(own), months)
    country = row_of_counted(_("The whole country"), added_up(this_year), months)
    last = FiscalYearSpan(selection.year.start - 1)
    before = added_up(one for one in groups.get(last, ()) if one.is_own)
    is_wide = own_row.offices > SIDE_BY_SIDE
    return Trend(
        months=months,
        own=own_row,
        country=None if len(own) == len(this_year) else country,
        before=line_before(before, last),
        regions=_regions(field, own, months, selection),
        objectives=() if is_wide else _objectives(field, selection, months),
        years=tuple(_year(year, groups[year], selection) for year in sorted(groups, reverse=True)),
        is_wide=is_wide,
        as_of=as_of,
    )


def _year(year: FiscalYearSpan, groups: Sequence[Group], selection: Selection) -> TrendYear:
    counted = added_up(one for one in groups if one.is_own)
    is_shown = year == selection.year
    at_end = counted.get(year.months[-1], CountedScores())
    at_month = counted.get(_same_month(year, selection), CountedScores())
    return TrendYear(year, at_month, at_end, is_shown)


def _same_month(year: FiscalYearSpan, selection: Selection) -> Month:
    return next(one for one in year.months if one.month == selection.month.month)


def _groups(
    field: OfficeScope, selection: Selection, earlier: Sequence[FiscalYearSpan], *, today: date
) -> tuple[_Years, datetime | None]:
    """The sums of the year at hand, of last year, and of two months of those before; those of
    thousands of offices as they were some minutes ago.
    """
    parts = key_of(field, selection, today=today), str(field.offices.query), *map(str, earlier)
    key = f"trend-{sha256(chr(10).join(parts).encode()).hexdigest()}"
    kept: tuple[_Years, datetime] | None = caches[RANKINGS].get(key)
    if kept:
        return kept
    months = [one for one in selection.year.months if one <= selection.month]
    found = {selection.year: _by_office_above(field, selection, months)}
    for year in earlier:
        same = _same_month(year, selection)
        asked = replace(selection, year=year, month=year.months[-1])
        is_last = year.start == selection.year.start - 1
        of_year = year.months if is_last else dict.fromkeys((same, year.months[-1]))
        found[year] = _by_office_above(field, asked, list(of_year))
    offices = max((one.offices for one in added_up(found[selection.year]).values()), default=0)
    if offices <= SIDE_BY_SIDE:
        return found, None
    now = timezone.now()
    caches[RANKINGS].set(key, (found, now), timeout=KEPT)
    return found, now


def _by_office_above(
    field: OfficeScope, selection: Selection, months: Sequence[Month]
) -> list[Group]:
    """The sums of the year's months by the office above, of all the country's: one query."""
    last = selection.year.months[-1]
    own = Value(True, output_field=BooleanField())
    if not field.is_whole:
        own = Case(  # type: ignore[assignment]
            When(office__in=field.offices, then=True), default=False, output_field=BooleanField()
        )
    plans = until_accepted(Plan.objects.filter(of_offices(field.country, selection)), selection)
    names = {f"m{place}": month for place, month in enumerate(months)}
    rows = plans.annotate(
        is_own=own,
        **{
            name: composite_in(selection, month, is_last=month == last)
            for name, month in names.items()
        },
    )
    by_office: Iterable[Mapping[str, Any]] = (
        rows.order_by()
        .values("office__parent__path", "is_own")
        .annotate(
            **{f"{name}_sum": Sum(name) for name in names},
            **{f"{name}_count": Count(name) for name in names},
        )
    )
    return [
        Group(
            path=one["office__parent__path"] or "",
            is_own=one["is_own"],
            months={
                month: summed(one[f"{name}_sum"], one[f"{name}_count"])
                for name, month in names.items()
            },
        )
        for one in by_office
    ]


def summed(total: int | None, offices: int) -> CountedScores:
    """What was added up by the database, in units of the last decimal."""
    return CountedScores(Decimal(total or 0).scaleb(-_PLACES), offices)


def composite_in(selection: Selection, month: Month, *, is_last: bool) -> Any:
    """What an office stands at in the month, in units of the last decimal; in the year's last the
    final evaluation's, where there is one.
    """
    bound = standing_in(selection, "pk", month.next)[1]
    scores = Score.objects.filter(plan=OuterRef("pk"), month__lt=bound).order_by("-month")
    stands: Any = Subquery(scores.values("normalised")[:1])
    if is_last:
        stands = Coalesce(F("final_score__normalised"), stands)
    whole = Round(Cast(stands, FloatField()) * Value(10.0**_PLACES, output_field=FloatField()))
    return Cast(whole, BigIntegerField())


def _regions(
    field: OfficeScope, own: Sequence[Group], months: Sequence[Month], selection: Selection
) -> tuple[TrendRow, ...]:
    """The offices by the superior offices that can be chosen, where there is more than one."""
    rows = []
    for region in field.regions:
        below = [
            one
            for one in own
            if (one.path == region.path if region.is_superior else one.path.startswith(region.path))
        ]
        if below:
            query = selection.query(region=region.code)
            rows.append(
                row_of_counted(region.name, added_up(below), months, code=region.code, query=query)
            )
    return tuple(rows) if len(rows) > 1 else ()


def _objectives(
    field: OfficeScope, selection: Selection, months: Sequence[Month]
) -> tuple[TrendRow, ...]:
    """The average share of each objective's weight by month: two queries."""
    stored = _stored_objectives(field, selection)
    titles = titles_of(field, selection)
    by_month = {
        month: columns_of(side_by_side(_as_of(stored, month)), titles=titles) for month in months
    }
    keys = dict.fromkeys(column.key for month in reversed(months) for column in by_month[month])
    rows = []
    for key in keys:
        known = {
            month: next((one for one in columns if one.key == key), None)
            for month, columns in by_month.items()
        }
        newest = next(one for one in reversed(list(known.values())) if one)
        rows.append(
            TrendRow(
                newest.title.title,
                newest.title.code,
                tuple((month, one.average if one else None) for month, one in known.items()),
                offices=sum(share is not None for share in newest.shares.values()),
            )
        )
    return tuple(rows)


_Stored = dict[int, dict[Month, tuple[ObjectiveScore, ...]]]


def _stored_objectives(field: OfficeScope, selection: Selection) -> _Stored:
    """The objectives of each office's months that count: one query."""
    found: _Stored = {}
    last = selection.year.months[-1]
    scores = Score.objects.filter(
        of_field(field, selection, plan="plan__"), month__lte=selection.month
    )
    if selection.is_official:
        waiting = MonthlyReturn.objects.filter(
            not_accepted(), plan=OuterRef("plan"), month__lte=OuterRef("month")
        )
        scores = scores.filter(~Exists(waiting))
    for office, month, objectives, final in scores.order_by("plan__version", "month").values_list(
        "plan__office_id", "month", "objectives", "plan__final_score__objectives"
    ):
        own = found.setdefault(office, {})
        own[month] = objective_scores(objectives)
        if final is not None and selection.month == last:
            own[last] = objective_scores(final)
    return found


def _as_of(stored: _Stored, month: Month) -> dict[int, OfficeDetails]:
    """What each office stands at in the month, as of its latest month until then."""
    details = {}
    for office, months in stored.items():
        latest = max((one for one in months if one <= month), default=None)
        if latest is not None:
            details[office] = OfficeDetails({}, months[latest])
    return details
