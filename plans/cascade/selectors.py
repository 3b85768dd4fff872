"""Readers of templates, of the offices that may follow one, and of how far these do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from numerals import Figure, FiscalYearSpan, to_latin_digits
from offices.models import Office, OfficeQuerySet, User
from offices.ordering import ByName
from offices.selectors import access_of
from plans.addresses import PlanAddress
from plans.cascade.models import CascadedPlan, LinkedRow
from plans.cascade.pairing import paired
from plans.cascade.template import Template, placed_rows
from plans.document.cascading import Numbers, PlacedRow
from plans.document.defaults import Kind
from plans.models import Indicator, Plan
from plans.rules.selectors import check_settings
from plans.selectors import indicators_of_plans, plan_document
from plans.workshop import above
from plans.workshop.models import Draft, DraftState
from plans.workshop.selectors import drafts_listed, drafts_visible_to, offices_planned_by


def may_cascade(user: User) -> bool:
    """Whether the user sends templates to offices: who plans for others does."""
    return bool(access_of(user).planning)


def templates_visible_to(user: User) -> QuerySet[Draft]:
    """The templates in use that the user plans by, the newest year first; for lists."""
    if not may_cascade(user):
        return Draft.objects.none()
    return (
        drafts_listed(user)
        .filter(is_template=True, state=DraftState.OPEN)
        .annotate(offices=Count("cascaded"))
        .order_by("-fiscal_year", ByName("office__"), "kind", "-pk")
    )


def drafts_for_templates(user: User) -> QuerySet[Draft]:
    """The open drafts that may become a template: those that were not made to change a plan."""
    if not may_cascade(user):
        return Draft.objects.none()
    open_drafts = drafts_listed(user).filter(is_template=False, state=DraftState.OPEN, plan=None)
    return open_drafts.exclude(office=None).order_by("-changed_at")


def template_visible_to(user: User, pk: int) -> Draft:
    """The template with its document. Raises ``Draft.DoesNotExist`` for what is not theirs."""
    if not may_cascade(user):
        raise Draft.DoesNotExist(pk)
    return drafts_visible_to(user).get(pk=pk, is_template=True, state=DraftState.OPEN)


def template_at(address: str) -> Draft:
    """The newest template that ``headoffice/2024-25/apa`` names; ``Draft.DoesNotExist`` if none."""
    try:
        at = PlanAddress.parse(to_latin_digits(address))
    except ValueError as error:
        raise Draft.DoesNotExist(address) from error
    found = (
        Draft.objects.filter(
            is_template=True,
            state=DraftState.OPEN,
            office__code=at.office,
            fiscal_year=at.year.start,
            kind=at.kind,
        )
        .select_related("office")
        .order_by("-pk")
        .first()
    )
    if found is None:
        raise Draft.DoesNotExist(address)
    return found


def offices_below(template: Draft, user: User | None) -> OfficeQuerySet:
    """The offices that may follow the template: active, below its own, and the user's to plan.

    Without a user, as a command asks, all of them.
    """
    if template.office is None or not template.office.path:
        return Office.objects.none()
    offices = offices_planned_by(user) if user else Office.objects.all()
    below = offices.active(timezone.localdate()).filter(Q(path__under=template.office.path))
    return below.exclude(pk=template.office.pk).order_by(ByName(), "pk")


def prescribed_total(template: Template) -> Decimal | None:
    """What the weights of the offices' plans should make by the year's rules: two queries."""
    settings = check_settings(template.year.start, template.kind, today=timezone.localdate())
    return settings.of(
        template.document, kind=Kind(template.kind), stated=template.total
    ).total_weight


@dataclass(frozen=True)  # without slots, for what is reckoned once
class OfficeStanding:
    """How an office stands to a template: its plan of the year, and which rows are linked."""

    office: Office
    plan: Plan | None = None
    indicators: tuple[Indicator, ...] = ()
    cascaded: CascadedPlan | None = None
    links: Mapping[int, LinkedRow] = field(default_factory=dict)
    """The links by the keys of the template's rows."""

    @cached_property
    def placed(self) -> Mapping[int, PlacedRow]:
        """The rows of the plan by the ids of their indicators, in order. No query."""
        if self.plan is None:
            return {}
        document = plan_document(self.plan, self.indicators)
        rows = (placed for _home, placed in placed_rows(document))
        return {
            indicator.pk: placed for indicator, placed in zip(self.indicators, rows, strict=True)
        }

    def linked(self, template: Template) -> Mapping[int, Indicator]:
        """The indicators by the keys of the template's rows that they are.

        Of a plan that never followed the template, those whose words match.
        """
        by_pk = {one.pk: one for one in self.indicators}
        if self.cascaded is not None:
            return {key: by_pk[link.indicator_id] for key, link in self.links.items()}
        if self.plan is None:
            return {}
        by_row = {one.row: one for one in self.indicators}
        pairs = paired(template.document, plan_document(self.plan, self.indicators))
        return {template.keys[ours]: by_row[theirs] for ours, theirs in pairs.items()}

    def numbers(self, template: Template) -> dict[int, Numbers]:
        """The office's weights and targets by the keys of the template's rows."""
        return {key: Numbers(one.weight, one.targets) for key, one in self.linked(template).items()}


def standings_of(
    template: Template, offices: Sequence[Office], *, lock: bool = False
) -> list[OfficeStanding]:
    """How each office stands to the template: four queries for all."""
    found = Plan.objects.filter(
        office__in=offices, fiscal_year=template.year.start, kind=template.kind
    ).order_by("version")
    if lock:
        found = found.select_for_update(of=("self",))
    plans = {plan.office_id: plan for plan in found.select_related("office", "rule_set")}
    keys = [plan.pk for plan in plans.values()]
    indicators = indicators_of_plans(keys)
    cascaded = {
        one.plan_id: one
        for one in CascadedPlan.objects.filter(plan__in=keys, template=template.draft)
    }
    links: dict[int, dict[int, LinkedRow]] = {}
    for link in LinkedRow.objects.filter(cascaded__in=cascaded.values()):
        links.setdefault(link.cascaded_id, {})[link.key] = link
    return [_standing(one, plans.get(one.pk), indicators, cascaded, links) for one in offices]


def _standing(
    office: Office,
    plan: Plan | None,
    indicators: Mapping[int, list[Indicator]],
    cascaded: Mapping[int, CascadedPlan],
    links: Mapping[int, dict[int, LinkedRow]],
) -> OfficeStanding:
    if plan is None:
        return OfficeStanding(office)
    own = cascaded.get(plan.pk)
    return OfficeStanding(
        office, plan, tuple(indicators[plan.pk]), own, links.get(own.pk, {}) if own else {}
    )


@dataclass(frozen=True, slots=True)
class OfficePast:
    """What an office promised and achieved in the year before, by the template's rows."""

    achieved: Mapping[int, Figure] = field(default_factory=dict)
    promised: Mapping[int, Figure] = field(default_factory=dict)


def past_of(template: Template, offices: Collection[Office]) -> dict[int, OfficePast]:
    """The year before of each office by its id; the queries do not grow with the offices."""
    year = FiscalYearSpan(template.year.start - 1)
    plans = {
        plan.office_id: plan
        for plan in Plan.objects.filter(
            office__in=offices, fiscal_year=year.start, kind=template.kind
        )
        .select_related("office", "fiscal_year", "rule_set")
        .order_by("version")
    }
    indicators = indicators_of_plans([plan.pk for plan in plans.values()])
    achieved = above.achieved_of(list(plans.values()))
    found = {}
    for office, plan in plans.items():
        rows = indicators[plan.pk]
        pairs = paired(template.document, plan_document(plan, rows))
        by_row = {one.row: one for one in rows}
        figures = achieved[plan.pk].figures if plan.pk in achieved else {}
        found[office] = OfficePast(
            {template.keys[ours]: figures.get(theirs) for ours, theirs in pairs.items()},
            {template.keys[ours]: by_row[theirs].target_100 for ours, theirs in pairs.items()},
        )
    return found
