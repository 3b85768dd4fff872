"""The five targets: of one kind, in one direction, each of its own, and worth the effort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from numerals import Expects, Message, Value, format_number, localize_digits, round_half_up
from plans.document.bilingual import all_of, in_both, shown
from plans.document.checks.sentences import error, warning
from plans.document.checks.settings import CheckSettings
from plans.document.methods import methods_that_take, taken_by
from plans.document.values import IndicatorEntry, PlanDocument, Problem

_FALLING: Final = Message(
    bn="ধাপে ধাপে লক্ষ্যমাত্রা কমতে হবে",
    en="the targets must fall from tier to tier",
)
_RISING: Final = Message(
    bn="ধাপে ধাপে লক্ষ্যমাত্রা বাড়তে হবে",
    en="the targets must rise from tier to tier",
)
_LATER: Final = Message(
    bn="ধাপে ধাপে তারিখ পরের দিকে যেতে হবে",
    en="the dates must get later from tier to tier",
)
_SHARE_DECIMALS: Final = 1


def wrong_kind(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Targets that mix dates with numbers, or are of another kind than the method reckons with."""
    for indicator in document.indicators:
        targets = [target for _, target in indicator.targets.defined]
        kinds = {Expects.DATE if isinstance(one, date) else Expects.NUMBER for one in targets}
        if len(kinds) > 1:
            yield error(
                "wrong-kind",
                indicator.row,
                bn="লক্ষ্যমাত্রায় তারিখ ও সংখ্যা মিশে আছে; সবগুলো একই ধরনের হতে হবে।",
                en="The targets mix dates and numbers. They must all be of one kind.",
            )
        elif kinds and indicator.method and not kinds & taken_by(indicator.method):
            dates, numbers = (
                all_of(method.named for method in methods_that_take(kind))
                for kind in (Expects.DATE, Expects.NUMBER)
            )
            yield error(
                "wrong-kind",
                indicator.row,
                bn=f"গণনা পদ্ধতির সঙ্গে লক্ষ্যমাত্রার ধরন মেলে না: {dates.bn} পদ্ধতিতে তারিখ, "
                f"{numbers.bn} পদ্ধতিতে সংখ্যা লিখুন।",
                en="The targets do not suit the calculation method. Enter dates for the method "
                f"{dates.en}, numbers for {numbers.en}.",
            )


def tier_order(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Targets that do not run one way; dates must run later, for an earlier date is better."""
    for indicator in document.indicators:
        targets = indicator.targets.defined
        dates = [target for _, target in targets if isinstance(target, date)]
        if dates and len(dates) == len(targets):
            yield from _out_of_order(indicator, rising=True, direction=_LATER)
        elif not dates and len(targets) > 1:
            rising = _ordinal(targets[-1][1]) > _ordinal(targets[0][1])
            yield from _out_of_order(
                indicator, rising=rising, direction=_RISING if rising else _FALLING
            )


def equal_tiers(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Neighbouring tiers with the same target: the lower one can never be the score."""
    for indicator in document.indicators:
        same = [
            (upper, lower)
            for upper, lower in pairwise(indicator.targets.defined)
            if upper[1] == lower[1]
        ]
        if not same:
            continue
        tiers = sorted({tier for pair in same for tier, _ in pair}, reverse=True)
        listed, target = _percents(tiers), shown(same[0][1][1])
        yield warning(
            "equal-tiers",
            indicator.row,
            bn=f"{listed.bn} ধাপে একই লক্ষ্যমাত্রা {target.bn}; প্রতি ধাপে আলাদা লক্ষ্যমাত্রা লিখুন।",
            en=f"The tiers {listed.en} have the same target {target.en}. Enter a different "
            "one for each tier.",
        )


def soft_target(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """So small a span from the 100 to the 60 tier that a near miss of all still scores high."""
    for indicator in document.indicators:
        best, last = indicator.targets.t100, indicator.targets.t60
        if not isinstance(best, Decimal) or not isinstance(last, Decimal) or best == 0:
            continue
        share = abs(best - last) / abs(best)
        if share >= settings.soft_share:
            continue
        span, least = _in_percent(share), _in_percent(settings.soft_share)
        first, end = shown(best), shown(last)
        yield warning(
            "soft-target",
            indicator.row,
            bn=f"১০০% থেকে ৬০% ধাপের ব্যবধান ({first.bn} → {end.bn}) মাত্র {span.bn}; "
            f"অন্তত {least.bn} হতে হবে।",
            en=f"The span from the 100% to the 60% tier ({first.en} → {end.en}) is only {span.en}; "
            f"it should be at least {least.en}.",
        )


def _out_of_order(
    indicator: IndicatorEntry, *, rising: bool, direction: Message
) -> Iterator[Problem]:
    for (upper_tier, upper), (tier, target) in pairwise(indicator.targets.defined):
        above = _ordinal(target) > _ordinal(upper)
        if target == upper or above is rising:
            continue
        first, second = shown(upper), shown(target)
        first_tier, second_tier = _percents([upper_tier]), _percents([tier])
        yield error(
            "tier-order",
            indicator.row,
            bn=f"{first_tier.bn} ধাপের লক্ষ্যমাত্রা {first.bn}, তার পরের {second_tier.bn} ধাপের "
            f"{second.bn}: ক্রম ঠিক নেই; {direction.bn}।",
            en=f"The {first_tier.en} target is {first.en} and the {second_tier.en} target after it "
            f"{second.en}, which is out of order; {direction.en}.",
        )
        return


def _ordinal(target: Value) -> Decimal:
    return Decimal(target.toordinal()) if isinstance(target, date) else target


def _percents(tiers: Iterable[int]) -> Message:
    listed = ", ".join(f"{tier}%" for tier in tiers)
    return in_both(lambda language: localize_digits(listed, language=language))


def _in_percent(share: Decimal) -> Message:
    rounded = round_half_up(share * 100, decimals=_SHARE_DECIMALS)
    return in_both(lambda language: f"{format_number(rounded, language=language)}%")
