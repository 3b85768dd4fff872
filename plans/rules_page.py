"""Scoring rules as their readers see them: each rule by its name, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Field, QuerySet
from django.utils.translation import gettext as _

from plans.document.values import TIERS
from plans.models import RuleSet
from presentation.figures import digits, number, sentence

_SCORING: Final = (
    "total",
    "soft_percent",
    "interpolation",
    "cut_off",
    "score_places",
    "is_offered",
)
"""What is told of a version beside its sections and what looks odd."""


@dataclass(frozen=True, slots=True)
class ToldRules:
    """One version of the rules: how it is scored, and what looks odd in a month."""

    rule_set: RuleSet
    scoring: Sequence[tuple[str, str]]
    odd: Sequence[tuple[str, str]]


def told_rules(rule_sets: QuerySet[RuleSet]) -> list[ToldRules]:
    """The rules in the reader's language: two queries."""
    return [
        ToldRules(
            one,
            scoring=[*_told(one, _SCORING), *_named(one)],
            odd=_told(one, RuleSet.threshold_names()),
        )
        for one in rule_sets.select_related("fiscal_year").prefetch_related("sections")
    ]


def _named(one: RuleSet) -> list[tuple[str, str]]:
    """What the version calls the tiers, and the grades that it gives, if it gives any."""
    tiers = ", ".join(
        f"{digits(percent)}% {sentence(name)}"
        for percent, name in zip(TIERS, one.tiers, strict=True)
    )
    grades = ", ".join(f"{number(grade.least)}+ {sentence(grade.name)}" for grade in one.graded)
    return [
        (_("names of the tiers"), tiers),
        (_("grades"), grades or _("none are given")),
    ]


def _told(one: RuleSet, names: Iterable[str]) -> list[tuple[str, str]]:
    return [_line(one, one._meta.get_field(name)) for name in names]  # type: ignore[arg-type]


def _line(one: RuleSet, field: Field) -> tuple[str, str]:
    value = getattr(one, field.name)
    if isinstance(value, bool):
        return str(field.verbose_name), _("yes") if value else _("no")
    if isinstance(value, str):
        return str(field.verbose_name), str(dict(field.flatchoices)[value])
    return str(field.verbose_name), "–" if value is None else number(value)
