"""What an indicator cannot be scored without."""

from __future__ import annotations

from collections.abc import Iterator

from plans.document.checks.sentences import error, shown
from plans.document.checks.settings import CheckSettings
from plans.document.model import Form, PlanDocument, Problem


def no_weight(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An objective or an indicator without a weight."""
    for objective in document.objectives:
        if objective.weight is None:
            yield error(
                "no-weight",
                objective.row,
                bn="উদ্দেশ্যটির মান লেখা নেই; একটি সংখ্যা প্রত্যাশিত।",
                en="The objective has no weight; expected a number.",
            )
        for indicator in objective.indicators:
            if indicator.weight is None:
                yield error(
                    "no-weight",
                    indicator.row,
                    bn="সূচকটির মান লেখা নেই; একটি সংখ্যা প্রত্যাশিত।",
                    en="The indicator has no weight; expected a number.",
                )


def no_method(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A reported indicator without a calculation method; the plan form has no such column."""
    if document.form is not Form.PROGRESS:
        return
    for indicator in document.indicators:
        if indicator.method is None:
            yield error(
                "no-method",
                indicator.row,
                bn="গণনা পদ্ধতি জানা নেই; সমষ্টি, গড়, ক্রমপুঞ্জিভূত বা তারিখ প্রত্যাশিত।",
                en="The calculation method is not known; expected sum, average, cumulative or "
                "date.",
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
            bn=(f"সূচকটির মান {weight.bn}, কিন্তু " if weight else "সূচকটির ")
            + "পাঁচটি স্তরের কোনোটিতে লক্ষ্যমাত্রা নেই; অন্তত ১০০% স্তরের লক্ষ্যমাত্রা প্রত্যাশিত।",
            en=f"The indicator{f' weighs {weight.en} but' if weight else ''} has no target in any "
            "of the five tiers; expected one for the 100% tier at least.",
        )
