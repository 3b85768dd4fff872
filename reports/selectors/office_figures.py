"""The stored figures of the dashboard's offices: three queries for the places of all of them,
however many.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    DecimalField,
    F,
    FilteredRelation,
    IntegerField,
    Min,
    Q,
    Value,
    When,
)
from django.utils import timezone

from indicators.returns.review.selectors import office_state
from indicators.returns.workflow import SETTLED
from numerals import Month
from offices.models import Level
from plans.calendar.selectors import office_calendars
from plans.calendar.terms import Term
from plans.calendar.year import OfficeCalendar
from plans.models import Indicator, Plan
from reports.dashboard.offices import OfficeFigures, StoredReturn
from reports.dashboard.selection import Selection
from reports.selectors.dashboard import OfficeScope, of_offices
from reports.selectors.office_columns import (
    asked_in,
    has_returns,
    latest_score,
    let_stand,
    month_value,
    smallest_of_plan,
    standing_in,
    until_accepted,
)
from reports.selectors.returns import stored_return

_BOOL: Final = BooleanField()
_COLUMNS: Final = (
    "office_id",
    "pk",
    "size",
    "now",
    "now__reported",
    "scored",
    "composite",
    "ago",
    "before",
    "earlier",
    "began",
    "begins_later",
    "rules",
    "final_score",
    "final_score__normalised",
    "final_score__rule_set",
    "return_state",
    "asked__late_by",
    "asked__open_until",
    "smallest",
    "let_stand",
)
_NO_WEIGHT: Final = Value(None, output_field=DecimalField())


class _Stored(NamedTuple):
    """What is stored of a plan: ``composite`` as of ``scored``, ``earlier`` as of ``before``.

    ``own`` is the self-score beside the composite of a final evaluation.
    """

    plan: int
    indicators: int
    reported: int | None
    scored: Month | None
    composite: Decimal | None
    before: Month | None
    earlier: Decimal | None
    told: StoredReturn | None
    rules: int | None = None
    began: bool = False
    begins_later: bool = False
    own: Decimal | None = None
    is_final: bool = False
    smallest: Decimal | None = None
    let_stand: str = ""

    def over(self, older: _Stored) -> _Stored:
        """This version of a plan over an older one, which keeps what only it has."""
        stored = self._replace(
            told=self.told or older.told,
            began=self.began or older.began,
            begins_later=self.begins_later or older.begins_later,
        )
        if _is_later(older.scored, self.scored):
            stored = stored._replace(
                scored=older.scored,
                composite=older.composite,
                reported=older.reported,
                rules=older.rules,
                own=older.own,
                is_final=older.is_final,
            )
        if _is_later(older.before, self.before):
            stored = stored._replace(before=older.before, earlier=older.earlier)
        return stored

    def is_waited_for(self, month: Month, *, today: date) -> bool:
        """Whether the month's return is owed: it asks for something, and others came before it.

        Of an office without any return the running month is its first
        (``indicators.returns.selectors.owed.months_of``).
        """
        is_first = not self.begins_later and month == Month.of(today)
        return bool(self.indicators) and (self.began or is_first)


def _is_later(one: Month | None, other: Month | None) -> bool:
    return one is not None and (other is None or one > other)


MOST_IN_FULL: Final = 500
"""Offices of which the smallest indicators and what was let stand are read with their plans."""


def office_figures(field: OfficeScope, selection: Selection) -> list[OfficeFigures]:
    """The figures of all offices of the country as of the month: four queries.

    Of a plan in several versions the newest counts that has a score of the month. Of the year's
    last month the score of a final evaluation is the one that counts. By accepted figures an
    office stands as of the latest month up to which all its returns are accepted.
    """
    plans = _plans(field, selection, in_full=len(field.everyone) <= MOST_IN_FULL)
    levels = dict.fromkeys(field.everyone, Level.DISTRICT)
    calendars = office_calendars(levels, year=selection.year, plan_kind=selection.kind)
    terms = _terms(calendars, selection.month)
    figures, today = [], timezone.localdate()
    for office, (code, name) in field.everyone.items():
        stored = plans.get(office)
        if stored is None:
            superior = field.superior(office)
            figures.append(OfficeFigures(office, code, name, terms[office], superior=superior))
            continue
        figures.append(
            OfficeFigures(
                pk=office,
                code=code,
                name=name,
                term=terms[office],
                plan=stored.plan,
                indicators=stored.indicators,
                reported=stored.reported or 0,
                scored=stored.scored,
                composite=stored.composite,
                earlier=stored.earlier,
                stored_return=stored.told,
                is_waited_for=stored.is_waited_for(selection.month, today=today),
                own=stored.own,
                is_final=stored.is_final,
                rules=stored.rules,
                superior=field.superior(office),
                smallest=stored.smallest,
                let_stand=stored.let_stand,
            )
        )
    return figures


def _terms(calendars: Mapping[int, OfficeCalendar], month: Month) -> dict[int, Term]:
    """The term of the month's return of each office; most offices share a calendar."""
    known = {id(calendar): calendar for calendar in calendars.values()}
    terms = {key: calendar.of_month(month) for key, calendar in known.items()}
    return {office: terms[id(calendar)] for office, calendar in calendars.items()}


def _plans(field: OfficeScope, selection: Selection, *, in_full: bool) -> dict[int, _Stored]:
    """What is stored of each office's plan with the month's return: one query."""
    found: dict[int, _Stored] = {}
    returns: dict[tuple[Any, ...], StoredReturn | None] = {}
    month, earlier = selection.month, selection.month.previous
    is_older, bound = standing_in(selection, "now", month)
    was_older, bound_before = standing_in(selection, "ago", earlier)
    plans = (
        until_accepted(Plan.objects.filter(of_offices(field.country, selection)), selection)
        .annotate(
            asked=FilteredRelation("monthly_returns", condition=Q(monthly_returns__month=month)),
            now=FilteredRelation("scores", condition=Q(scores__month=month)),
            ago=FilteredRelation("scores", condition=Q(scores__month=earlier)),
        )
        .annotate(
            size=Case(
                When(now=None, then=asked_in(month)),
                default=F("now__indicators"),
                output_field=IntegerField(),
            ),
            scored=Case(
                When(is_older, then=latest_score("month", bound)), default=month_value(month)
            ),
            composite=Case(
                When(is_older, then=latest_score("normalised", bound)), default=F("now__normalised")
            ),
            rules=Case(
                When(is_older, then=latest_score("rule_set", bound)),
                default=F("now__rule_set"),
                output_field=IntegerField(),
            ),
            before=Case(
                When(was_older, then=latest_score("month", bound_before)),
                default=month_value(earlier),
            ),
            earlier=Case(
                When(was_older, then=latest_score("normalised", bound_before)),
                default=F("ago__normalised"),
            ),
            began=Case(
                When(asked=None, then=has_returns(month__lt=month)),
                default=True,
                output_field=_BOOL,
            ),
            begins_later=Case(
                When(asked=None, then=has_returns(month__gt=month)),
                default=False,
                output_field=_BOOL,
            ),
        )
        .annotate(return_state=office_state("asked__"))
        .annotate(smallest=smallest_of_plan() if in_full else _NO_WEIGHT)
        .annotate(let_stand=let_stand() if in_full else Value(""))
        .order_by("version")
        .values_list(*_COLUMNS, named=True)
    )
    is_last = month == selection.year.months[-1]
    for one in plans:
        told = one.return_state, one.asked__late_by, one.asked__open_until
        if told not in returns:
            returns[told] = stored_return(*told)
        newest = _Stored(
            plan=one.pk,
            indicators=one.size,
            reported=one.now__reported if _counts(selection, told[0]) else None,
            scored=one.scored,
            composite=one.composite,
            before=one.before,
            earlier=one.earlier,
            told=returns[told],
            rules=one.rules,
            began=one.began,
            begins_later=one.begins_later,
            smallest=one.smallest,
            let_stand=one.let_stand or "",
        )
        if is_last and one.final_score:
            final = one.final_score__normalised
            newest = newest._replace(
                scored=month,
                composite=final,
                own=one.composite,
                is_final=True,
                rules=one.final_score__rule_set,
            )
        office = one.office_id
        found[office] = newest.over(found[office]) if office in found else newest
    return found


def smallest_weight(selection: Selection) -> Decimal | None:
    """The weight of the smallest indicator of all plans of the year and kind: one query."""
    rows = Indicator.objects.filter(
        plan__fiscal_year=selection.year.start, plan__kind=selection.kind, weight__gt=0
    )
    found: Decimal | None = rows.aggregate(smallest=Min("weight"))["smallest"]
    return found


def _counts(selection: Selection, state: str | None) -> bool:
    """Whether the cells of a return in that state count as filled."""
    return not selection.is_official or state in SETTLED
