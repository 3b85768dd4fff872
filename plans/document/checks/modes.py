"""An indicator's own mode of scoring: one that its targets allow, with all that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans.document.checks.sentences import error, warning
from plans.document.checks.settings import CheckSettings
from plans.document.defaults import Mode
from plans.document.modes import only_target
from plans.document.values import IndicatorEntry, PlanDocument, Problem


def one_target_by_tiers(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """One target alone, to be scored by tiers that there are none of."""
    for indicator in document.indicators:
        only = only_target(indicator.targets)
        if indicator.mode is not Mode.TIERS or only is None:
            continue
        instead = Mode.DEADLINE if isinstance(only, date) else Mode.PROPORTIONAL
        yield warning(
            "one-target-by-tiers",
            indicator.row,
            bn="কেবল একটি লক্ষ্যমাত্রা, তাই ধাপ ধরে নম্বর হয় না; "
            f"“{instead.label.bn}” লিখুন, অথবা বাকি ধাপের লক্ষ্যমাত্রা দিন।",
            en="There is one target only, so it cannot be scored by tiers. "
            f"Enter “{instead.label.en}”, or the targets of the other tiers.",
        )


def no_deadline(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A day is to decide, and the 100 tier has none."""
    for indicator in document.indicators:
        if indicator.mode is None or not indicator.mode.goes_by_a_day:
            continue
        if not isinstance(indicator.targets.t100, date):
            yield error(
                "no-deadline",
                indicator.row,
                bn="নম্বর তারিখ ধরে, কিন্তু ১০০% ধাপে কোনো তারিখ নেই; শেষ তারিখটি লিখুন।",
                en="A day decides the score, but the 100% tier has none. Enter the last day.",
            )


def not_proportional(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """In proportion to a day, or to what should be as little as possible."""
    for indicator in document.indicators:
        if indicator.mode is Mode.PROPORTIONAL and not _has_proportion(indicator):
            yield error(
                "not-proportional",
                indicator.row,
                bn="লক্ষ্যমাত্রার অনুপাতে নম্বর কেবল সংখ্যার জন্য, যেখানে বেশি মানে ভালো; অন্য নিয়ম লিখুন।",
                en="Only a number of which more is better scores in proportion. "
                "Enter another rule.",
            )


def zero_target(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """One target alone, and it is zero: there is neither a tier nor a proportion."""
    for indicator in document.indicators:
        if only_target(indicator.targets) == 0:
            yield error(
                "zero-target",
                indicator.row,
                bn="একমাত্র লক্ষ্যমাত্রা শূন্য, তাই নম্বর নির্ণয় করা যায় না; বাকি ধাপের লক্ষ্যমাত্রাও লিখুন।",
                en="The only target is zero, of which nothing can be scored. "
                "Enter the targets of the other tiers as well.",
            )


def no_deduction(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Marks off, and nobody knows how many or how often; or all of that without the mode."""
    for indicator in document.indicators:
        off, days = indicator.deduction, indicator.per_days
        if indicator.mode is Mode.DEDUCTION:
            if off and off > 0 and days and days > 0:
                continue
            yield error(
                "no-deduction",
                indicator.row,
                bn="তারিখের পর কত দিনে কত নম্বর কাটা যাবে তা লেখা নেই; যেমন ১৫ দিনে ০.২৫ লিখুন।",
                en="Nothing says how many marks are off for how many days. "
                "Enter both, such as 0.25 for 15 days.",
            )
        elif off is not None or days is not None:
            yield warning(
                "deduction-unused",
                indicator.row,
                bn=f"নম্বর কর্তন লেখা আছে, কিন্তু নিয়মটি “{Mode.DEDUCTION.label.bn}” নয়, "
                "তাই কিছু কাটা যাবে না; একটি ঠিক করুন।",
                en="Marks are to be off, but the rule is not "
                f"“{Mode.DEDUCTION.label.en}”, so none will be. Correct one of them.",
            )


def _has_proportion(indicator: IndicatorEntry) -> bool:
    """Whether the targets are numbers that do not rise from tier to tier."""
    targets = [target for _, target in indicator.targets.defined]
    if not targets:
        return True
    best, last = targets[0], targets[-1]
    if isinstance(best, date) or isinstance(last, date):
        return False
    return best >= last
