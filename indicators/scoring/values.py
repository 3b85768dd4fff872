"""What scoring is given and what it gives back. Source of every rule: docs/scoring.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.scoring.precision import grand_total, grand_total_of_known, share_of_hundred
from numerals import Figure, Month, Value
from plans.document.defaults import SECTIONS, Interpolation, Mode
from plans.document.methods import Method
from plans.document.rolling_up import Earned, RolledUp
from plans.document.values import TierTargets


class Basis(StrEnum):
    """Which achievement to date is scored: ours, or the one an office printed."""

    COMPUTED = "computed"
    REPORTED = "reported"


class Reason(StrEnum):
    """Why an indicator has no raw score. A value with a reason, which is not zero."""

    NOT_REPORTED = "not-reported"
    NO_TARGETS = "no-targets"
    TIER_ORDER = "tier-order"
    NO_METHOD = "no-method"
    NO_WEIGHT = "no-weight"
    WRONG_KIND = "wrong-kind"
    """A date was reported against numbers, or a number against dates, or tiers mix both."""
    ZERO_TARGET = "zero-target"
    """Proportional mode cannot divide by a target of zero."""
    NOT_PROPORTIONAL = "not-proportional"
    """Proportional mode has no meaning for dates or for lower-is-better targets."""
    NO_DEADLINE = "no-deadline"
    """A deadline needs a day as the 100 tier's target."""
    NO_DEDUCTION = "no-deduction"
    """Nobody said how many marks are off, or for how many days."""
    LINKED_PLAN_UNSCORED = "linked-plan-unscored"
    OFFICES_UNREPORTED = "offices-unreported"
    NOT_SUMMED = "not-summed"
    """A percent or a cumulative figure of an office was to be added to others'."""

    @property
    def cannot_be_scored(self) -> bool:
        """Whether the plan must be corrected, not merely reported on."""
        return self not in (
            Reason.NOT_REPORTED,
            Reason.LINKED_PLAN_UNSCORED,
            Reason.OFFICES_UNREPORTED,
        )


class Direction(StrEnum):
    """Which way is better; follows from the targets."""

    HIGHER = "higher"
    LOWER = "lower"
    EARLIER = "earlier"


class Case(StrEnum):
    """Which rule gave the raw score; the interface turns it into a sentence."""

    AT_TOP = "at-top"
    BETWEEN = "between"
    AT_TIER = "at-tier"
    BELOW_LAST = "below-last"
    PROPORTIONAL = "proportional"
    LINKED = "linked"
    BY_DAY = "by-day"
    LATE = "late"
    DEDUCTED = "deducted"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Rules:
    """One version of the scoring rules of a fiscal year and plan kind.

    ``sections`` maps a section's code to its mode; a section not named scores by tiers.
    With ``cut_off`` what is worse than the last tier scores nothing, without it a share.
    """

    version: str = "default-1"
    interpolation: Interpolation = Interpolation.LINEAR
    cut_off: bool = True
    sections: Mapping[str, Mode] = field(
        default_factory=lambda: {one.code: one.mode for one in SECTIONS}
    )

    def mode_of(self, section: str) -> Mode:
        """The mode that the section's indicators score by."""
        return self.sections.get(section, Mode.TIERS)


@dataclass(frozen=True, slots=True)
class IndicatorInput:
    """One indicator as scoring sees it.

    ``linked`` is another plan's normalised composite (0 to 100), or what its offices achieved;
    ``is_linked`` says that the achievement comes from there and not from the months.
    ``reported`` is column 16 as printed. ``mode`` is the indicator's own, ``None`` for its
    section's; ``deduction`` are marks off for each period of ``per_days`` days begun after the day.
    """

    key: str
    method: Method | None
    weight: Decimal | None
    targets: TierTargets
    achieved: Mapping[Month, Figure]
    reported: Value | None = None
    is_linked: bool = False
    linked: Earned = None
    mode: Mode | None = None
    deduction: Decimal | None = None
    per_days: int | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveInput:
    """One objective with its stated weight and its section's code."""

    key: str
    section: str
    weight: Decimal | None
    indicators: tuple[IndicatorInput, ...]


@dataclass(frozen=True, slots=True)
class PlanInput:
    """A whole plan as scoring sees it."""

    objectives: tuple[ObjectiveInput, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day in place of tiers: after it nothing, or ``deduction`` marks less for each period of
    ``per_days`` days begun.
    """

    deduction: Decimal | None = None
    per_days: int = 1

    def periods(self, late: int) -> int:
        """The periods that are begun ``late`` days after the day."""
        return -(-late // self.per_days)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that a sentence about one score needs, as data.

    ``lower``/``upper`` are the neighbouring ``(tier, target)`` that the achievement lies
    between or at; ``next_tier`` is the nearest tier still to be gained with what is missing
    to it and what the weighted score would gain. ``deadline`` is there where a day decides.
    """

    case: Case
    direction: Direction | None = None
    lower: tuple[int, Value] | None = None
    upper: tuple[int, Value] | None = None
    next_tier: NextTier | None = None
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class NextTier:
    """The next tier up: its percent and target, how much is missing, what it would add.

    ``missing`` is in the indicator's unit (days for dates, negative when it cannot be
    undone); ``gain`` is in points of weighted score.
    """

    tier: int
    target: Value
    missing: Decimal
    gain: Decimal


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """One indicator's result; ``raw`` and ``weighted`` are ``None`` exactly if ``problem``.

    ``rate`` is achievement ÷ 100-tier target in percent (column 17), ``None`` for dates.
    All unrounded. ``rolled`` are the offices' figures that the achievement was made of.
    """

    key: str
    weight: Decimal | None
    achieved: Value | None
    rate: Decimal | None
    raw: Decimal | None
    weighted: Decimal | None
    problem: Reason | None
    explanation: Explanation
    rolled: RolledUp | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveScore:
    """An objective's result: Σ weighted, out of Σ indicator weights, beside the stated weight.

    ``weighted`` is ``None`` where no indicator has a score.
    """

    key: str
    section: str
    stated_weight: Decimal | None
    weight: Decimal
    weighted: Decimal | None
    indicators: tuple[IndicatorScore, ...]

    @property
    def weights_disagree(self) -> bool:
        """Whether the indicators' weights do not total the stated one."""
        return self.stated_weight is not None and self.stated_weight != self.weight

    @property
    def normalised(self) -> Decimal | None:
        """Σ weighted as a share of 100, ``None`` without a score or a weight."""
        return share_of_hundred(self.weighted, self.weight)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section's result: the sum of its objectives', ``None`` where none has a score."""

    section: str
    weight: Decimal
    weighted: Decimal | None

    @property
    def normalised(self) -> Decimal | None:
        """Σ weighted as a share of 100, ``None`` without a score or a weight."""
        return share_of_hundred(self.weighted, self.weight)


@dataclass(frozen=True, slots=True)
class PlanScore:
    """A plan's result: the composite always with the weight it is out of.

    ``weight`` is Σ indicator weights; ``stated_weight`` Σ objective weights; ``weighted`` is
    ``None`` where no indicator has a score.
    """

    rules: str
    basis: Basis
    weighted: Decimal | None
    weight: Decimal
    stated_weight: Decimal
    objectives: tuple[ObjectiveScore, ...]

    @property
    def normalised(self) -> Decimal | None:
        """The composite as a share of 100, ``None`` without a score or a weight."""
        return share_of_hundred(self.weighted, self.weight)

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """The scores of all indicators, in the order of the plan."""
        return tuple(score for objective in self.objectives for score in objective.indicators)

    @property
    def sections(self) -> tuple[SectionScore, ...]:
        """The sums of the sections, in the order in which they first occur."""
        return tuple(
            SectionScore(
                section,
                weight=grand_total(part.weight for part in parts),
                weighted=grand_total_of_known(part.weighted for part in parts),
            )
            for section in dict.fromkeys(objective.section for objective in self.objectives)
            if (parts := [part for part in self.objectives if part.section == section])
        )

    def weights_disagree(self, whole: Decimal | None) -> bool:
        """Whether indicator weights and stated objective weights are not both ``whole``.

        Where nobody knows what they should make, whether they differ from each other.
        """
        return not self.weight == self.stated_weight == (self.weight if whole is None else whole)
