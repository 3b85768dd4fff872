"""A plan's scores for the terminal: as data for programs, as a table for people.

Here figures are rounded, once and half up: scores to two decimals, rates to a whole number,
achievements that are quotients to four decimals. Weights are as stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from indicators.scoring.explanations import explain
from indicators.scoring.precision import RATE_PLACES, rounded
from indicators.scoring.values import IndicatorScore, ObjectiveScore, PlanScore
from numerals import (
    DECIMALS,
    Message,
    Value,
    canonical,
    decimals_of,
    format_number,
    format_value,
    score_places,
)
from plans.document.values import IndicatorEntry, PlanDocument

_NONE: Final = "–"
_QUOTIENT_PLACES: Final = 4
_HEADINGS: Final = Message(
    bn="সূচক\tঅর্জন\tহার %\tপ্রাপ্ত নম্বর %\tমান\tস্কোর",
    en="Indicator\tAchieved\tRate %\tRaw\tWeight\tScore",
)
_TOTAL: Final = Message(
    bn="{plan}: {weight}-এর মধ্যে {weighted} (১০০-তে {normalised}) · {basis} · বিধি {rules}",
    en="{plan}: {weighted} of {weight} (normalised {normalised}) · {basis} · rules {rules}",
)
_BASIS: Final[Mapping[str, Message]] = {
    "computed": Message(bn="হিসাবকৃত অর্জন", en="computed achievements"),
    "reported": Message(bn="প্রতিবেদনে লেখা অর্জন", en="achievements as printed"),
}
_DISAGREE: Final = Message(
    bn="মান মেলে না: সূচকগুলোর মোট {weight}, উদ্দেশ্যগুলোর মোট {stated}।",
    en="Weights disagree: the indicators' total {weight}, the objectives' {stated}.",
)
_NOT_REPORTED: Final = Message(
    bn="যেসব সূচকের তথ্য দেওয়া হয়নি: {count}টি।", en="Indicators not reported yet: {count}."
)


@dataclass(frozen=True, slots=True)
class ScoredPlan:
    """What is told: the plan's name or file, its document, its scores."""

    name: str
    document: PlanDocument
    score: PlanScore

    @property
    def lines(self) -> Iterator[tuple[IndicatorEntry, IndicatorScore]]:
        """Each indicator with its score, in the order of the form."""
        return zip(self.document.indicators, self.score.indicators, strict=True)


def score_data(plan: ScoredPlan) -> dict[str, Any]:
    """The scores as JSON takes them: decimals as strings, missing values ``None``."""
    score = plan.score
    return {
        "plan": plan.name,
        "basis": score.basis.value,
        "rules": score.rules,
        "weighted": _points(score.weighted),
        "weight": canonical(score.weight),
        "stated_weight": canonical(score.stated_weight),
        "normalised": _points(score.normalised),
        "objectives": [_objective_data(one) for one in score.objectives],
        "indicators": [_indicator_data(entry, one) for entry, one in plan.lines],
    }


def _objective_data(score: ObjectiveScore) -> dict[str, Any]:
    return {
        "row": score.key,
        "section": score.section,
        "weighted": _points(score.weighted),
        "weight": canonical(score.weight),
        "stated_weight": None if score.stated_weight is None else canonical(score.stated_weight),
        "normalised": _points(score.normalised),
    }


def _indicator_data(entry: IndicatorEntry, score: IndicatorScore) -> dict[str, Any]:
    return {
        "row": entry.row,
        "code": entry.code,
        "achieved": None if score.achieved is None else canonical(_typeable(score.achieved)),
        "rate": None if score.rate is None else str(rounded(score.rate, RATE_PLACES)),
        "raw": _points(score.raw),
        "weighted": _points(score.weighted),
        "problem": score.problem.value if score.problem else None,
        "explanation": {
            language: explain(score, unit=entry.unit, language=language)
            for language in ("bn", "en")
        },
    }


def _points(value: Decimal | None) -> str | None:
    return None if value is None else str(rounded(value, score_places()))


def _typeable(value: Value) -> Value:
    if isinstance(value, Decimal) and decimals_of(value) > DECIMALS:
        return rounded(value, _QUOTIENT_PLACES)
    return value


def score_lines(plan: ScoredPlan, *, language: str) -> Iterator[str]:
    """The scores as a table, the composite, and what has no score with its reason."""
    rows = [_HEADINGS[language].split("\t")]
    rows += [_row(entry, score, language) for entry, score in plan.lines]
    yield from _aligned(rows)
    yield ""
    yield _total_line(plan, language)
    if plan.score.weights_disagree(None):
        yield _DISAGREE[language].format(
            weight=format_number(plan.score.weight, language=language),
            stated=format_number(plan.score.stated_weight, language=language),
        )
    yield from _without_score(plan, language)


def _row(entry: IndicatorEntry, score: IndicatorScore, language: str) -> list[str]:
    achieved = None if score.achieved is None else _typeable(score.achieved)
    return [
        entry.row,
        _NONE if achieved is None else format_value(achieved, language=language),
        _shown(score.rate, RATE_PLACES, language),
        _shown(score.raw, score_places(), language),
        _NONE if score.weight is None else format_number(score.weight, language=language),
        _shown(score.weighted, score_places(), language),
    ]


def _shown(value: Decimal | None, decimals: int, language: str) -> str:
    return _NONE if value is None else format_number(value, language=language, decimals=decimals)


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *figures in rows:
        cells = (cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells))


def _total_line(plan: ScoredPlan, language: str) -> str:
    score = plan.score
    return _TOTAL[language].format(
        plan=plan.name,
        weighted=_shown(score.weighted, score_places(), language),
        weight=format_number(score.weight, language=language),
        normalised=_shown(score.normalised, score_places(), language),
        basis=_BASIS[score.basis][language],
        rules=score.rules,
    )


def _without_score(plan: ScoredPlan, language: str) -> Iterator[str]:
    waiting = 0
    for entry, one in plan.lines:
        if one.problem is None:
            continue
        if one.problem.cannot_be_scored:
            yield f"{entry.row}  {explain(one, unit=entry.unit, language=language)}"
        else:
            waiting += 1
    if waiting:
        count = format_number(Decimal(waiting), language=language)
        yield _NOT_REPORTED[language].format(count=count)
