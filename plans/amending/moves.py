"""The step of an amendment: what it needs, what is kept of it, what follows.

The plan's row is locked first, as by everybody who changes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils import timezone

from ledger.models import Change
from ledger.services import record
from offices.models import User
from plans.agreements.findings import overrides_printed
from plans.agreements.models import AgreedVersion
from plans.agreements.refusals import AlteredOutside, PlanHasErrors
from plans.agreements.sealing import version_change
from plans.agreements.selectors import agreed_version, agreement_of, overrides_of
from plans.agreements.values import Override, override_data
from plans.agreements.versions import locked_plan, sign, version_of
from plans.amending.models import Amendment, AmendmentRow, AmendmentStep, Verdict
from plans.amending.notify import tell_of_amendment
from plans.amending.refusals import (
    AmendedMeanwhile,
    NotAgreed,
    NotesMissing,
    NothingAmended,
    ReasonsMissing,
    TooLate,
    Undecided,
)
from plans.amending.sealing import row_changes, step_change
from plans.amending.selectors import Outcome, amendable_until, asked_rows, outcome_of
from plans.amending.values import AskedRow, Decision, kept_row, row_data
from plans.amending.workflow import AGREE
from plans.calendar.terms import Period, PeriodKind
from plans.document.draft.findings import stated_total
from plans.handing_in.moves import Move
from plans.handing_in.refusals import StepRefused
from plans.handing_in.states import State
from plans.handing_in.transitions import Transition
from plans.kept.services import keep_plan
from plans.models import Plan
from plans.services.replacing import replace_plan
from plans.workshop import above
from plans.workshop.models import Draft, DraftState
from plans.workshop.past import draft_as_of
from plans.workshop.services.reopening import rows_by_identity


class AmendmentMove(Move[Amendment, AmendmentStep]):
    """One step of an amendment; ``decisions`` are those on its rows, by the draft's keys."""

    rows: tuple[AskedRow, ...]
    outcome: Outcome

    def __init__(
        self,
        transition: Transition,
        seen: Amendment,
        *,
        by: User,
        reason: str = "",
        decisions: Mapping[int, Decision] | None = None,
    ) -> None:
        super().__init__(transition, seen, by=by, reason=reason)
        self.decisions = decisions or {}
        self._plan = seen.plan

    @property
    def plan(self) -> Plan:
        """The plan that is amended."""
        return self._plan

    @property
    def period(self) -> Period:
        """Its fiscal year."""
        return Period(self.plan.span.months[0], PeriodKind.YEAR)

    def lock(self) -> Amendment:
        """The amendment as stored; its plan and its draft are ours until commit."""
        self._plan = locked_plan(self.seen.plan)
        locked = Amendment.objects.select_for_update(no_key=True).get(pk=self.seen.pk)
        locked.plan = self._plan
        drafts = Draft.objects.select_for_update(of=("self",)).select_related("office")
        locked.draft = drafts.get(pk=locked.draft_id)
        return locked

    def require(self) -> None:
        """Raise what stands against the step."""
        if self.locked.dropped_at is not None:
            raise StepRefused(State(self.locked.state))
        self.rows = asked_rows(self.locked)
        if self.transition.submits or self.transition is AGREE:
            require_as_written(self.locked)
        if self.transition.hands_on:
            require_amendable(self.plan, amendment=self.locked)
            self._require_said()
        elif self.transition.party.decides:
            require_amendable(self.plan, amendment=self.locked, is_in_time=False)
            self._take_decisions()

    def _require_said(self) -> None:
        if not self.rows:
            raise NothingAmended
        if silent := [one.key for one in self.rows if not one.reason]:
            raise ReasonsMissing(silent)
        self._require_sound([one.key for one in self.rows])

    def _take_decisions(self) -> None:
        if open_rows := [one.key for one in self.rows if one.key not in self.decisions]:
            raise Undecided(open_rows)
        said = [(one, self.decisions[one.key]) for one in self.rows]
        if silent := [one.key for one, word in said if not (word.is_agreed or word.note)]:
            raise NotesMissing(silent)
        self.rows = tuple(
            replace(
                one,
                verdict=Verdict.AGREED if word.is_agreed else Verdict.RETURNED,
                note=word.note,
            )
            for one, word in said
        )
        if self.transition is AGREE:
            self._require_sound([one.key for one, word in said if word.is_agreed])

    def _require_sound(self, agreed: list[int]) -> None:
        self.outcome = outcome_of(self.locked, agreed)
        if self.outcome.stopping:
            raise PlanHasErrors(self.outcome.stopping)

    def keep(self, before: State) -> AmendmentStep:
        """The step with its rows, and what both sides signed where they did."""
        signs = self.transition.submits or self.transition is AGREE
        rows = self.rows if signs or self.transition.party.decides else ()
        if self.transition.submits:
            # What was said of it before is of the step before.
            rows = tuple(replace(one, verdict=Verdict.OPEN, note="") for one in rows)
        return AmendmentStep.objects.create(
            amendment=self.locked,
            code=self.transition.code,
            from_state=before,
            to_state=self.target,
            reason=self.reason,
            version=self.locked.version,
            rows=[row_data(kept_row(one)) for one in rows],
            signed=self.signature() if signs else {},
            made_version=self.plan.version + 1 if self.transition is AGREE else 0,
            at=self.at,
            by=self.by,
        )

    def told(self, step: AmendmentStep) -> Iterator[Change]:
        """The step, and a line for each row with its reason or the note."""
        yield step_change(step)
        yield from row_changes(step)

    def change_along(self) -> None:
        """The draft is nobody's to change while the head or the superior side has it."""
        state = DraftState.PROPOSED if self.transition.hands_on else DraftState.OPEN
        if self.transition is AGREE:
            state = DraftState.KEPT
        self.locked.draft.state = state
        Draft.objects.filter(pk=self.locked.draft_id).update(state=state)

    def follow(self, step: AmendmentStep) -> None:
        """What was decided stands at the rows; what was agreed goes into the plan."""
        if self.transition.party.decides:
            for one in self.rows:
                AmendmentRow.objects.filter(amendment=self.locked, key=one.key).update(
                    verdict=one.verdict, note=one.note
                )
        if self.transition is AGREE:
            self._amend(step)

    def _amend(self, step: AmendmentStep) -> None:
        """The plan's next version: its rows thaw, are written, and freeze as both sides signed."""
        plan = self.plan
        plan.version += 1
        plan.save(update_fields=["version"])
        told = self.outcome.found.told
        document = told.document.promised()
        with above.replacing(plan, by=self.by, reasons=self._reasons()):
            replace_plan(
                plan,
                replace(document, title=document.title or plan.title),
                identities=rows_by_identity(told, self.locked.draft.identities),
                total=stated_total(self.outcome.value),
                is_amended=True,
            )
            # What follows from it is scored by the version that it is.
            version = self._sign(step)
        record([version_change(version, by=self.by)])

    def _sign(self, step: AmendmentStep) -> AgreedVersion:
        """The version as both sides signed it, and its rows frozen."""
        proposed = self.locked.steps.filter(to_state__in=(State.SUBMITTED, State.RESUBMITTED))
        return sign(
            version_of(
                self.plan,
                kept=keep_plan(self.plan),
                proposed=proposed.latest("pk"),
                agreed=step,
                overrides=[override_data(one) for one in self._overrides()],
            )
        )

    def _overrides(self) -> list[Override]:
        """The errors that stand in the new version: let stand now, or when the one before was
        signed and there still.
        """
        printed = overrides_printed(self.outcome.findings)
        known = {(one.rule, one.message) for one in printed}
        still = {(one.rule, one.message) for one in self.outcome.findings} - known
        before = agreed_version(self.plan, self.locked.from_version)
        said = overrides_of(before) if before else []
        return printed + [one for one in said if (one.rule, one.message) in still]

    def _reasons(self) -> dict[str, str]:
        """Why each row changes, by the name that it has in the plan or is to have."""
        names = {key: name for name, key in self.outcome.found.told.keys.items()}
        codes = {one.key: one.code for one in self.rows}
        return {
            name: one.reason
            for one in self.rows
            if one.verdict == Verdict.AGREED
            for name in {names.get(one.key, ""), codes[one.key]}
            if name
        }

    def tell(self) -> None:
        """The other side hears of it; of a decision with the notes."""
        notes = (
            "\n".join(f"{one.code or one.title}: {one.note}" for one in self.rows if one.note)
            if self.transition.party.decides
            else self.reason
        )
        tell_of_amendment(self.transition, plan=self.plan, by=self.by, words=notes)


def require_as_written(amendment: Amendment) -> None:
    """Raise ``AlteredOutside`` where its draft is not what was made of the agreed plan here, or
    the plan and what is told of the amendment are not as the history has them.
    """
    begun = draft_as_of(amendment.draft, 0)
    is_written = (
        begun is not None and replace(begun, next_key=amendment.before.next_key) == amendment.before
    )
    if not (is_written and above.is_accounted_for(amendment.plan)):
        raise AlteredOutside


def require_amendable(
    plan: Plan, *, amendment: Amendment | None = None, is_in_time: bool = True
) -> None:
    """Raise ``NotAgreed``, ``AmendedMeanwhile``, or ``TooLate`` once the calendar's day is over."""
    if not plan.is_frozen or agreement_of(plan).is_closed:
        raise NotAgreed
    if amendment is not None and amendment.from_version != plan.version:
        raise AmendedMeanwhile
    until = amendable_until(plan)
    if is_in_time and timezone.localdate() > until:
        raise TooLate(until)
