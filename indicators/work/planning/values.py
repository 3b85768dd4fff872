"""How far an office is with its plan of a year and kind, as a line of the planner's list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from indicators.targets.overview import PlanQuality
from numerals import FiscalYearSpan
from offices.models import Office
from plans.addresses import plan_url
from plans.agreements.models import Agreement
from plans.agreements.workflow import IN_REVIEW
from plans.document.defaults import Kind
from plans.handing_in.states import State
from plans.models import Plan


class PlanStage(TextChoices):
    """How far a plan is, from nothing to the end of its year."""

    NONE = "none", _("None yet")
    DRAFT = "draft", _("In the workshop")
    OPEN = "open", _("Not proposed")
    PROPOSED = "proposed", _("Proposed")
    RETURNED = "returned", _("Returned")
    AGREED = "agreed", _("Agreed")
    AMENDING = "amending", _("Amendment proposed")
    CLOSED = "closed", _("Closed")

    @property
    def is_with_office(self) -> bool:
        """Whether the office, or who plans for it, is to do the next thing."""
        return self in (PlanStage.NONE, PlanStage.DRAFT, PlanStage.OPEN, PlanStage.RETURNED)


def stage_of(
    plan: Plan | None, agreement: Agreement | None, *, has_draft: bool, is_amending: bool = False
) -> PlanStage:
    """How far it is; ``has_draft`` counts where there is no plan yet, ``is_amending`` where an
    amendment of what was agreed waits for the superior side.
    """
    if plan is None:
        return PlanStage.DRAFT if has_draft else PlanStage.NONE
    if agreement is None:
        return PlanStage.AGREED if plan.is_frozen else PlanStage.OPEN
    if is_amending:
        return PlanStage.AMENDING
    if agreement.is_closed:
        return PlanStage.CLOSED
    if agreement.state in IN_REVIEW:
        return PlanStage.PROPOSED
    return {State.RETURNED: PlanStage.RETURNED, State.ACCEPTED: PlanStage.AGREED}.get(
        State(agreement.state), PlanStage.OPEN
    )


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An office with its plan, if it has one.

    ``year`` and ``kind`` are those of the plan, made or not. ``errors`` are those that keep it from
    being proposed, of a draft or of the plan; ``total`` is what its weights make, ``prescribed``
    what they are to make. ``score`` is of 100, as of ``month``; ``mark`` the quality of the plan's
    or the draft's targets, where it was asked for.
    """

    office: Office
    year: FiscalYearSpan
    kind: Kind
    stage: PlanStage
    plan: Plan | None = None
    draft: int | None = None
    agreement_version: int = 0
    since: datetime | None = None
    errors: int = 0
    total: Decimal | None = None
    prescribed: Decimal | None = None
    score: Decimal | None = None
    month: date | None = None
    is_final: bool = False
    mark: PlanQuality | None = None
    is_read: bool = True
    """Whether the reader sees the office's figures, and not its agreement alone."""

    @property
    def url(self) -> str:
        """Of the plan, or of its agreement where that is all the reader sees."""
        place = "indicators:plan" if self.is_read else "plans:agreement"
        return plan_url(place, self.plan) if self.plan else ""

    @property
    def name(self) -> str:
        """The office's name in the reader's language."""
        return self.office.short_name

    @property
    def key(self) -> str:
        """What a form names it by: the office, and the agreement's version as it was shown."""
        return f"{self.office.pk}:{self.agreement_version}"

    def as_seen(self, version: int) -> PlanLine:
        """The line as somebody saw it, with the agreement in that version."""
        return replace(self, agreement_version=version)

    @property
    def is_off(self) -> bool:
        """Whether its weights do not make what they are to make."""
        return self.total is not None and self.total != self.prescribed

    @property
    def stage_order(self) -> int:
        """Its place among the stages."""
        return list(PlanStage).index(self.stage)

    @property
    def known_total(self) -> Decimal:
        """The total to sort by; nothing comes first."""
        return Decimal(-1) if self.total is None else self.total

    @property
    def known_quality(self) -> Decimal:
        """The quality of the targets to sort by; nothing comes first."""
        share = self.mark.share if self.mark else None
        return Decimal(-1) if share is None else share

    @property
    def known_soft(self) -> int:
        """How many targets come easily, to sort by; nothing comes first."""
        return -1 if self.mark is None else self.mark.soft

    @property
    def known_score(self) -> Decimal:
        """The score to sort by; nothing comes first."""
        return Decimal(-1) if self.score is None else self.score
