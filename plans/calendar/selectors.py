"""The stored calendar, read: of one plan without a query of its own, of many in two."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from django.db.models import Aggregate, F, JSONField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from numerals import FiscalYearSpan, Month
from offices.models import Office
from plans.calendar.models import CalendarRule, Extension
from plans.calendar.terms import DayRule, Period, PeriodKind, PlanStanding, Term, TermRule
from plans.calendar.year import OfficeCalendar, RuleChange, YearCalendar
from plans.document.defaults import Kind
from plans.models import FiscalYear, Plan, RuleSet
from presentation.figures import sentence

Row = Mapping[str, Any]

_RULE: Final = (
    "id",
    "level",
    "kind",
    "plan_kind",
    "opens_day",
    "opens_months",
    "due_day",
    "due_months",
    "grace_days",
    "closes_day",
    "closes_months",
    "withdrawn",
    "at",
)
_EXTENSION: Final = ("id", "plan_kind", "kind", "first", "until")


class _Rows(Aggregate):
    """Rows as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def with_calendar(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans with what ``calendar_of`` needs at hand, in the same query.

    For the few plans of a page; of many plans ``calendars_of`` reads the years' rules once.
    """
    return plans.annotate(
        stored_rules=_rows(
            CalendarRule.objects.filter(fiscal_year=OuterRef("fiscal_year")),
            _RULE,
            by="fiscal_year",
        ),
        stored_extensions=_rows(
            Extension.objects.filter(office=OuterRef("office")), _EXTENSION, by="office"
        ),
        entry_before_agreed=F("rule_set__entry_before_agreed"),
    )


def _rows(found: QuerySet[Any], names: Iterable[str], *, by: str) -> Subquery:
    rows = found.order_by().values(by).annotate(rows=_Rows(JSONObject(**{n: n for n in names})))
    return Subquery(rows.values("rows"))


def calendar_of(plan: Plan) -> OfficeCalendar:
    """The calendar as it holds for the plan: no query if it came ``with_calendar``, else two."""
    if not _has_calendar(plan):
        return calendars_of([plan])[plan.pk]
    return _office_calendar(
        year_calendar(plan.span, _read(plan.__dict__["stored_rules"])),
        plan.office.level,
        plan.kind,
        _read(plan.__dict__["stored_extensions"]),
        _standing(plan, plan.__dict__["entry_before_agreed"]),
    )


def calendars_of(plans: Collection[Plan]) -> dict[int, OfficeCalendar]:
    """The calendars of many plans by plan id: two queries, where their offices and rules are at
    hand; a third where the rules of plans that are not agreed have to be asked for.

    None for plans that came ``with_calendar``.
    """
    known = {plan.pk: calendar_of(plan) for plan in plans if _has_calendar(plan)}
    others = [plan for plan in plans if plan.pk not in known]
    calendars = _year_calendars({plan.fiscal_year_id for plan in others})
    extensions = _extensions(calendars)
    entered_before = _entered_before_agreed(others)
    return known | {
        plan.pk: _office_calendar(
            calendars[plan.fiscal_year_id],
            plan.office.level,
            plan.kind,
            extensions.get(plan.office_id, ()),
            _standing(plan, plan.pk in entered_before),
        )
        for plan in others
    }


def _has_calendar(plan: Plan) -> bool:
    return "stored_rules" in plan.__dict__


def _entered_before_agreed(plans: Collection[Plan]) -> set[int]:
    """Which of the plans, by id, are entered before they are agreed: one query at most."""
    awaited = [plan for plan in plans if not plan.is_agreed]
    asked = {one.rule_set_id for one in awaited if not Plan.rule_set.is_cached(one)}
    open_rules = (
        set(
            RuleSet.objects.filter(pk__in=asked, entry_before_agreed=True).values_list(
                "pk", flat=True
            )
        )
        if asked
        else set()
    )
    return {
        one.pk
        for one in awaited
        if one.rule_set_id in open_rules
        or (Plan.rule_set.is_cached(one) and one.rule_set.entry_before_agreed)
    }


def _standing(plan: Plan, is_entered_before: bool) -> PlanStanding:
    if plan.is_agreed:
        return PlanStanding.AGREED
    return PlanStanding.PROVISIONAL if is_entered_before else PlanStanding.AWAITED


def office_calendars(
    levels: Mapping[int, str], *, year: FiscalYearSpan, plan_kind: str
) -> dict[int, OfficeCalendar]:
    """The calendars of offices, given with their levels, for a year's plans of a kind: two
    queries. Offices that were given no time share the calendar of their level.
    """
    calendars = _year_calendars({year.start})
    extensions = _extensions(calendars)
    of_level = {
        level: OfficeCalendar(calendars[year.start], level, plan_kind=plan_kind)
        for level in {*levels.values()}
    }
    return {
        office: _office_calendar(calendars[year.start], level, plan_kind, extensions[office])
        if office in extensions
        else of_level[level]
        for office, level in levels.items()
    }


def _year_calendars(years: Collection[int]) -> dict[int, YearCalendar]:
    if not years:
        return {}
    rows: dict[int, list[Row]] = {year: [] for year in years}
    for row in CalendarRule.objects.filter(fiscal_year__in=years).values("fiscal_year", *_RULE):
        rows[row["fiscal_year"]].append(row)
    return {year: year_calendar(FiscalYearSpan(year), found) for year, found in rows.items()}


def _extensions(years: Collection[int]) -> dict[int, list[Row]]:
    """All extensions of the years by office: there are few, however many the offices."""
    if not years:
        return {}
    first, last = FiscalYearSpan(min(years)).months[0], FiscalYearSpan(max(years)).months[-1]
    found: dict[int, list[Row]] = {}
    for row in Extension.objects.filter(first__gte=first, first__lte=last).values(
        "office", *_EXTENSION
    ):
        found.setdefault(row["office"], []).append(row)
    return found


def calendar_of_year(year: FiscalYearSpan) -> YearCalendar:
    """The rules of a year: one query."""
    rows = CalendarRule.objects.filter(fiscal_year=year.start).values(*_RULE)
    return year_calendar(year, rows)


@dataclass(frozen=True, slots=True)
class SigningTerm:
    """The signing of a year's plans of a kind, as the calendar has it for all offices."""

    year: FiscalYearSpan
    term: Term

    def days_left(self, today: date) -> int:
        """Until they are to be signed; below 0 afterwards."""
        return (self.term.due - today).days


def next_signing(today: date, *, plan_kind: str) -> SigningTerm | None:
    """That of the year to come, from the day on which it opens; ``None`` before.

    One query, none before the month that its days are counted from.
    """
    year = FiscalYearSpan(Month.of(today).fiscal_year.start + 1)
    period = Period(year.months[0], PeriodKind.AGREEMENT)
    if today < period.counted_from.first_day:
        return None
    term = calendar_of_year(year).term(period, plan_kind=plan_kind)
    return SigningTerm(year, term) if term.opens <= today else None


def newest_rule(year: FiscalYear) -> int:
    """The id of the newest rule of a year, 0 where none was set: one query."""
    newest = CalendarRule.objects.filter(fiscal_year=year.start).aggregate(pk=Max("pk"))
    return newest["pk"] or 0


@dataclass(frozen=True, slots=True)
class ToldExtension:
    """What was said about an office's time; ``holds`` if it counts, ``plans`` those it is for."""

    said: Extension
    holds: bool
    plans: str


def extensions_of(office: Office, year: FiscalYearSpan) -> list[ToldExtension]:
    """What was said about the office's time in a year, newest first: one query."""
    rows = (
        Extension.objects.filter(
            office=office, first__gte=year.months[0], first__lte=year.months[-1]
        )
        .select_related("by")
        .order_by("-id")
    )
    told: list[ToldExtension] = []
    newest: set[tuple[str, Period]] = set()
    for row in rows:
        key = row.plan_kind, row.period
        plans = sentence(Kind(row.plan_kind).label) if row.plan_kind else ""
        told.append(ToldExtension(row, row.until is not None and key not in newest, plans))
        newest.add(key)
    return told


def year_calendar(year: FiscalYearSpan, rows: Iterable[Row]) -> YearCalendar:
    """The calendar that the rows make: each holds from the day on which it was set."""
    return YearCalendar(
        year,
        tuple(
            RuleChange(
                level=row["level"],
                kind=PeriodKind(row["kind"]),
                rule=None if row["withdrawn"] else _rule(row),
                on=_local_day(row["at"]),
                plan_kind=row["plan_kind"],
            )
            for row in sorted(rows, key=lambda row: row["id"])
        ),
    )


def _rule(row: Row) -> TermRule:
    closes = row["closes_day"]
    return TermRule(
        due=DayRule(row["due_day"], row["due_months"]),
        opens=DayRule(row["opens_day"], row["opens_months"]),
        grace_days=row["grace_days"],
        closes=None if closes is None else DayRule(closes, row["closes_months"] or 0),
    )


def _office_calendar(
    calendar: YearCalendar,
    level: str,
    plan_kind: str,
    rows: Iterable[Row],
    standing: PlanStanding = PlanStanding.AGREED,
) -> OfficeCalendar:
    """Of what was said of one kind of plan, and of all plans, the newest word each counts."""
    words: dict[tuple[str, Period], date | None] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        period = Period(_month(row["first"]), PeriodKind(row["kind"]))
        if row["plan_kind"] in ("", plan_kind) and period.fiscal_year == calendar.year:
            words[row["plan_kind"], period] = _day(row["until"])
    extensions: dict[Period, date] = {}
    for (_, period), until in words.items():
        if until is not None:
            extensions[period] = max(until, extensions.get(period, until))
    return OfficeCalendar(calendar, level, extensions, standing, plan_kind)


def _read(rows: Any) -> list[Row]:
    """JSON of the database; nothing where there was no row."""
    if isinstance(rows, str):
        rows = json.loads(rows)
    return rows or []


def _month(value: Any) -> Month:
    return value if isinstance(value, Month) else Month.parse(str(value)[:7])


def _local_day(value: Any) -> date:
    """The day here of a time as a query gives it, or as the database writes it in JSON: in UTC."""
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return timezone.localdate(at if at.tzinfo else at.replace(tzinfo=UTC))


def _day(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(value[:10])
