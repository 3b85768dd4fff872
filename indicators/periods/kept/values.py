"""What a report says, all of it: the plan's words and targets, the figures, the rules, the scores.

It is taken when a report is handed in, and when a year's evaluation becomes final; pages and
papers of that report are made from it and from nothing else. docs/decisions/kept-reports.md
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from indicators.returns.scores.reckoning import recognised_entry
from indicators.returns.selectors.figures import PlanFigures
from indicators.scoring.composite import score_plan
from indicators.scoring.inputs import plan_input
from indicators.scoring.values import PlanScore, Rules
from numerals import Figure, Message, Month
from plans.document.frequencies import Frequency
from plans.document.rolling_up import Earned
from plans.document.values import PlanDocument


@dataclass(frozen=True, slots=True)
class Member:
    """What a page needs of an indicator beside its entry in the document."""

    pk: int
    frequency: str = Frequency.MONTHLY.value
    linked_kind: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What an evaluator recognises of an indicator, ``NIL`` for nothing, and why."""

    figure: Figure
    reason: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A plan as reported at the end of a period.

    ``document`` has the figures of the fiscal year so far; ``linked`` the composites of the
    plans that rows earn by, and the offices' figures that they are made of; ``objectives`` the
    objectives' ids, in order; ``members`` and
    ``recognised`` go by row. Without ``is_whole`` it was kept by a version that kept figures
    and scores alone: words, weights and targets are those of the plan now.
    """

    document: PlanDocument
    score: PlanScore
    rules: Rules
    linked: Mapping[str, Earned]
    office: Message
    sections: Mapping[str, Message]
    objectives: tuple[int, ...]
    members: Mapping[str, Member]
    recognised: Mapping[str, Recognised] = field(default_factory=dict)
    is_whole: bool = True

    def evaluated(self, recognised: Mapping[str, Recognised]) -> Snapshot:
        """This report as evaluated by its own rules, where these figures are recognised by row.

        Every other row keeps what the office claimed.
        """
        last = max(self.document.months)
        document = self.document.with_indicators(
            lambda entry: (
                recognised_entry(entry, recognised[entry.row].figure, last)
                if entry.row in recognised
                else entry
            )
        )
        linked = {row: one for row, one in self.linked.items() if row not in recognised}
        score = score_plan(plan_input(document, linked=linked), rules=self.rules)
        return replace(self, score=score, recognised=recognised)


def snapshot_of(
    figures: PlanFigures,
    score: PlanScore,
    *,
    month: Month,
    rules: Rules,
    linked: Mapping[str, Earned],
    sections: Mapping[str, Message],
) -> Snapshot:
    """The plan as of ``month`` with its ``score`` by ``rules``. No query."""
    document = figures.document(until=month)
    office = figures.plan.office
    return Snapshot(
        document=document,
        score=score,
        rules=rules,
        linked=linked,
        office=Message(
            bn=document.office, en=office.heading_en or office.name_en or document.office
        ),
        sections=sections,
        objectives=tuple(dict.fromkeys(one.activity.objective_id for one in figures.indicators)),
        members={
            one.row: Member(one.pk, one.frequency, one.linked_kind) for one in figures.indicators
        },
    )
