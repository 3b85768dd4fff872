"""Readers of amendments: the one at hand, its rows, what would come of it, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from offices.models import User
from offices.selectors import Access, access_of, offices_agreed_by
from plans.agreements.findings import PlanFinding, errors_of, overrides_by_digest, stopping
from plans.agreements.selectors import plans_open_to
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep, Verdict
from plans.amending.values import AskedRow, KeptRow, read_row
from plans.amending.workflow import IN_REVIEW, WITH_OFFICE
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind
from plans.document.draft.amending import amended_rows, merged
from plans.document.draft.findings import ExaminedDraft
from plans.document.draft.values import DraftPlan
from plans.handing_in.states import State
from plans.models import Plan
from plans.workshop.selectors import examined


def amendments_visible_to(user: User) -> QuerySet[Amendment]:
    """The amendments of the plans whose agreements the person may look at, for a page."""
    return Amendment.objects.filter(plan__in=plans_open_to(user)).select_related(
        "plan__office",
        "plan__fiscal_year",
        "plan__rule_set",
        "draft__office",
        "submitted_by",
        "decided_by",
        "begun_by",
    )


def open_amendment(plan: Plan) -> Amendment | None:
    """The amendment that is being written or decided on: one query."""
    found = Amendment.objects.filter(plan=plan).filter(~Q(state=State.ACCEPTED), dropped_at=None)
    return found.select_related("draft__office").first()


def amendments_waiting(user: User) -> QuerySet[Amendment]:
    """The proposed amendments that the person may decide on, the oldest first; not what they
    proposed. No query for who signs for no superior office.
    """
    access = access_of(user)
    if not access.signs_above:
        return Amendment.objects.none()
    waiting = _open_amendments().filter(
        state__in=IN_REVIEW, plan__office__in=offices_agreed_by(user)
    )
    return waiting.exclude(submitted_by=user).order_by("submitted_at")


def amendments_to_write(access: Access) -> QuerySet[Amendment]:
    """The amendments that the person's offices are writing, those that came back first, and those
    with the head, for the head alone. No query for who works for no office.
    """
    if not access.works_for:
        return Amendment.objects.none()
    written = _open_amendments().filter(
        Q(state__in=WITH_OFFICE, plan__office__in=access.works_for)
        | Q(state=State.WITH_HEAD, plan__office__in=access.heads)
    )
    return written.order_by("-state", "plan__fiscal_year", "plan__office__path")


def _open_amendments() -> QuerySet[Amendment]:
    """Those that are not over, with what a list needs."""
    return Amendment.objects.filter(dropped_at=None).select_related(
        "plan__office", "plan__fiscal_year", "plan__rule_set", "submitted_by"
    )


@dataclass(frozen=True, slots=True)
class PastStep:
    """A step of an amendment that is over, with its rows as they were then."""

    step: AmendmentStep
    rows: tuple[KeptRow, ...]

    @property
    def agreed(self) -> int:
        """How many rows were agreed."""
        return sum(one.verdict == Verdict.AGREED for one in self.rows)


def past_amendments(plan: Plan) -> list[PastStep]:
    """What was decided of the plan's amendments, newest first: one query."""
    steps = AmendmentStep.objects.filter(
        amendment__plan=plan, to_state__in=(State.ACCEPTED, State.RETURNED)
    )
    return [
        PastStep(one, tuple(map(read_row, one.rows)))
        for one in steps.select_related("by", "amendment").order_by("-pk")
    ]


def asked_rows(amendment: Amendment) -> tuple[AskedRow, ...]:
    """The rows that the amendment changes, with what was said of them: one query."""
    said = {one.key: one for one in AmendmentRow.objects.filter(amendment=amendment)}
    return tuple(
        AskedRow(one, word.reason, word.verdict, word.note)
        if (word := said.get(one.key))
        else AskedRow(one)
        for one in amended_rows(amendment.before, amendment.draft.value)
    )


def amendable_until(plan: Plan) -> date:
    """The last day on which amendments of the plan are proposed, as the calendar has it and as
    its office was given time: no query with the calendar at hand.
    """
    first = plan.span.months[0]
    return calendar_of(plan).term(Period(first, PeriodKind.AMENDMENT)).due


@dataclass(frozen=True)
class Outcome:
    """What the plan would be with the rows that are agreed, and the errors in it; ``new`` are
    those that the agreed plan has not.
    """

    value: DraftPlan
    found: ExaminedDraft
    findings: tuple[PlanFinding, ...]
    new: tuple[PlanFinding, ...]

    @property
    def stopping(self) -> list[PlanFinding]:
        """The errors that it makes and nobody let stand."""
        return stopping(self.new)


def outcome_of(amendment: Amendment, agreed: Collection[int]) -> Outcome:
    """What comes of the amendment if these rows, by their keys, are agreed: three queries.

    An error that the agreed plan has in the same words at the same row was let stand when it was
    agreed, and does not count again.
    """
    base, draft = amendment.before, amendment.draft
    value = merged(base, draft.value, agreed)
    found = examined(draft, value)
    known = {(one.rule, one.key, one.message) for one in examined(draft, base).problems}
    made = tuple(one for one in found.problems if (one.rule, one.key, one.message) not in known)
    overrides = overrides_by_digest(amendment.plan)
    return Outcome(
        value,
        found,
        findings=tuple(errors_of(amendment.plan, found, overrides=overrides)),
        new=tuple(errors_of(amendment.plan, replace(found, problems=made), overrides=overrides)),
    )
