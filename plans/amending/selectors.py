"""Readers of amendments: the one at hand, its rows, what would come of it, until when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from numerals import Message
from offices.models import User
from plans.agreements.models import FindingOverride
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep, Verdict
from plans.amending.values import AskedRow, KeptRow, read_row
from plans.calendar.selectors import calendar_of
from plans.calendar.terms import Period, PeriodKind
from plans.document.draft.amending import amended_rows, merged
from plans.document.draft.findings import ExaminedDraft
from plans.document.draft.problems import DraftProblem
from plans.document.draft.values import DraftPlan
from plans.document.values import Severity
from plans.handing_in.states import State
from plans.models import Plan
from plans.selectors import plans_visible_to
from plans.workshop.selectors import examined


def amendments_visible_to(user: User) -> QuerySet[Amendment]:
    """The amendments of the plans that the user may read, with what a page needs."""
    return Amendment.objects.filter(plan__in=plans_visible_to(user)).select_related(
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
    """What the plan would be with the rows that are agreed, and the errors that this makes."""

    value: DraftPlan
    found: ExaminedDraft
    errors: tuple[DraftProblem, ...]


def outcome_of(amendment: Amendment, agreed: Collection[int]) -> Outcome:
    """What comes of the amendment if these rows, by their keys, are agreed: one query.

    An error that the agreed plan has in the same words was let stand when it was agreed, and does
    not count again; nor does one that a planner lets stand since, with a reason.
    """
    base, draft = amendment.before, amendment.draft
    value = merged(base, draft.value, agreed)
    found = examined(draft, value)
    known = {(one.rule, one.message) for one in examined(draft, base).problems}
    overrides = FindingOverride.objects.filter(plan=amendment.plan_id)
    known |= {
        (rule, Message(*message)) for rule, message in overrides.values_list("rule", "message")
    }
    return Outcome(
        value,
        found,
        tuple(
            one
            for one in found.problems
            if one.severity is Severity.ERROR and (one.rule, one.message) not in known
        ),
    )
