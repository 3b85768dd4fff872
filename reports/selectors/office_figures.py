"""The stored figures of the dashboard's offices: three queries for the places of all of them,
however many, and two for what is shown of some.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DecimalField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from indicators.returns.models import MonthlyReturn, Score, ScoreLine
from indicators.returns.review.selectors import office_state
from indicators.returns.selectors.accepted import not_accepted
from indicators.returns.workflow import SETTLED
from indicators.scoring.pace import share_of_year_gone
from indicators.scoring.precision import HUNDRED
from indicators.scoring.values import Direction, Reason
from numerals import Month
from offices.models import Level
from plans.agreements.models import FindingOverride
from plans.calendar.selectors import office_calendars
from plans.calendar.terms import Term
from plans.calendar.year import OfficeCalendar
from plans.document.frequencies import frequencies_asked
from plans.document.methods import Method
from plans.models import TYPED, Indicator, Plan
from presentation.fields import MonthField
from reports.dashboard.selection import Selection
from reports.dashboard.values import OfficeDetails, OfficeFigures, PaceShare, StoredReturn
from reports.selectors.dashboard import OfficeScope, of_offices
from reports.selectors.objectives import objective_scores
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
_AT_ONCE: Final = 5_000
"""Offices whose details one query reads; a page shows fewer, a file may hold all."""


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
    is_older, bound = _standing_in(selection, "now", month)
    was_older, bound_before = _standing_in(selection, "ago", earlier)
    plans = (
        _until_accepted(Plan.objects.filter(of_offices(field.country, selection)), selection)
        .annotate(
            asked=FilteredRelation("monthly_returns", condition=Q(monthly_returns__month=month)),
            now=FilteredRelation("scores", condition=Q(scores__month=month)),
            ago=FilteredRelation("scores", condition=Q(scores__month=earlier)),
        )
        .annotate(
            size=Case(
                When(now=None, then=_asked_in(month)),
                default=F("now__indicators"),
                output_field=IntegerField(),
            ),
            scored=Case(When(is_older, then=_latest("month", bound)), default=_value(month)),
            composite=Case(
                When(is_older, then=_latest("normalised", bound)), default=F("now__normalised")
            ),
            rules=Case(
                When(is_older, then=_latest("rule_set", bound)),
                default=F("now__rule_set"),
                output_field=IntegerField(),
            ),
            before=Case(
                When(was_older, then=_latest("month", bound_before)), default=_value(earlier)
            ),
            earlier=Case(
                When(was_older, then=_latest("normalised", bound_before)),
                default=F("ago__normalised"),
            ),
            began=Case(
                When(asked=None, then=_returns(month__lt=month)), default=True, output_field=_BOOL
            ),
            begins_later=Case(
                When(asked=None, then=_returns(month__gt=month)), default=False, output_field=_BOOL
            ),
        )
        .annotate(return_state=office_state("asked__"))
        .annotate(smallest=_smallest_weight() if in_full else _NO_WEIGHT)
        .annotate(let_stand=_let_stand() if in_full else Value(""))
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


def _smallest_weight() -> Subquery:
    """The weight of the plan's smallest indicator."""
    weights = Indicator.objects.filter(plan=OuterRef("pk"), weight__gt=0).order_by("weight")
    return Subquery(weights.values("weight")[:1])


def _let_stand() -> Subquery:
    """Why a planner let an error of the plan stand, the last time one was."""
    overrides = FindingOverride.objects.filter(plan=OuterRef("pk")).order_by("-pk")
    return Subquery(overrides.values("reason")[:1])


def smallest_weight(selection: Selection) -> Decimal | None:
    """The weight of the smallest indicator of all plans of the year and kind: one query."""
    rows = Indicator.objects.filter(
        plan__fiscal_year=selection.year.start, plan__kind=selection.kind, weight__gt=0
    )
    found: Decimal | None = rows.aggregate(smallest=Min("weight"))["smallest"]
    return found


def _returns(**months: Month) -> Exists:
    """Whether the plan has a return of such months."""
    return Exists(MonthlyReturn.objects.filter(plan=OuterRef("pk"), **months))


def _asked_in(month: Month) -> Subquery:
    """How many indicators the month's return asks for: of plans that it has no score of."""
    asked = Indicator.objects.filter(
        TYPED, plan=OuterRef("pk"), frequency__in=frequencies_asked(month)
    ).order_by()
    return Subquery(asked.values("plan").annotate(size=Count("pk")).values("size"))


def _until_accepted(plans: QuerySet[Plan], selection: Selection) -> QuerySet[Plan]:
    """By accepted figures, with the first month up to the one asked for whose return is not
    accepted; the month after where all are.
    """
    if not selection.is_official:
        return plans
    waiting = MonthlyReturn.objects.filter(
        not_accepted(), plan=OuterRef("pk"), month__lte=selection.month
    ).order_by("month")
    first = Subquery(waiting.values("month")[:1])
    return plans.annotate(accepted_before=Coalesce(first, _value(selection.month.next)))


def _standing_in(selection: Selection, score: str, month: Month) -> tuple[Q, Combinable | Month]:
    """When the score of the month does not count, and before which month the one lies that does."""
    if not selection.is_official:
        return Q(**{score: None}), month
    bound = Least(OuterRef("accepted_before"), _value(month), output_field=MonthField())
    return Q(**{score: None}) | Q(accepted_before__lte=month), bound


def _value(month: Month) -> Value:
    return Value(month, output_field=MonthField())


def _counts(selection: Selection, state: str | None) -> bool:
    """Whether the cells of a return in that state count as filled."""
    return not selection.is_official or state in SETTLED


def _latest(column: str, before: Combinable | Month) -> Subquery:
    """A column of the plan's latest score before the month, where there is none of it."""
    scores = Score.objects.filter(plan=OuterRef("pk"), month__lt=before).order_by("-month")
    return Subquery(scores.values(column)[:1])


def details_of(
    figures: Collection[OfficeFigures], selection: Selection
) -> dict[int, OfficeDetails]:
    """What is shown of these offices beyond their places, by office id: one query for a page,
    none for no office.
    """
    latest = {office.pk: office.scored for office in figures}
    histories: dict[int, dict[Month, Decimal | None]] = {pk: {} for pk in latest}
    objectives: dict[int, Any] = {}
    offices, last = list(latest), selection.year.months[-1]
    for start in range(0, len(offices), _AT_ONCE):
        for office, at, composite, stored, final, final_objectives in (
            Score.objects.filter(
                plan__office__in=offices[start : start + _AT_ONCE],
                plan__fiscal_year=selection.year.start,
                plan__kind=selection.kind,
                month__lte=selection.month,
            )
            .order_by("plan__version", "month")
            .values_list(
                "plan__office_id",
                "month",
                "normalised",
                "objectives",
                "plan__final_score__normalised",
                "plan__final_score__objectives",
            )
        ):
            until = latest[office]
            if until is None or at > until:
                continue
            is_final = at == last and final_objectives is not None
            histories[office][at] = final if is_final else composite
            if at == latest[office]:
                objectives[office] = final_objectives if is_final else stored
    return {
        pk: OfficeDetails(history, objective_scores(objectives.get(pk, ())))
        for pk, history in histories.items()
    }


_GROWING: Final = tuple(
    one.value for one in Method if one.rule.adds_up or one.rule.contains_earlier
)


def paces_of(figures: Collection[OfficeFigures], selection: Selection) -> dict[int, PaceShare]:
    """How much of each office keeps pace with the year, as of its scored month, by office id: one
    query, none for no office.

    What grows with the year counts: sums and cumulatives that more is better of. What was not
    reported is behind.
    """
    by_month: dict[Month, list[int]] = {}
    for office in figures:
        if office.scored is not None and office.plan is not None:
            by_month.setdefault(office.scored, []).append(office.plan)
    if not by_month:
        return {}
    of_months, ahead = Q(), Q()
    gone = {one: share_of_year_gone(selection.year, on=one.last_day) for one in by_month}
    for month, plans in by_month.items():
        of_months |= Q(score__month=month, score__plan__in=plans)
        ahead |= Q(score__month=month, rate__gte=gone[month])
    unreported = Q(problem=Reason.NOT_REPORTED)
    rows = (
        ScoreLine.objects.filter(
            of_months,
            Q(explanation__direction=Direction.HIGHER.value) | unreported,
            indicator__method__in=_GROWING,
            indicator__weight__gt=0,
        )
        .order_by()
        .values_list("score__plan__office", "score__month")
        .annotate(
            every=Sum("indicator__weight"),
            ahead=Sum("indicator__weight", filter=ahead),
            indicators=Count("pk"),
            kept=Count("pk", filter=ahead),
        )
    )
    return {
        office: PaceShare(
            share=(ahead_weight or 0) * HUNDRED / every,
            gone=gone[month],
            behind=indicators - kept,
            indicators=indicators,
        )
        for office, month, every, ahead_weight, indicators, kept in rows
    }
