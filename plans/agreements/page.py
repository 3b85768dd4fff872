"""An agreement as its page shows it: where it stands, what it says, who signs, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from offices.models import User
from offices.selectors import Access, access_of, reviewing_offices
from plans.agreements.findings import PlanFinding, findings_of, stopping
from plans.agreements.models import AgreedVersion, Agreement, AgreementNote, AgreementStep
from plans.agreements.rows import AgreementObjective, grouped
from plans.agreements.selectors import (
    agreed_version,
    agreement_of,
    overrides_of,
    sign_by,
    steps_of,
    year_is_over,
)
from plans.agreements.values import Override
from plans.agreements.wording import state_words
from plans.agreements.workflow import (
    AGREE,
    CLOSE,
    HAND_DOWN,
    HAND_UP,
    IN_REVIEW,
    RETURN,
    TAKE_BACK,
    TAKE_FROM_HEAD,
    WITH_OFFICE,
    proposal_of,
)
from plans.handing_in.signing import SIGNED, Signature, read_signature, signature_of
from plans.handing_in.states import State
from plans.handing_in.transitions import WITHIN_OFFICE, Transition
from plans.models import Indicator, Plan
from plans.selectors import indicators_of


@dataclass(frozen=True, slots=True)
class SignedSide:
    """Who signed for one side and when; nobody so far without a ``signature``."""

    signature: Signature | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class AgreementPage:
    """The whole page; ``reader`` is the person it is for, ``today`` the day, ``sign_by`` the one by
    which it is to be signed. ``is_ours`` says that the reader is of the office, or makes its plan
    where nobody else does, and sees what happens within it.
    """

    plan: Plan
    agreement: Agreement
    indicators: tuple[Indicator, ...]
    findings: tuple[PlanFinding, ...]
    steps: tuple[AgreementStep, ...]
    version: AgreedVersion | None
    reader: User
    today: date
    reviewing: str
    sign_by: date
    is_ours: bool
    typed: Mapping[int, str] = field(default_factory=dict)

    @property
    def access(self) -> Access:
        """What the reader may do."""
        return access_of(self.reader)

    @property
    def leads_to_plan(self) -> bool:
        """Whether the reader sees the plan's other pages: who signs above need not."""
        return self.access.sees(self.plan.office)

    @property
    def state(self) -> State:
        """Where it stands, as the reader sees it."""
        return State(self.agreement.state) if self.is_ours else self.agreement.office_state

    @property
    def is_with_head(self) -> bool:
        """Whether the head of the office is to sign it, as the office sees it."""
        return self.state == State.WITH_HEAD

    @property
    def state_words(self) -> str:
        """The same in words: an agreed one is amended from its second version on."""
        return state_words(self.state)

    @property
    def holder(self) -> str:
        """The office that is to do the next thing; nobody once both signed."""
        if self.state in WITH_OFFICE or self.is_with_head:
            return self.plan.office.name
        return self.reviewing if self.state in IN_REVIEW else ""

    @property
    def since(self) -> datetime | None:
        """Since when it stands so."""
        return self.steps[-1].at if self.steps else None

    @property
    def days_left(self) -> int:
        """Days until then, negative afterwards."""
        return (self.sign_by - self.today).days

    @property
    def late_by(self) -> int:
        """Days since then."""
        return max(0, -self.days_left)

    @property
    def stopping(self) -> list[PlanFinding]:
        """The errors that stand in its way."""
        return [] if self.plan.is_frozen else stopping(self.findings)

    @property
    def overrides(self) -> list[Override]:
        """The errors that were let stand when it was signed."""
        return overrides_of(self.version) if self.version else []

    @property
    def let_stand(self) -> list[PlanFinding]:
        """The errors that are let stand before it is signed."""
        return [] if self.plan.is_frozen else [one for one in self.findings if not one.stops]

    @property
    def returned(self) -> AgreementStep | None:
        """Why it came back, while the office answers."""
        if self.state != State.RETURNED:
            return None
        return next((one for one in reversed(self.steps) if one.code == RETURN.code), None)

    @property
    def word_of_head(self) -> str:
        """Why the head gave it back to the officer, while the office has it."""
        return self.agreement.word_of_head if self.is_ours and self.state in WITH_OFFICE else ""

    @property
    def amended_as(self) -> AgreedVersion | None:
        """The version that an amendment made it, which is signed anew."""
        return self.version if self.version and self.version.number > 1 else None

    @property
    def by_office(self) -> SignedSide:
        """Who signed for the office; an amended plan's amendment says when they did."""
        if amended := self.amended_as:
            return SignedSide(read_signature(amended.by_office))
        return self._signed(is_agreement=False)

    @property
    def by_superior(self) -> SignedSide:
        """Who signed for the superior side."""
        if amended := self.amended_as:
            return SignedSide(read_signature(amended.by_superior), amended.agreed_at)
        return self._signed(is_agreement=True)

    def _signed(self, *, is_agreement: bool) -> SignedSide:
        if self.state not in SIGNED or (is_agreement and self.state != State.ACCEPTED):
            return SignedSide()
        codes = (AGREE.code,) if is_agreement else ("propose", "repropose")
        step = next((one for one in reversed(self.steps) if one.code in codes), None)
        return SignedSide(read_signature(step.signed), step.at) if step else SignedSide()

    @property
    def my_signature(self) -> Signature:
        """How the reader would sign."""
        return signature_of(self.reader, self.plan.office, on=self.today)

    @property
    def may_propose(self) -> bool:
        """Whether the reader may sign for the office now."""
        return self._may_take(proposal_of(self.agreement))

    @property
    def may_hand_up(self) -> bool:
        """Whether the reader may hand it to the head of the office now."""
        return self._may_take(HAND_UP)

    @property
    def may_take_from_head(self) -> bool:
        """Whether the reader may take it back from the head."""
        return self._may_take(TAKE_FROM_HEAD)

    @property
    def may_hand_down(self) -> bool:
        """Whether the reader may give it back to the officer."""
        return self._may_take(HAND_DOWN)

    def _may_take(self, step: Transition) -> bool:
        return step.starts_from(self.agreement) and step.is_open_to(self.access, self.plan.office)

    @property
    def may_take_back(self) -> bool:
        """Whether the reader may take the proposal back: until it is opened."""
        is_theirs = TAKE_BACK.is_open_to(self.access, self.plan.office)
        return is_theirs and self.state in IN_REVIEW and self.agreement.opened_at is None

    @property
    def is_own(self) -> bool:
        """Whether the reader proposed it, and so leaves the decision to another."""
        return self._may_sign_above and AGREE.is_on_own(self.agreement, self.reader)

    @property
    def _may_sign_above(self) -> bool:
        return AGREE.is_open_to(self.access, self.plan.office)

    @property
    def may_decide(self) -> bool:
        """Whether the reader may agree or give it back now."""
        return self._may_sign_above and self.state in IN_REVIEW and not self.is_own

    @property
    def may_close(self) -> bool:
        """Whether the reader may close it: agreed, and its year is over."""
        is_agreed = self.state == State.ACCEPTED and not self.agreement.is_closed
        is_theirs = CLOSE.is_open_to(self.access, self.plan.office)
        return is_agreed and is_theirs and year_is_over(self.plan, self.today)

    @property
    def may_override(self) -> bool:
        """Whether the reader may let errors stand."""
        is_open = not self.plan.is_frozen and not self.agreement.is_closed
        return is_open and self.access.may_override(self.plan.office)

    @property
    def may_change(self) -> bool:
        """Whether the reader may change the plan in the workshop: while it is with the office."""
        makes = self.access.may_plan(self.plan.office) or (
            self.plan.office_id in self.access.works_for
        )
        return makes and self.state in WITH_OFFICE and not self.plan.is_frozen

    @property
    def groups(self) -> list[AgreementObjective]:
        """The rows under their objectives."""
        noted = {note.row: note.text for note in self._notes}
        return grouped(self.indicators, self.stopping, noted=noted, typed=self.typed)

    @property
    def _notes(self) -> Sequence[AgreementNote]:
        """What was noted at rows when it was returned last, until both signed."""
        if self.state == State.ACCEPTED:
            return ()
        returned = [one for one in self.steps if one.code == RETURN.code]
        return list(returned[-1].notes.all()) if returned else ()


def agreement_page(
    plan: Plan, *, reader: User, typed: Mapping[int, str] | None = None
) -> AgreementPage:
    """The page of a plan, its office at hand: as many queries however long its way is."""
    agreement = agreement_of(plan)
    access = access_of(reader)
    is_ours = plan.office_id in access.works_for or HAND_UP.is_open_to(access, plan.office)
    indicators = tuple(indicators_of(plan))
    reviewing = reviewing_offices([plan.office]).get(plan.office_id)
    return AgreementPage(
        plan=plan,
        agreement=agreement,
        indicators=indicators,
        findings=() if plan.is_frozen else tuple(findings_of(plan, indicators)),
        steps=tuple(one for one in steps_of(agreement) if is_ours or one.code not in WITHIN_OFFICE),
        version=agreed_version(plan) if plan.is_agreed else None,
        reader=reader,
        today=timezone.localdate(),
        reviewing=reviewing.name if reviewing else "",
        sign_by=sign_by(plan),
        is_ours=is_ours,
        typed=typed or {},
    )
