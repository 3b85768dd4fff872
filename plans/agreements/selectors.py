"""Readers of agreements."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from numerals import Month
from offices.models import User
from offices.selectors import Access, access_of, offices_agreed_by, offices_visible_to
from plans.agreements.models import AgreedVersion, Agreement, AgreementStep
from plans.agreements.values import Override, read_override
from plans.agreements.workflow import IN_REVIEW
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind
from plans.handing_in.states import State
from plans.models import Plan


def plans_open_to(user: User) -> QuerySet[Plan]:
    """The plans whose agreements the person may look at: those that they see anyway, and those
    that they sign for the superior side.
    """
    seen = Q(office__in=offices_visible_to(user)) | Q(office__in=offices_agreed_by(user))
    return Plan.objects.filter(seen).select_related("office", "fiscal_year", "rule_set")


def agreement_of(plan: Plan) -> Agreement:
    """The plan's agreement as stored, or one that is not stored yet: one query."""
    found = Agreement.objects.filter(plan=plan).select_related("submitted_by", "decided_by")
    agreement = found.first() or Agreement(plan=plan)
    agreement.plan = plan
    return agreement


def steps_of(agreement: Agreement) -> list[AgreementStep]:
    """The agreement's way so far, oldest first, with the notes at rows: two queries at most."""
    if agreement._state.adding:
        return []
    steps = AgreementStep.objects.filter(agreement=agreement).select_related("by", "plan_as")
    return list(steps.prefetch_related("notes").order_by("pk"))


def agreements_waiting(user: User) -> QuerySet[Agreement]:
    """The proposals that the person may decide on, the oldest first; not what they proposed.

    No query for who signs for no superior office.
    """
    access = access_of(user)
    if not access.signs_above:
        return Agreement.objects.none()
    return (
        Agreement.objects.filter(state__in=IN_REVIEW, plan__office__in=offices_agreed_by(user))
        .exclude(submitted_by=user)
        .select_related("plan__office", "plan__fiscal_year", "plan__rule_set", "submitted_by")
        .order_by("submitted_at")
    )


def plans_to_sign(access: Access) -> QuerySet[Plan]:
    """The plans of the person's offices that are not proposed: drafts, returned ones, and those
    with the head, for the head alone.

    Of years that are over nothing is signed any more. No query for who works for no office.
    """
    offices = access.works_for
    if not offices:
        return Plan.objects.none()
    first = Month.of(timezone.localdate()).fiscal_year.start
    return (
        Plan.objects.filter(office__in=offices, agreed_version=0, fiscal_year__gte=first)
        .exclude(~Q(office__in=access.heads), agreement__state=State.WITH_HEAD)
        .exclude(agreement__state__in=IN_REVIEW)
        .select_related("office", "fiscal_year", "rule_set", "agreement")
        .order_by("fiscal_year", "office__path", "kind")
    )


def agreed_version(plan: Plan, number: int | None = None) -> AgreedVersion | None:
    """The version that both sides signed: the newest, or that of a ``number``: one query."""
    signed = AgreedVersion.objects.filter(plan=plan).select_related("kept", "rule_set")
    if number is not None:
        signed = signed.filter(number=number)
    return signed.order_by("number").last()


def sign_by(plan: Plan) -> date:
    """The day by which the plan is agreed, as the calendar has it and as its office was given
    time: no query with the calendar at hand.
    """
    first = plan.span.months[0]
    return calendar_of(plan).term(Period(first, PeriodKind.AGREEMENT)).due


def year_is_over(plan: Plan, on: date) -> bool:
    """Whether the plan's year has ended before that day, so that its agreement may be closed."""
    return on > plan.span.last_day


def overrides_of(version: AgreedVersion) -> list[Override]:
    """The errors that were let stand in a signed version, as they are printed with it."""
    return [read_override(one) for one in version.overrides]
