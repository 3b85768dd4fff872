"""Weights: the sum of what stands beneath, or what the others leave."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plans.document.bilingual import added, shown
from plans.document.draft.fixes.fixing import Fixing, fix
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.draft.values import RowLevel


def _sum_of(fixing: Fixing, key: int) -> tuple[list[Decimal], Decimal]:
    weights = [one.weight for one in fixing.objectives[key].indicators if one.weight is not None]
    return weights, sum(weights, Decimal(0))


def objective_weight(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The sum of its indicators, or what the other objectives leave."""
    if key not in fixing.objectives:
        return
    weights, total = _sum_of(fixing, key)
    if weights:
        terms, made = added(weights), shown(total)
        yield fix(
            "weight-of-indicators",
            bn=f"উদ্দেশ্যের মান {made.bn} লিখুন",
            en=f"Make the objective's weight {made.en}",
            why_bn=f"এর সূচকগুলোর মান যোগ করলে {terms.bn} = {made.bn} হয়।",
            why_en=f"Its indicators' weights make {terms.en} = {made.en}.",
            changes=fixing.cell(key, "weight", fixing.number(total)),
        )
    rest = _remainder(fixing, key)
    if rest is not None and rest != total and rest != fixing.objectives[key].weight:
        left, whole = shown(rest), shown(fixing.whole or Decimal(0))
        yield fix(
            "weight-remainder",
            bn=f"উদ্দেশ্যের মান {left.bn} লিখুন",
            en=f"Make the objective's weight {left.en}",
            why_bn=f"অন্য উদ্দেশ্যগুলোর মান বাদ দিলে মোট {whole.bn}-এর এটুকু থাকে।",
            why_en=f"So much of the total {whole.en} is left by the other objectives.",
            changes=fixing.cell(key, "weight", fixing.number(rest)),
        )


def _remainder(fixing: Fixing, key: int) -> Decimal | None:
    if len(fixing.objectives) < len(fixing.told.document.objectives):
        return None
    others = [one.weight for pk, one in fixing.objectives.items() if pk != key]
    given = [weight for weight in others if weight is not None]
    if fixing.whole is None or len(given) < len(others):
        return None
    rest = fixing.whole - sum(given, Decimal(0))
    return rest if rest > 0 else None


def no_weight(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The weight that the others leave."""
    if fixing.rows[key].level is RowLevel.OBJECTIVE:
        yield from objective_weight(fixing, problem, key)
        return
    over = next(
        (o for o in fixing.objectives.values() if fixing.indicators[key] in o.indicators), None
    )
    if over is None or over.weight is None:
        return
    weights = [one.weight for one in over.indicators]
    given = [weight for weight in weights if weight is not None]
    rest = over.weight - sum(given, Decimal(0))
    if len(given) == len(weights) - 1 and rest > 0:
        left, whole = shown(rest), shown(over.weight)
        yield fix(
            "weight-remainder",
            bn=f"মান {left.bn} লিখুন",
            en=f"Make the weight {left.en}",
            why_bn=f"উদ্দেশ্যের মান {whole.bn} থেকে অন্য সূচকগুলোর মান বাদ দিলে এটুকু থাকে।",
            why_en=f"So much of the objective's weight {whole.en} is left by the other indicators.",
            changes=fixing.cell(key, "weight", fixing.number(rest)),
        )
