"""Readers of plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from numerals import (
    Figure,
    FiscalYearSpan,
    Message,
    figure_of,
    parse_whole,
    to_latin_digits,
    year_at_hand,
)
from offices.models import User
from offices.ordering import ByName
from offices.prepared import Given, Prepared
from offices.selectors import access_of, offices_visible_to
from plans.addresses import PlanAddress
from plans.calendar.selectors import with_calendar
from plans.document.defaults import Kind, Mode
from plans.document.frequencies import Frequency
from plans.document.methods import Method
from plans.document.naming import Names
from plans.document.values import (
    ActivityEntry,
    Form,
    IndicatorEntry,
    ObjectiveEntry,
    PartEntry,
    PlanDocument,
)
from plans.models import TYPED, FiscalYear, Indicator, Plan, RuleSet, SectionRule

_VERSION_DIGITS: Final = 4


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """The plans that the user may read, with office, year and rules at hand."""
    return Plan.objects.filter(office__in=offices_visible_to(user)).select_related(
        "office", "fiscal_year", "rule_set"
    )


def year_shown(plans: QuerySet[Plan]) -> FiscalYear | None:
    """The year with such plans that is shown where nobody asks for one: one query."""
    of_year = plans.filter(fiscal_year=OuterRef("pk")).order_by()
    return year_among(FiscalYear.objects.filter(Exists(of_year)))


def year_among(years: Iterable[FiscalYear]) -> FiscalYear | None:
    """Which of the years is shown where nobody asks for one; ``None`` of none."""
    by_span = {one.span: one for one in years}
    at_hand = year_at_hand(by_span, today=timezone.localdate())
    return None if at_hand is None else by_span[at_hand]


def find_plan(plans: QuerySet[Plan], *, office: str, year: str, kind: str) -> Plan:
    """The newest version of the plan that an address names, its calendar at hand.

    Raises ``Plan.DoesNotExist`` when there is none among ``plans``, also for an address
    that is garbage.
    """
    named = plans.filter(office__code=office, fiscal_year_id=year_named(year), kind=kind)
    plan = with_what_pages_need(named).order_by("-version").first()
    if plan is None:
        raise Plan.DoesNotExist(f"{office}/{year}/{kind}")
    return plan


def plan_seen_by(user: User, *, office: str, year: str, kind: str) -> Plan:
    """The newest version of the plan that an address names, its calendar at hand, if the user may
    read it. Raises ``Plan.DoesNotExist`` when not, or when there is none.
    """
    found = _NEWEST.ask(office=office, year=year_named(year), kind=kind)
    if not found or not access_of(user).sees(found[0].office):
        raise Plan.DoesNotExist(f"{office}/{year}/{kind}")
    return found[0]


def year_named(text: str) -> int:
    """In which year the fiscal year of an address begins: ``Plan.DoesNotExist`` for garbage."""
    try:
        return FiscalYearSpan.parse(text).start
    except ValueError as error:
        raise Plan.DoesNotExist(str(error)) from error


def at_an_address(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The versions of a plan, newest first, for a prepared query: ``office``, ``year`` and
    ``kind`` are given.
    """
    return plans.filter(
        office__code=Given("office"), fiscal_year_id=Given("year"), kind=Given("kind")
    ).order_by("-version")


def with_what_pages_need(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans with office, year, rules and calendar at hand."""
    return with_calendar(plans.select_related("office", "fiscal_year", "rule_set"))


_NEWEST: Final = Prepared(lambda: at_an_address(with_what_pages_need(Plan.objects.all()))[:1])


def newest_rule_sets() -> dict[tuple[int, str], RuleSet]:
    """The newest rules in force of every fiscal year and kind: one query."""
    versions = RuleSet.objects.in_force().order_by("version")
    return {(rules.fiscal_year_id, rules.kind): rules for rules in versions}


def rule_set_named(name: str) -> RuleSet | None:
    """The rules that a score names, ``2023-24/apa/1``; ``None`` if there are none: one query."""
    year, kind, version = name.split("/")
    start = FiscalYearSpan.parse(year).start
    return RuleSet.objects.filter(fiscal_year=start, kind=kind, version=version).first()


def plan_by_address(address: str) -> Plan:
    """The plan that a command's ``office/year/kind`` names; ``Plan.DoesNotExist`` if none.

    Its newest version, or that of a number behind it: ``khulna/2024-25/apa@1``.
    """
    name, mark, version = to_latin_digits(address).partition("@")
    try:
        at = PlanAddress.parse(name)
    except ValueError as error:
        raise Plan.DoesNotExist(address) from error
    plans = Plan.objects.all()
    if mark:
        number = parse_whole(version, most_digits=_VERSION_DIGITS)
        if number is None:
            raise Plan.DoesNotExist(address)
        plans = plans.filter(version=number)
    return find_plan(plans, **at.named())


def plans_by_address(addresses: Iterable[str]) -> dict[str, Plan]:
    """The newest versions of the plans that well-formed addresses name: one query."""
    return plans_at(Plan.objects.all(), addresses)


def plans_at(plans: QuerySet[Plan], addresses: Iterable[str]) -> dict[str, Plan]:
    """Those among ``plans`` that addresses name, the newest versions, with their calendar.

    What can be no plan's address names none: one query.
    """
    wanted = [at for address in addresses if (at := _address(address)) is not None]
    named = with_what_pages_need(plans).filter(
        office__code__in={at.office for at in wanted},
        fiscal_year__in={at.year.start for at in wanted},
        kind__in={at.kind for at in wanted},
    )
    return {plan.address: plan for plan in named.order_by("version")}


def newest_plans(plans: QuerySet[Plan], *, most: int) -> list[Plan]:
    """The newest version of each of ``plans``, by their offices' names, with its calendar: one
    query.
    """
    later = Plan.objects.filter(
        office=OuterRef("office"),
        fiscal_year=OuterRef("fiscal_year"),
        kind=OuterRef("kind"),
        version__gt=OuterRef("version"),
    )
    found = with_calendar(plans.filter(~Exists(later))).order_by(ByName("office__"), "pk")
    return list(found.select_related("office", "fiscal_year", "rule_set")[:most])


def _address(text: str) -> PlanAddress | None:
    try:
        return PlanAddress.parse(text)
    except ValueError:
        return None


def indicators_of(plan: Plan) -> list[Indicator]:
    """The plan's indicators in order, with activity and objective at hand: one query."""
    return indicators_of_plans([plan.pk])[plan.pk]


def indicators_of_plans(plans: Collection[int]) -> dict[int, list[Indicator]]:
    """The indicators of each plan as ``indicators_of`` gives them: one query for all."""
    found: dict[int, list[Indicator]] = {plan: [] for plan in plans}
    if len(found) == 1:
        return {plan: _OF_PLAN.ask(plan=plan) for plan in found}
    for indicator in _in_order(Indicator.objects.filter(plan__in=plans)):
        found[indicator.plan_id].append(indicator)
    return found


def _in_order(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    # By the plans' ids: their own order would join their offices.
    return indicators.select_related("activity__objective").order_by("plan_id", "position")


_OF_PLAN: Final = Prepared(lambda: _in_order(Indicator.objects.filter(plan=Given("plan"))))


def with_frequencies(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """The plans with what ``frequencies_of`` needs at hand, in the same query."""
    indicators = Indicator.objects.filter(TYPED, plan=OuterRef("pk")).order_by()
    return plans.annotate(
        **{
            _asks(frequency): Exists(indicators.filter(frequency=frequency))
            for frequency in Frequency
        }
    )


def frequencies_of(plan: Plan) -> frozenset[str]:
    """How often the indicators of a plan are reported that came ``with_frequencies``. No query."""
    return frozenset(one for one in Frequency if getattr(plan, _asks(one)))


def _asks(frequency: Frequency) -> str:
    return f"asks_{frequency.name.lower()}"


def section_titles(plan: Plan) -> dict[str, Message]:
    """The headings of the plan's sections by code, in order."""
    return {
        section.code: Message(bn=section.title_bn, en=section.title_en)
        for section in SectionRule.objects.filter(rule_set=plan.rule_set_id)
    }


def plan_document(plan: Plan, indicators: Iterable[Indicator]) -> PlanDocument:
    """The stored plan as one value, without achievements. No query."""
    names = Names()
    return PlanDocument(
        form=Form.PLAN,
        office=plan.heading or plan.office.heading_bn or plan.office.name_bn,
        title=plan.title,
        fiscal_year=plan.span,
        objectives=tuple(
            _objective_entry(list(rows), names=names)
            for _, rows in groupby(indicators, key=lambda row: row.activity.objective_id)
        ),
    )


def _objective_entry(rows: list[Indicator], *, names: Names) -> ObjectiveEntry:
    objective = rows[0].activity.objective
    return ObjectiveEntry(
        row=names.of_objective(code=objective.code, section=objective.section),
        section=objective.section,
        code=objective.code or None,
        title=objective.title,
        weight=objective.weight,
        activities=tuple(
            _activity_entry(list(members))
            for _, members in groupby(rows, key=lambda row: row.activity_id)
        ),
    )


def _activity_entry(rows: list[Indicator]) -> ActivityEntry:
    activity = rows[0].activity
    return ActivityEntry(
        code=activity.code or None,
        title=activity.title,
        indicators=tuple(
            IndicatorEntry(
                row=row.row,
                code=row.code or None,
                title=row.title,
                unit=row.unit,
                weight=row.weight,
                targets=row.targets,
                method=Method(row.method) if row.method else None,
                targets_in=_figures(row.targets_by_period),
                baselines=_figures(row.baselines),
                projections=_figures(row.projections),
                responsible=row.responsible,
                evidence=row.evidence_definition,
                parts=tuple(PartEntry(figure_of(text)) for text in row.parts),
                frequency=Frequency(row.frequency),
                evidence_required=row.evidence_required,
                linked=Kind(row.linked_kind) if row.linked_kind else None,
                mode=Mode(row.mode) if row.mode else None,
                deduction=row.deduction,
                per_days=row.per_days,
                rolled=row.rolled,
            )
            for row in rows
        ),
    )


def _figures(texts: Mapping[str, str]) -> dict[str, Figure]:
    return {period: figure_of(text) for period, text in texts.items()}
