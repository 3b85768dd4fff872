"""Scoring rules as their readers see them: each rule by its name, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Field, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.document.values import TIERS
from plans.models import RuleSet
from presentation.figures import digits, number, sentence

_CALLED: Final = ("scheme_bn", "scheme_en", "scheme_short_bn", "scheme_short_en")
"""By these a kind is called everywhere."""

RULES_BY_GROUP: Final[tuple[tuple[Promise, tuple[str, ...]], ...]] = (
    (gettext_lazy("Name"), (*_CALLED, "is_offered", "entry_before_agreed")),
    (gettext_lazy("Weights and targets"), ("total", "soft_percent")),
    (gettext_lazy("Scoring"), ("interpolation", "cut_off", "score_places")),
)
"""The rules that a draft's page asks for, beside sections, tiers, grades and what looks odd."""

_SCORING: Final = tuple(
    name
    for _heading, names in (*RULES_BY_GROUP[1:], RULES_BY_GROUP[0])
    for name in names
    if name not in _CALLED
)
"""The same, as they are told of a version in force."""


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
