"""Weights: the indicators' against the objective's, and all of them against the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from numerals import Message
from plans.document.bilingual import added, shown
from plans.document.checks.sentences import error
from plans.document.checks.settings import CheckSettings
from plans.document.defaults import SECTION_NAMES
from plans.document.values import PlanDocument, Problem


def total_weight_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """The objectives' weights, or the indicators', do not make the whole, where it is known."""
    actual = _total(indicator.weight for indicator in document.indicators)
    whole = settings.total_weight
    if whole is None:
        return
    if all(objective.weight is None for objective in document.objectives):
        if actual != whole:
            yield _indicators_alone(actual, whole)
        return
    stated = _total(objective.weight for objective in document.objectives)
    if stated == actual == whole:
        return
    objectives, indicators, expected = shown(stated), shown(actual), shown(whole)
    yield error(
        "total-weight-mismatch",
        "",
        bn=f"উদ্দেশ্যগুলোর মান মোট {objectives.bn} এবং সূচকগুলোর মান মোট {indicators.bn}; "
        f"দুটিই {expected.bn} হতে হবে।",
        en=f"The objectives' weights total {objectives.en} and the indicators' weights "
        f"{indicators.en}. Both must be {expected.en}.",
    )


def section_total_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A section's weights do not make what the year's rules prescribe for it."""
    for code, prescribed in settings.section_totals.items():
        indicators = [
            one
            for objective in document.objectives
            if objective.section == code
            for one in objective.indicators
        ]
        actual = _total(one.weight for one in indicators)
        if actual == prescribed:
            continue
        name = SECTION_NAMES.get(code, Message(bn=code, en=code))
        total, expected = shown(actual), shown(prescribed)
        yield error(
            "section-total-mismatch",
            "",
            bn=f"“{name.bn}” অংশের সূচকগুলোর মান মোট {total.bn}; বছরের বিধিতে {expected.bn} হতে হবে।",
            en=f"The indicators' weights in the section “{name.en}” total {total.en}. "
            f"The year's rules prescribe {expected.en}.",
        )


def _indicators_alone(actual: Decimal, whole: Decimal) -> Problem:
    indicators, expected = shown(actual), shown(whole)
    return error(
        "total-weight-mismatch",
        "",
        bn=f"সূচকগুলোর মান মোট {indicators.bn}; {expected.bn} হতে হবে।",
        en=f"The indicators' weights total {indicators.en}. They must total {expected.en}.",
    )


def objective_weight_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """The weights of an objective's indicators do not make the weight stated for it."""
    for objective in document.objectives:
        weights = [each.weight for each in objective.indicators if each.weight is not None]
        actual = _total(weights)
        if objective.weight is None or objective.weight == actual:
            continue
        stated = shown(objective.weight)
        if not weights:
            yield error(
                "objective-weight-mismatch",
                objective.row,
                bn=f"উদ্দেশ্যের মান {stated.bn} লেখা, কিন্তু এর কোনো সূচকের মান লেখা নেই।",
                en=f"The objective's weight is stated as {stated.en}, but none of its indicators "
                "has a weight.",
            )
            continue
        terms, total = added(weights), shown(actual)
        yield error(
            "objective-weight-mismatch",
            objective.row,
            bn=f"উদ্দেশ্যের মান {stated.bn} লেখা, কিন্তু এর সূচকগুলোর মান {terms.bn} = {total.bn}।",
            en=f"The objective's weight is stated as {stated.en}, but its indicators' weights "
            f"make {terms.en} = {total.en}.",
        )


def _total(weights: Iterable[Decimal | None]) -> Decimal:
    return sum((weight for weight in weights if weight is not None), Decimal(0))
