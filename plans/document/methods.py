"""The calculation methods (গণনা পদ্ধতি): months → achievement to date.

The one table of them, and the only place that computes a cumulative figure: scoring, checks,
reader, forms and every page ask here, and never which method it is. So a new method is a new
member of ``Method`` and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import Enum
from typing import Final, TypeAlias

from numerals import Expects, Figure, Message, Month, Value, decimals_of, round_half_up
from plans.document.bilingual import RuledWord, added, shown


class WrongKind(Enum):
    """Error value: dates among numbers, or a kind that the method cannot reckon with."""

    WRONG_KIND = "wrong-kind"


WRONG_KIND: Final = WrongKind.WRONG_KIND

Achievement: TypeAlias = Value | WrongKind | None
"""An achievement to date; ``None`` where no month gives a figure (missing is not zero)."""

Given: TypeAlias = Sequence[tuple[Month, Value]]
"""The months of one fiscal year that give a figure, in order: at least one."""

# Sums of twelve figures of 19 digits are exact. A quotient keeps far more digits than any
# result, so that what scoring makes of it still rounds as the fraction itself would.
_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_ZERO: Final = Decimal(0)
_QUOTIENT_DECIMALS: Final = 2


def _total(given: Given) -> Decimal:
    with localcontext(_EXACT):
        return sum(_numbers(given), _ZERO)


def _mean(given: Given) -> Decimal:
    return _EXACT.divide(_total(given), Decimal(len(given)))


def _latest(given: Given) -> Value:
    return given[-1][1]


def _numbers(given: Given) -> list[Decimal]:
    return [value for _, value in given if isinstance(value, Decimal)]


def _told_total(given: Given, made: Value) -> Message:
    """``0 + 44 + 15 = 59``."""
    terms, result = added(_numbers(given)), shown(made)
    return Message(bn=f"{terms.bn} = {result.bn}", en=f"{terms.en} = {result.en}")


def _told_mean(given: Given, made: Value) -> Message:
    """``(95 + 65 + 100) ÷ 3 ≈ 86.67``."""
    numbers = _numbers(given)
    if not isinstance(made, Decimal):
        return _told_latest(given, made)
    terms, count = added(numbers), shown(Decimal(len(numbers)))
    rounded = round_half_up(made, decimals=decimals_of(*numbers) + _QUOTIENT_DECIMALS)
    equals, quotient = "=" if rounded == made else "≈", shown(rounded)
    return Message(
        bn=f"({terms.bn}) ÷ {count.bn} {equals} {quotient.bn}",
        en=f"({terms.en}) ÷ {count.en} {equals} {quotient.en}",
    )


def _told_latest(_given: Given, made: Value) -> Message:
    result = shown(made)
    return Message(bn=f"সর্বশেষ মাসের অর্জন {result.bn}", en=f"the latest month has {result.en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodRule:
    """All that anybody asks of a calculation method."""

    bn: str
    """Its name in Bengali, as forms print it."""
    en: str
    """Its name within an English sentence."""
    spelt: str
    """How offices write it in their forms: a pattern over ``reader.text.comparable`` text."""
    takes: Expects
    """What its months and its targets may be."""
    made: Callable[[Given], Value]
    """The achievement to date, unrounded."""
    told: Callable[[Given, Value], Message]
    """How that came about, as a check quotes it."""
    adds_up: bool = False
    """Each month's figure is added to the earlier ones; shares of a whole cannot be."""
    contains_earlier: bool = False
    """Each figure contains the earlier ones, and so never falls."""
    is_mean: bool = False
    """Later months may lower it; it has no more decimals than what it is the mean of."""

    @property
    def grows(self) -> bool:
        """Whether the achievement grows with the year."""
        return self.adds_up or self.contains_earlier


class Method(RuledWord):
    """How the months make the achievement to date (গণনা পদ্ধতি). Source: docs/scoring.md."""

    rule: MethodRule

    SUM = (
        "sum",
        MethodRule(
            bn="সমষ্টি",
            en="sum",
            spelt=r"সমষ্টি|যোগফল|sum",
            takes=Expects.NUMBER,
            made=_total,
            told=_told_total,
            adds_up=True,
        ),
    )
    AVERAGE = (
        "average",
        MethodRule(
            bn="গড়",
            en="average",
            spelt=r"গড়|average",
            takes=Expects.NUMBER,
            made=_mean,
            told=_told_mean,
            is_mean=True,
        ),
    )
    CUMULATIVE = (
        "cumulative",
        MethodRule(
            bn="ক্রমপুঞ্জিভূত",
            en="cumulative",
            spelt=r"ক্রম(পুঞ্জ|পঞ্জ)\S*|cumulative",
            takes=Expects.EITHER,
            made=_latest,
            told=_told_latest,
            contains_earlier=True,
        ),
    )
    DATE = (
        "date",
        MethodRule(
            bn="তারিখ",
            en="date",
            spelt=r"তারিখ|date",
            takes=Expects.DATE,
            made=_latest,
            told=_told_latest,
        ),
    )

    @property
    def named(self) -> Message:
        """The name within a sentence."""
        return Message(bn=self.rule.bn, en=self.rule.en)

    @property
    def label(self) -> Message:
        """The name by itself."""
        return Message(bn=self.rule.bn, en=self.rule.en.capitalize())


def taken_by(method: Method) -> frozenset[Expects]:
    """The kinds, numbers and dates, of what its months and targets may be."""
    takes = method.rule.takes
    return frozenset((Expects.NUMBER, Expects.DATE) if takes is Expects.EITHER else (takes,))


def methods_that_take(kind: Expects) -> tuple[Method, ...]:
    """The methods whose months and targets are of that kind and no other."""
    return tuple(method for method in Method if method.rule.takes is kind)


def given_in(figures: Iterable[tuple[Month, Figure]]) -> Given:
    """The months that give a figure, in order: blank (not reported) and ``NIL`` (none) do not."""
    given = [(month, value) for month, value in figures if isinstance(value, Decimal | date)]
    return sorted(given, key=lambda pair: pair[0])


def achievement_to_date(method: Method, figures: Iterable[tuple[Month, Figure]]) -> Achievement:
    """The achievement that the reported months make, unrounded.

    ``figures`` are those of one fiscal year, in any order. Zero counts; blank and ``NIL`` do not.
    """
    given = given_in(figures)
    kinds = {Expects.DATE if isinstance(value, date) else Expects.NUMBER for _, value in given}
    if not kinds:
        return None
    if len(kinds) > 1 or not kinds <= taken_by(method):
        return WRONG_KIND
    return method.rule.made(given)
