"""The annual evaluation as its page shows it: the self-score beside the evaluated one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from indicators.models import State
from indicators.periods.models import EvaluatedValue
from indicators.periods.page import PeriodPage
from indicators.periods.reported import Reported
from indicators.periods.selectors import final_evaluation
from indicators.scoring.model import IndicatorScore, PlanScore
from indicators.sheet.rows import ObjectiveRows, Row
from plans.document.model import Message
from plans.document.numerals import format_figure
from plans.templatetags.figures import language


@dataclass(frozen=True, slots=True)
class TypedJudgement:
    """What stands in the fields of a row, and what is wrong with it."""

    value: str
    reason: str
    problem: Message | None = None


@dataclass(frozen=True)
class EvaluatedRow:
    """One indicator: what the office claims, what is recognised, and both scores."""

    row: Row
    claimed: IndicatorScore
    evaluated: IndicatorScore
    judged: EvaluatedValue | None
    typed: TypedJudgement | None = None

    @property
    def value(self) -> str:
        """The recognised value as the field shows it; empty where the office's stands."""
        if self.typed:
            return self.typed.value
        return format_figure(self.judged.figure, language=language()) if self.judged else ""

    @property
    def reason(self) -> str:
        """Why it is another one."""
        if self.typed:
            return self.typed.reason
        return self.judged.reason if self.judged else ""

    @property
    def problem(self) -> str:
        """What is wrong with what was typed."""
        return self.typed.problem[language()] if self.typed and self.typed.problem else ""

    @property
    def difference(self) -> Decimal | None:
        """Evaluated less claimed, where both have a score and a value was set."""
        if self.judged is None:
            return None
        return (self.evaluated.weighted or Decimal(0)) - (self.claimed.weighted or Decimal(0))


@dataclass(frozen=True)
class EvaluatedObjective:
    """An objective with both its scores."""

    group: ObjectiveRows
    claimed: Decimal | None
    evaluated: Decimal | None
    rows: tuple[EvaluatedRow, ...]


@dataclass(frozen=True)
class EvaluationPage(PeriodPage):
    """The report of a year; ``evaluated`` is the score that the recognised values make."""

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
        return self.state != State.OPEN

    @property
    def evaluated_score(self) -> PlanScore:
        """The evaluated score; the office's own where nothing else is recognised."""
        return self.evaluated or self.score

    @cached_property
    def final(self) -> Reported | None:
        """What the final evaluation kept."""
        return final_evaluation(self.steps) if self.state == State.ACCEPTED else None

    @property
    def self_total(self) -> Decimal | None:
        """The composite as the office handed it in, or as it is computed until then."""
        return self.reported.weighted if self.reported else self.score.weighted

    @property
    def evaluated_total(self) -> Decimal | None:
        """The evaluated composite as the final evaluation kept it, or as it is until then."""
        return self.final.weighted if self.final else self.evaluated_score.weighted

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
                        judged=self.judged.get(row.indicator.pk),
                        typed=self.typed.get(row.indicator.pk),
                    )
                    for row in group.rows
                ),
            )
            for group, other in zip(self.objectives, self.evaluated_score.objectives, strict=True)
        ]
