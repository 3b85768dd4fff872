"""The annual evaluation as its page shows it: the self-score beside the evaluated one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from indicators.periods.claims import claim_of, claim_text
from indicators.periods.kept.selectors import final_evaluation
from indicators.periods.kept.taking import evaluated_snapshot
from indicators.periods.kept.values import Recognised, Snapshot
from indicators.periods.models import EvaluatedValue
from indicators.periods.page import PeriodPage
from indicators.returns.models import State
from indicators.returns.row import ReturnRow
from indicators.returns.rows import ObjectiveRows
from indicators.scoring.values import IndicatorScore, PlanScore
from numerals import Figure, Message
from presentation.figures import day, figure, sentence
from presentation.language import reader_language


@dataclass(frozen=True, slots=True)
class TypedJudgement:
    """What stands in the fields of a row, and what is wrong with it."""

    value: str
    reason: str
    problem: Message | None = None
    figure: Figure = None
    """What the value was read as; nothing where it could not be read."""


@dataclass(frozen=True)
class EvaluatedRow:
    """One indicator: what the office claims, what is recognised, and both scores."""

    row: ReturnRow
    claimed: IndicatorScore
    evaluated: IndicatorScore
    judged: Recognised | None
    typed: TypedJudgement | None = None
    judged_claim: str | None = None
    """What the office claimed when it was judged, where it claims something else now."""

    @property
    def value(self) -> str:
        """The recognised value as the field shows it; empty where the office's stands."""
        if self.typed:
            return self.typed.value
        return figure(self.judged.figure) if self.judged else ""

    @property
    def read_as(self) -> str:
        """What a recognised date was read as, with its month's name; empty for all else."""
        read = self.typed.figure if self.typed else self.judged.figure if self.judged else None
        return day(read) if isinstance(read, date) else ""

    @property
    def is_outdated(self) -> bool:
        """Whether the value was given for another claim than the one that stands here."""
        return self.judged_claim is not None

    @property
    def earlier_claim(self) -> str:
        """The claim that the value was given for; empty where it is not known."""
        return claim_text(self.judged_claim or "", language=reader_language())

    @property
    def reason(self) -> str:
        """Why it is another one."""
        if self.typed:
            return self.typed.reason
        return self.judged.reason if self.judged else ""

    @property
    def problem(self) -> str:
        """What is wrong with what was typed."""
        return sentence(self.typed.problem) if self.typed and self.typed.problem else ""

    @property
    def difference(self) -> Decimal | None:
        """Evaluated less claimed, where both have a score and a value was set."""
        evaluated, claimed = self.evaluated.weighted, self.claimed.weighted
        if self.judged is None or evaluated is None or claimed is None:
            return None
        return evaluated - claimed


@dataclass(frozen=True)
class EvaluatedObjective:
    """An objective with both its scores."""

    group: ObjectiveRows
    claimed: Decimal | None
    evaluated: Decimal | None
    rows: tuple[EvaluatedRow, ...]


@dataclass(frozen=True)
class EvaluationPage(PeriodPage):
    """The report of a year; ``evaluated`` is the score that the recognised values make now,
    where the report is with the office.
    """

    judged: Mapping[int, EvaluatedValue] = field(default_factory=dict)
    evaluated: PlanScore | None = None
    typed: Mapping[int, TypedJudgement] = field(default_factory=dict)
    may_evaluate: bool = False

    def with_typed(self, typed: Mapping[int, TypedJudgement]) -> EvaluationPage:
        """This page with what was typed in its fields."""
        return replace(self, typed=typed)

    @property
    def shows_evaluated(self) -> bool:
        """Whether the reader sees what is recognised: while it is made, the evaluator alone."""
        if self.in_review:
            return self.may_evaluate
        return self.office_state != State.OPEN

    @cached_property
    def evaluated_score(self) -> PlanScore:
        """The evaluated score: as the final evaluation kept it, or as it is until then."""
        if self.final:
            return self.final.score
        if self.reported and self.judged:
            return evaluated_snapshot(self.reported, self.judged, figures=self.live).score
        return self.evaluated or self.score

    @cached_property
    def final(self) -> Snapshot | None:
        """What the final evaluation kept."""
        if self.state != State.ACCEPTED:
            return None
        return final_evaluation(self.steps, figures=self.live)

    @property
    def self_total(self) -> Decimal | None:
        """The composite as the office handed it in, or as it is computed until then."""
        return self.score.weighted

    @property
    def evaluated_total(self) -> Decimal | None:
        """The evaluated composite."""
        return self.evaluated_score.weighted

    def recognised(self, row: ReturnRow) -> Recognised | None:
        """What is recognised of an indicator in place of the office's value."""
        if self.final and self.final.is_whole:
            return self.final.recognised.get(row.indicator.row)
        judged = self.judged.get(row.indicator.pk)
        return Recognised(judged.figure, judged.reason) if judged else None

    def _judged_claim(self, row: ReturnRow) -> str | None:
        """The claim that a value was given for, where the office claims something else now."""
        judged = self.judged.get(row.indicator.pk)
        if judged is None or not self.in_review or judged.claimed == claim_of(row.score):
            return None
        return judged.claimed or ""

    @property
    def outdated(self) -> list[EvaluatedRow]:
        """The rows whose value was given for another claim."""
        return [one for group in self.compared for one in group.rows if one.is_outdated]

    @property
    def difference(self) -> Decimal | None:
        """Evaluated less claimed, of the whole plan, where both have a score."""
        evaluated, claimed = self.evaluated_total, self.self_total
        return None if evaluated is None or claimed is None else evaluated - claimed

    @cached_property
    def compared(self) -> list[EvaluatedObjective]:
        """The objectives with both scores, row by row."""
        evaluated = {one.key: one for one in self.evaluated_score.indicators}
        return [
            EvaluatedObjective(
                group=group,
                claimed=group.score.weighted,
                evaluated=other.weighted,
                rows=tuple(
                    EvaluatedRow(
                        row=row,
                        claimed=row.score,
                        evaluated=evaluated[row.indicator.row],
                        judged=self.recognised(row),
                        judged_claim=self._judged_claim(row),
                        typed=self.typed.get(row.indicator.pk),
                    )
                    for row in group.rows
                ),
            )
            for group, other in zip(self.objectives, self.evaluated_score.objectives, strict=True)
        ]
