"""The plans that a person may see, and the plan that an address names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from numerals import (
    FiscalYearSpan,
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
from plans.models import FiscalYear, Plan, RuleSet

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
