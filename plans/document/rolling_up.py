"""A row that is rolled up: offices' achievements to date → the achievement of the office above.

Which rows of which offices are promised with the plan; what they come to is never typed.
Source of every rule: docs/scoring.md, “Rolled up from offices”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import Enum
from typing import Any, Final, TypeAlias

from numerals import (
    Message,
    Month,
    Unreadable,
    Value,
    canonical,
    from_canonical,
    parse_number,
    to_latin_digits,
)
from plans.document.bilingual import Word

_EXACT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_ONE: Final = Decimal(1)
_ZERO: Final = Decimal(0)


class RollUp(Word):
    """How the offices' achievements make one."""

    SUM = "sum", Message(bn="কার্যালয়গুলোর সমষ্টি", en="Sum of its offices")
    AVERAGE = "average", Message(bn="কার্যালয়গুলোর গড়", en="Average of its offices")
    WEIGHTED = (
        "weighted",
        Message(bn="কার্যালয়গুলোর ভারযুক্ত গড়", en="Weighted average of its offices"),
    )
    LATEST = "latest", Message(bn="কার্যালয়গুলোর মধ্যে সর্বশেষ", en="Latest of its offices")


class NoRollUp(Enum):
    """Error value: why offices' figures make none."""

    NOTHING_REPORTED = "nothing-reported"
    """No office has a figure."""
    NOT_SUMMED = "not-summed"
    """A percent or a figure that contains the earlier ones, which offices' are never added of."""
    WRONG_KIND = "wrong-kind"
    """Days among numbers, or a sum or an average of days."""


@dataclass(frozen=True, slots=True)
class Source:
    """The row of an office that is taken; ``weight`` counts in the weighted average alone."""

    office: str
    row: str
    weight: Decimal = _ONE

    @classmethod
    def parse(cls, text: str) -> Source:
        """What ``str`` gives. Raises ``ValueError`` for anything else."""
        source = _source(text)
        if source is None:
            raise ValueError(text)
        return source

    def __str__(self) -> str:
        """``khulna 1.1.1``, with a weight other than 1 ``khulna 1.1.1 × 2``."""
        weighed = "" if self.weight == _ONE else f" × {canonical(self.weight)}"
        return f"{self.office} {self.row}{weighed}"


@dataclass(frozen=True, slots=True)
class RolledFrom:
    """What a plan says of a row that is rolled up: how, and of which rows."""

    rule: RollUp
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class OfficeFigure:
    """One office's achievement to date, as of ``month``; no figure is not reported, never zero.

    ``may_be_added`` is whether the office's own row is one of which sums are made.
    """

    source: Source
    figure: Value | None = None
    month: Month | None = None
    may_be_added: bool = True


@dataclass(frozen=True, slots=True)
class RolledUp:
    """The offices' figures that a row was made of, and by which rule."""

    rule: RollUp
    figures: tuple[OfficeFigure, ...]

    @property
    def achieved(self) -> Value | NoRollUp:
        """What they come to, unrounded."""
        return rolled_up(self.rule, self.figures)

    @property
    def reported(self) -> tuple[OfficeFigure, ...]:
        """Those that have a figure."""
        return tuple(one for one in self.figures if one.figure is not None)

    @property
    def unreported(self) -> tuple[OfficeFigure, ...]:
        """Those that have none."""
        return tuple(one for one in self.figures if one.figure is None)


Earned: TypeAlias = Decimal | RolledUp | None
"""What a row earns by that nobody types: a plan's composite, or its offices' figures."""


def rolled_up(rule: RollUp, figures: Iterable[OfficeFigure]) -> Value | NoRollUp:
    """The figure that the reported ones make by ``rule``, in any order of the offices."""
    told = [one for one in figures if one.figure is not None]
    if not told:
        return NoRollUp.NOTHING_REPORTED
    days = [one.figure for one in told if isinstance(one.figure, date)]
    if days:
        only_days = len(days) == len(told) and rule is RollUp.LATEST
        return max(days) if only_days else NoRollUp.WRONG_KIND
    if rule is RollUp.SUM and not all(one.may_be_added for one in told):
        return NoRollUp.NOT_SUMMED
    if rule is RollUp.LATEST:
        last = max(_month(one) for one in told)
        told = [one for one in told if _month(one) == last]
    return _number(rule, told)


def _month(one: OfficeFigure) -> tuple[int, int]:
    return (one.month.year, one.month.month) if one.month else (0, 0)


def _number(rule: RollUp, told: Sequence[OfficeFigure]) -> Decimal:
    weights = [one.source.weight if rule is RollUp.WEIGHTED else _ONE for one in told]
    with localcontext(_EXACT):
        total = sum(
            (_decimal(one) * weight for one, weight in zip(told, weights, strict=True)), _ZERO
        )
        return total if rule is RollUp.SUM else total / sum(weights, _ZERO)


def _decimal(one: OfficeFigure) -> Decimal:
    return one.figure if isinstance(one.figure, Decimal) else _ZERO


_SOURCE: Final = re.compile(r"(?P<office>[\w-]+) (?P<row>[^×]+?)(?: ?[×] ?(?P<weight>\S+))?")


def sources_in(text: str) -> tuple[Source, ...] | Message:
    """The rows that ``khulna 1.1.1; bogura 1.1.1 × 2`` names; an office is named once.

    Of what cannot be read: what to write instead.
    """
    found: dict[str, Source] = {}
    for piece in re.split(r"[;\n]", text):
        said = " ".join(piece.split())
        if not said:
            continue
        source = _source(said)
        if source is None:
            return _not_named(said)
        if source.office in found:
            return _twice(source.office)
        found[source.office] = source
    return tuple(found.values())


def sources_text(sources: Iterable[Source]) -> str:
    """What ``sources_in`` reads."""
    return "; ".join(map(str, sources))


def _source(said: str) -> Source | None:
    match = _SOURCE.fullmatch(to_latin_digits(said))
    if match is None:
        return None
    weight = _ONE if match["weight"] is None else parse_number(match["weight"])
    if isinstance(weight, Unreadable) or weight <= 0:
        return None
    return Source(match["office"], match["row"], weight)


def _not_named(said: str) -> Message:
    return Message(
        bn=f"“{said}” থেকে কার্যালয় ও সারি বোঝা যায় না; যেমন লিখুন: khulna 1.1.1; bogura 1.1.1 × 2।",
        en=f"“{said}” names no office and row. Enter such as: khulna 1.1.1; bogura 1.1.1 × 2.",
    )


def _twice(office: str) -> Message:
    return Message(
        bn=f"“{office}” দুবার আছে; একটি কার্যালয়ের একটি সারি রাখুন।",
        en=f"“{office}” is named twice. Keep one row of each office.",
    )


def rolled_as_json(rolled: RolledUp) -> dict[str, Any]:
    """The figures as a stored score keeps them; ``rolled_from_json`` gives the same value."""
    return {
        "rule": rolled.rule.value,
        "offices": [
            [
                str(one.source),
                None if one.figure is None else canonical(one.figure),
                None if one.month is None else str(one.month),
                one.may_be_added,
            ]
            for one in rolled.figures
        ],
    }


def rolled_from_json(data: Mapping[str, Any]) -> RolledUp:
    """What ``rolled_as_json`` gave."""
    return RolledUp(RollUp(data["rule"]), tuple(_figure(*one) for one in data["offices"]))


def _figure(said: str, figure: str | None, month: str | None, may_be_added: bool) -> OfficeFigure:
    return OfficeFigure(
        Source.parse(said),
        None if figure is None else from_canonical(figure),
        None if month is None else Month.parse(month),
        may_be_added,
    )
