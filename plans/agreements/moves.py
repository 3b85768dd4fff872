"""The step of an agreement: what it needs, what is kept of it, what follows.

The plan's row is locked first, as by everybody who changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils import timezone

from ledger.models import Change
from ledger.services import record
from offices.models import User
from plans.agreements.findings import PlanFinding, findings_of, overrides_printed, stopping
from plans.agreements.models import Agreement, AgreementNote, AgreementStep
from plans.agreements.notify import tell_of_agreement
from plans.agreements.refusals import AlteredOutside, ChangedSince, PlanHasErrors, YearNotOver
from plans.agreements.sealing import note_change, step_change, version_change
from plans.agreements.selectors import agreement_of, year_is_over
from plans.agreements.values import override_data
from plans.agreements.versions import locked_plan, sign, version_of
from plans.agreements.workflow import AGREE, CLOSE, RETURN
from plans.calendar.terms import Period, PeriodKind
from plans.handing_in.moves import Move
from plans.handing_in.refusals import StepRefused
from plans.handing_in.states import State
from plans.handing_in.transitions import Transition
from plans.kept.models import KeptPlan
from plans.kept.services import keep_plan
from plans.models import Indicator, Plan
from plans.workshop import above


class AgreementMove(Move[Agreement, AgreementStep]):
    """One step of an agreement; ``notes`` are what is said at rows, by indicator id."""

    def __init__(
        self,
        transition: Transition,
        seen: Agreement,
        *,
        by: User,
        reason: str = "",
        notes: Mapping[int, str] | None = None,
    ) -> None:
        super().__init__(transition, seen, by=by, reason=reason)
        self.notes = {pk: text.strip() for pk, text in (notes or {}).items() if text.strip()}
        self.kept: KeptPlan | None = None
        self.findings: list[PlanFinding] = []

    @property
    def plan(self) -> Plan:
        """The plan that is agreed on."""
        return self.locked.plan

    @property
    def period(self) -> Period:
        """Its fiscal year."""
        return Period(self.plan.span.months[0], PeriodKind.YEAR)

    def lock(self) -> Agreement:
        """The agreement as stored, or not stored yet; its plan is ours until commit."""
        return locked_agreement(self.seen.plan)

    def require(self) -> None:
        """Raise what else stands against the step."""
        self.decided = self.locked.decided_at, self.locked.decided_by
        if self.locked.is_closed:
            raise StepRefused(State(self.locked.state))
        is_signed = self.transition.submits or self.transition is AGREE
        if is_signed and not above.is_accounted_for(self.plan):
            raise AlteredOutside
        if self.transition.hands_on or self.transition is AGREE:
            self.findings = findings_of(self.plan)
            if stopping(self.findings):
                raise PlanHasErrors(stopping(self.findings))
        if is_signed:
            self.kept = keep_plan(self.plan)
        if self.transition is AGREE and proposal(self.locked).plan_as_id != self.kept_id:
            raise ChangedSince
        if self.transition is CLOSE and not year_is_over(self.plan, timezone.localdate(self.at)):
            raise YearNotOver

    @property
    def kept_id(self) -> int | None:
        """What the plan says now, as it is kept."""
        return self.kept.pk if self.kept else None

    def keep(self, before: State) -> AgreementStep:
        """The step, with what the plan says where somebody signs."""
        if self.locked._state.adding:
            self.locked.save()
        step = AgreementStep.objects.create(
            agreement=self.locked,
            code=self.transition.code,
            from_state=before,
            to_state=self.target,
            reason=self.reason,
            version=self.locked.version,
            plan_version=self.plan.version,
            signed=self.signature() if self.kept else {},
            plan_as=self.kept,
            at=self.at,
            by=self.by,
        )
        if self.transition is RETURN and self.notes:
            _note(step, self.plan, self.notes)
        return step

    def told(self, step: AgreementStep) -> Iterator[Change]:
        """The step, and each note at a row."""
        yield step_change(step)
        for note in step.notes.all():
            yield note_change(note, self.plan, by=self.by)

    def change_along(self) -> None:
        """A year that is closed leaves who agreed as it is."""
        if self.transition is CLOSE:
            self.locked.closed_at = self.at
            self.locked.decided_at, self.locked.decided_by = self.decided

    def follow(self, step: AgreementStep) -> None:
        """What both signed is kept, and frozen."""
        if self.transition is AGREE and self.kept:
            overrides = [override_data(one) for one in overrides_printed(self.findings)]
            version = version_of(
                self.plan,
                kept=self.kept,
                proposed=proposal(self.locked),
                agreed=step,
                overrides=overrides,
            )
            record([version_change(sign(version), by=self.by)])

    def tell(self) -> None:
        """The other side hears of it."""
        tell_of_agreement(self.transition, plan=self.plan, by=self.by, words=self.reason)


def locked_agreement(plan: Plan) -> Agreement:
    """The plan's agreement as stored, or not stored yet; the plan is ours until commit."""
    return agreement_of(locked_plan(plan))


def proposal(agreement: Agreement) -> AgreementStep:
    """The step by which it was proposed last: one query."""
    proposed = AgreementStep.objects.filter(
        agreement=agreement, to_state__in=(State.SUBMITTED, State.RESUBMITTED)
    )
    return proposed.select_related("plan_as").latest("pk")


def _note(step: AgreementStep, plan: Plan, notes: Mapping[int, str]) -> None:
    rows = Indicator.objects.filter(plan=plan, pk__in=notes).order_by("position")
    AgreementNote.objects.bulk_create(
        AgreementNote(step=step, row=row.row, title=row.title, indicator=row.pk, text=notes[row.pk])
        for row in rows
    )
