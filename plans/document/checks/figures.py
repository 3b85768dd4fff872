"""Columns 16 and 17 against the months, the label of the method and the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from numerals import Expects, Message, Value, round_half_up
from plans.document.bilingual import any_of, shown
from plans.document.checks.sentences import error, warning
from plans.document.checks.settings import CheckSettings
from plans.document.methods import Method, WrongKind, achievement_to_date, given_in
from plans.document.units import is_percent
from plans.document.values import IndicatorEntry, PlanDocument, Problem

_OF_PERCENTAGES: Final = tuple(
    method for method in Method if method.rule.takes is not Expects.DATE and not method.rule.adds_up
)


def percent_summed(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A percentage with the method sum: percents of several months do not add up to one."""
    for indicator in document.indicators:
        method = indicator.method
        if method and method.rule.adds_up and is_percent(indicator.unit):
            stated, fit = method.named, any_of(one.named for one in _OF_PERCENTAGES)
            yield warning(
                "percent-summed",
                indicator.row,
                bn=f"একক “{indicator.unit}”, কিন্তু গণনা পদ্ধতি {stated.bn}; শতকরা হারের জন্য "
                f"{fit.bn} লিখুন।",
                en=f"The unit is “{indicator.unit}” but the method is {stated.en}. Use "
                f"{fit.en} for a percentage.",
            )


def cumulative_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Column 16 is not what the method makes of the months, at the decimals printed.

    ``sum-mismatch``; or ``method-contradiction`` where it is what another method makes. In
    July and August a form may leave the months of the year before out of it, or not.
    """
    counted = document.within_year().indicators
    for indicator, in_year in zip(document.indicators, counted, strict=True):
        printed, method = indicator.reported.cumulative, indicator.method
        if printed is None or method is None:
            continue
        computed = _computed(indicator, method)
        if computed is None or agrees(computed, printed) or _fits(in_year, method, printed):
            continue
        fitting = [other for other in Method if _fits(indicator, other, printed)]
        if fitting:
            yield _contradiction(indicator, method, printed=printed, fitting=fitting)
        else:
            yield _mismatch(indicator, method, printed=printed, computed=computed)


def rate_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Column 17 is not column 16 ÷ column 8 in percent, at the decimals printed."""
    for indicator in document.indicators:
        rate, achieved = indicator.reported.rate, indicator.reported.cumulative
        target = indicator.targets.t100
        if rate is None or not isinstance(achieved, Decimal) or not isinstance(target, Decimal):
            continue
        if target == 0 or agrees(achieved * 100 / target, rate):
            continue
        shown_rate, actual = shown(rate), _rounded(achieved * 100 / target, rate)
        part, whole = shown(achieved), shown(target)
        yield error(
            "rate-mismatch",
            indicator.row,
            bn=f"অর্জনের হার {shown_rate.bn}% লেখা, কিন্তু {part.bn} ÷ {whole.bn} = {actual.bn}%।",
            en=f"The rate of achievement is stated as {shown_rate.en}%, but {part.en} ÷ "
            f"{whole.en} = {actual.en}%.",
        )


def _mismatch(
    indicator: IndicatorEntry, method: Method, *, printed: Value, computed: Value
) -> Problem:
    stated, sum_of = shown(printed), _calculation(indicator, method, computed)
    name = method.named
    return error(
        "sum-mismatch",
        indicator.row,
        bn=f"ক্রমপুঞ্জিত অর্জন {stated.bn} লেখা, কিন্তু {name.bn} পদ্ধতিতে {sum_of.bn}।",
        en=f"The cumulative achievement is stated as {stated.en}, but by the method {name.en} "
        f"{sum_of.en}.",
    )


def _contradiction(
    indicator: IndicatorEntry, method: Method, *, printed: Value, fitting: Sequence[Method]
) -> Problem:
    other = fitting[0]
    stated, label, better = shown(printed), method.named, other.named
    made = _computed(indicator, other)
    sum_of = _calculation(indicator, other, printed if made is None else made)
    return error(
        "method-contradiction",
        indicator.row,
        bn=f"গণনা পদ্ধতি {label.bn} লেখা, কিন্তু ক্রমপুঞ্জিত অর্জন {stated.bn} মেলে {better.bn} "
        f"পদ্ধতির সঙ্গে: {sum_of.bn}। অর্জন ভুল হলে সংশোধন করুন; গণনা পদ্ধতি ভুল হলে প্রশাসককে জানান।",
        en=f"The method is stated as {label.en}, but the cumulative achievement {stated.en} "
        f"matches the method {better.en}: {sum_of.en}. Correct the achievement if it is wrong. "
        "If the method is wrong, tell your administrator.",
    )


def _calculation(indicator: IndicatorEntry, method: Method, computed: Value) -> Message:
    return method.rule.told(given_in(indicator.achieved.items()), computed)


def _computed(indicator: IndicatorEntry, method: Method) -> Value | None:
    achievement = achievement_to_date(method, indicator.achieved.items())
    return None if isinstance(achievement, WrongKind) else achievement


def _fits(indicator: IndicatorEntry, method: Method, printed: Value) -> bool:
    computed = _computed(indicator, method)
    return computed is not None and agrees(computed, printed)


def agrees(computed: Value, printed: Value) -> bool:
    """Whether ``computed`` is ``printed`` when rounded half up to the decimals printed."""
    if isinstance(computed, Decimal) and isinstance(printed, Decimal):
        return round_half_up(computed, decimals=printed_decimals(printed)) == printed
    return computed == printed


def _rounded(computed: Decimal, printed: Decimal) -> Message:
    decimals = printed_decimals(printed)
    return shown(round_half_up(computed, decimals=decimals), decimals=decimals)


def printed_decimals(printed: Decimal) -> int:
    """How many decimals ``printed`` was written with."""
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
