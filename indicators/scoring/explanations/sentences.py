"""Why this score, and that the rate is another thing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from indicators.scoring.explanations.amounts import amount, bare, percent, points
from indicators.scoring.explanations.problems import problem_text
from indicators.scoring.precision import RATE_PLACES
from indicators.scoring.values import Case, Direction, IndicatorScore
from numerals import Message, Value, format_number

_ByDirection = Mapping[Direction, Message]

_ACHIEVED: Final = Message(bn="অর্জন {figure}", en="Achieved {figure}")
_ACHIEVED_ON: Final = Message(bn="অর্জন {figure} তারিখে", en="Achieved on {figure}")

_MET: Final[_ByDirection] = MappingProxyType(
    {
        Direction.HIGHER: Message(
            bn="{tier} ধাপ ({target}) পূরণ হয়েছে", en="the {tier} tier ({target}) is met"
        ),
        Direction.LOWER: Message(
            bn="{tier} ধাপের সীমা {target}-এর মধ্যে আছে",
            en="within the limit of the {tier} tier ({target})",
        ),
        Direction.EARLIER: Message(
            bn="{tier} ধাপের তারিখ {target}-এর মধ্যে হয়েছে",
            en="by the date of the {tier} tier ({target})",
        ),
    }
)
_MISSED: Final[_ByDirection] = MappingProxyType(
    {
        Direction.HIGHER: Message(
            bn="সর্বনিম্ন ধাপ {target}-এর নিচে", en="below the last tier ({target})"
        ),
        Direction.LOWER: Message(
            bn="সর্বনিম্ন ধাপের সীমা {target}-এর উপরে",
            en="above the limit of the last tier ({target})",
        ),
        Direction.EARLIER: Message(
            bn="সর্বনিম্ন ধাপের তারিখ {target}-এর পরে",
            en="after the date of the last tier ({target})",
        ),
    }
)
_BETWEEN: Final = Message(
    bn="{lower} ({low}) ও {upper} ({high}) ধাপের মাঝামাঝি",
    en="between the {lower} tier ({low}) and the {upper} tier ({high})",
)
_SHARE_COUNTS: Final = Message(bn="; সেই অনুপাতে গণ্য", en="; its share of that tier counts")
_LOWER_COUNTS: Final = Message(bn="; নিচের ধাপটিই গণ্য", en="; the lower tier counts")
_IN_PROPORTION: Final = Message(
    bn="লক্ষ্যমাত্রা {target}-এর {share}, নম্বর সেই অনুপাতে",
    en="{share} of the target {target}, which scores in proportion",
)
_BY_DAY: Final = Message(bn="নির্ধারিত তারিখ {day}-এর মধ্যে হয়েছে", en="by the day set ({day})")
_LATE: Final = Message(
    bn="নির্ধারিত তারিখ {day}-এর {late} দিন পরে", en="{late} days after the day set ({day})"
)
_LATE_BY_ONE: Final = Message(
    bn="নির্ধারিত তারিখ {day}-এর ১ দিন পরে", en="a day after the day set ({day})"
)
_EACH_DAY: Final = Message(
    bn="; প্রতি দিনে {off} করে মোট {total} নম্বর কাটা গেছে",
    en="; {off} marks off for each day, {total} in all",
)
_EACH_PERIOD: Final = Message(
    bn="; শুরু হওয়া প্রতি {days} দিনে {off} করে মোট {total} নম্বর কাটা গেছে",
    en="; {off} marks off for each {days} days begun, {total} in all",
)
_LINKED: Final = Message(
    bn="সংযুক্ত কর্মপরিকল্পনার নম্বর ১০০-তে {composite}",
    en="The linked plan's composite is {composite} of 100",
)
_SCORED: Final = Message(
    bn=", তাই নম্বর {points} (মান {weight}-এর {raw})।",
    en=", so the score is {points} ({raw} of the weight {weight}).",
)
_FULL_STOP: Final = Message(bn="।", en=".")
_NO_POINTS: Final = Message(bn=", তাই নম্বর ০।", en=", so the score is 0.")

_RATE: Final = Message(
    bn="অর্জনের হার {rate}% ({achieved} ÷ {target})।",
    en="Rate of achievement {rate}% ({achieved} ÷ {target}).",
)
_NOT_THE_SCORE: Final = Message(
    bn=" হার ও নম্বর এক জিনিস নয়।", en=" The rate and the score are different things."
)


def explain(score: IndicatorScore, *, unit: str, language: str) -> str:
    """Why the indicator has this score, or why it has none.

    ``unit`` is the plan's own word (সংখ্যা, %, মেট্রিক টন); ``language`` is ``bn`` or ``en``.
    """
    if score.problem is not None:
        return _unscored(score, problem_text(score.problem, language), unit, language)
    if score.explanation.case is Case.LINKED:
        ground = _linked(score, language)
    else:
        ground = f"{_achieved(score.achieved, unit, language)}; {_ground(score, language)}"
    return ground + _result(score, language)


def rate_note(score: IndicatorScore, *, target: Value | None, language: str) -> str:
    """The rate of achievement (column 17) against the 100-tier ``target``.

    Empty for dates, for linked plans, and where there is no rate.
    """
    achieved, linked = score.achieved, score.explanation.case is Case.LINKED
    if score.rate is None or achieved is None or target is None or linked:
        return ""
    note = _RATE[language].format(
        rate=format_number(score.rate, language=language, decimals=RATE_PLACES),
        achieved=bare(achieved, language),
        target=bare(target, language),
    )
    in_proportion = score.explanation.case is Case.PROPORTIONAL
    return note if in_proportion else note + _NOT_THE_SCORE[language]


def _unscored(score: IndicatorScore, problem: str, unit: str, language: str) -> str:
    if score.achieved is None:
        return problem
    return f"{_achieved(score.achieved, unit, language)}{_FULL_STOP[language]} {problem}"


def _achieved(value: Value | None, unit: str, language: str) -> str:
    if value is None:
        return ""
    template = _ACHIEVED_ON if isinstance(value, date) else _ACHIEVED
    return template[language].format(figure=amount(value, unit, language))


def _ground(score: IndicatorScore, language: str) -> str:
    """The rule that gave the raw score, in a clause."""
    match score.explanation.case:
        case Case.PROPORTIONAL:
            return _proportional(score, language)
        case Case.BY_DAY | Case.LATE | Case.DEDUCTED:
            return _by_day(score, language)
        case Case.BETWEEN:
            return _between(score, language)
        case Case.BELOW_LAST:
            clause = _at(score.explanation.upper, _MISSED, score, language)
            return clause + _SHARE_COUNTS[language] if score.raw else clause
        case _:
            return _at(score.explanation.lower, _MET, score, language)


def _at(
    tier: tuple[int, Value] | None, templates: _ByDirection, score: IndicatorScore, language: str
) -> str:
    if tier is None or score.explanation.direction is None:
        return ""
    reached, target = tier
    return templates[score.explanation.direction][language].format(
        tier=percent(reached, language), target=bare(target, language)
    )


def _between(score: IndicatorScore, language: str) -> str:
    lower, upper = score.explanation.lower, score.explanation.upper
    if lower is None or upper is None:
        return ""
    clause = _BETWEEN[language].format(
        lower=percent(lower[0], language),
        low=bare(lower[1], language),
        upper=percent(upper[0], language),
        high=bare(upper[1], language),
    )
    return clause + _LOWER_COUNTS[language] if score.raw == lower[0] else clause


def _proportional(score: IndicatorScore, language: str) -> str:
    full = score.explanation.upper
    if score.raw == 100:
        return _at(full, _MET, score, language)
    if full is None or score.raw is None:
        return ""
    return _IN_PROPORTION[language].format(
        target=bare(full[1], language), share=percent(score.raw, language)
    )


def _by_day(score: IndicatorScore, language: str) -> str:
    """Whether the day was kept; else by how many days not, and what that takes off."""
    told = score.explanation
    point = told.lower or told.upper
    if point is None or not isinstance(point[1], date) or not isinstance(score.achieved, date):
        return ""
    late = (score.achieved - point[1]).days
    if late <= 0:
        return _BY_DAY[language].format(day=bare(point[1], language))
    clause = (_LATE_BY_ONE if late == 1 else _LATE)[language].format(
        day=bare(point[1], language), late=bare(Decimal(late), language)
    )
    deadline = told.deadline
    if deadline is None or deadline.deduction is None:
        return clause
    return clause + (_EACH_DAY if deadline.per_days == 1 else _EACH_PERIOD)[language].format(
        off=bare(deadline.deduction, language),
        days=bare(Decimal(deadline.per_days), language),
        total=bare(deadline.deduction * deadline.periods(late), language),
    )


def _linked(score: IndicatorScore, language: str) -> str:
    """The linked plan's composite is the rate: its achievement is that share of the target."""
    composite = score.rate if score.rate is not None else Decimal(0)
    return _LINKED[language].format(composite=points(composite, language))


def _result(score: IndicatorScore, language: str) -> str:
    if not score.weighted or score.weight is None or score.raw is None:
        return _NO_POINTS[language]
    return _SCORED[language].format(
        points=points(score.weighted, language),
        weight=bare(score.weight, language),
        raw=percent(score.raw, language),
    )
