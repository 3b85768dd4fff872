"""What an indicator cannot be scored without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from numerals import Message
from plans.document.bilingual import any_of, shown
from plans.document.checks.sentences import error, warning
from plans.document.checks.settings import CheckSettings
from plans.document.methods import Method
from plans.document.values import Form, PlanDocument, Problem

_OBJECTIVE: Final = Message(bn="উদ্দেশ্যটির", en="The objective")
_ACTIVITY: Final = Message(bn="কার্যক্রমটির", en="The activity")
_INDICATOR: Final = Message(bn="সূচকটির", en="The indicator")


def no_title(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An objective, an activity or an indicator that does not say what it is."""
    for objective in document.objectives:
        if not objective.title:
            yield _untitled(objective.row, _OBJECTIVE)
        for activity in objective.activities:
            if not activity.title and activity.indicators:
                yield _untitled(activity.indicators[0].row, _ACTIVITY, of_activity=True)
            for indicator in activity.indicators:
                if not indicator.title:
                    yield _untitled(indicator.row, _INDICATOR)


def no_unit(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An indicator of which nobody can tell what its figures count."""
    for indicator in document.indicators:
        if not indicator.unit:
            yield warning(
                "no-unit",
                indicator.row,
                bn="সূচকটির একক লেখা নেই; যেমন সংখ্যা, % বা তারিখ লিখুন।",
                en="The indicator has no unit. Enter one, such as number, % or date.",
            )


def no_weight(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An objective or an indicator without a weight."""
    for objective in document.objectives:
        if objective.weight is None:
            yield error(
                "no-weight",
                objective.row,
                bn="উদ্দেশ্যটির মান লেখা নেই; একটি সংখ্যা লিখুন।",
                en="The objective has no weight. Enter a number.",
            )
        for indicator in objective.indicators:
            if indicator.weight is None:
                yield error(
                    "no-weight",
                    indicator.row,
                    bn="সূচকটির মান লেখা নেই; একটি সংখ্যা লিখুন।",
                    en="The indicator has no weight. Enter a number.",
                )


def no_method(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A reported indicator without a calculation method; the plan form has no such column."""
    if document.form is not Form.PROGRESS:
        return
    for indicator in document.indicators:
        if indicator.method is None:
            methods = any_of(method.named for method in Method)
            yield error(
                "no-method",
                indicator.row,
                bn=f"গণনা পদ্ধতি জানা নেই; {methods.bn} লিখুন।",
                en=f"The calculation method is not known. Enter {methods.en}.",
            )


def no_targets(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An indicator whose weight cannot be earned, for no tier has a target."""
    for indicator in document.indicators:
        if indicator.targets.defined or indicator.weight == 0:
            continue
        weight = shown(indicator.weight) if indicator.weight is not None else None
        yield error(
            "no-targets",
            indicator.row,
            bn=(f"সূচকটির মান {weight.bn}, কিন্তু এর " if weight else "সূচকটির ")
            + "কোনো ধাপে লক্ষ্যমাত্রা নেই; অন্তত ১০০% ধাপের লক্ষ্যমাত্রা লিখুন।",
            en=f"The indicator{f' weighs {weight.en} but' if weight else ''} has no target in any "
            "of the five tiers. Enter at least the one for the 100% tier.",
        )


def no_full_target(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Targets without one for the 100 tier: the whole weight can never be earned."""
    for indicator in document.indicators:
        if indicator.targets.defined and indicator.targets.t100 is None:
            yield warning(
                "no-full-target",
                indicator.row,
                bn="১০০% ধাপের লক্ষ্যমাত্রা নেই, তাই পূর্ণ মান পাওয়া সম্ভব নয়; লক্ষ্যমাত্রাটি লিখুন।",
                en="The 100% tier has no target, so the whole weight cannot be earned. Enter the "
                "target.",
            )


def _untitled(row: str, what: Message, *, of_activity: bool = False) -> Problem:
    return warning(
        "no-title",
        row,
        bn=f"{what.bn} শিরোনাম নেই; শিরোনাম লিখুন।",
        en=f"{what.en} has no title. Enter one.",
        of_activity=of_activity,
    )
