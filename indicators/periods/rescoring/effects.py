"""What a draft of the year's rules would make of every office's composite, before it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Exists, OuterRef

from indicators.periods.rescoring.preview import Preview, preview_rules, years_handed_in
from indicators.scoring.standings import difference
from numerals import Message, Month
from plans.models import Plan, RuleSet

_TOGETHER: Final = 200
"""How many plans are looked at together: few queries, and bounded memory."""


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """A plan's normalised composite as of ``month`` by its rules of now and by the draft.

    ``month`` is empty where every return was accepted or none was begun.
    """

    plan: Plan
    month: Month | None
    before: Decimal | None
    after: Decimal | None
    settled: int

    @property
    def change(self) -> Decimal | None:
        """Points gained between the composites as they are shown."""
        return difference(self.after, self.before)


@dataclass(frozen=True, slots=True)
class RulesEffect:
    """What becomes of the plans of a year and kind.

    ``moved`` have another composite, most first; ``same`` have the same one; of ``unscored``
    nothing that is stored changes; ``staying`` keep their rules, for their year is handed in.
    """

    moved: tuple[PlanEffect, ...]
    same: tuple[PlanEffect, ...]
    unscored: tuple[PlanEffect, ...]
    staying: tuple[Plan, ...]

    @property
    def up(self) -> int:
        """How many gain."""
        return sum(known > 0 for known in self._changes)

    @property
    def down(self) -> int:
        """How many lose."""
        return sum(known < 0 for known in self._changes)

    @property
    def _changes(self) -> list[Decimal]:
        return [one.change for one in self.moved if one.change is not None]

    @property
    def plans(self) -> int:
        """How many plans would go by the draft."""
        return len(self.moved) + len(self.same) + len(self.unscored)


def plans_under(rule_set: RuleSet) -> list[Plan]:
    """The newest version of each plan of the rules' year and kind, in the order of the tree."""
    later = Plan.objects.filter(
        office=OuterRef("office"),
        fiscal_year=OuterRef("fiscal_year"),
        kind=OuterRef("kind"),
        version__gt=OuterRef("version"),
    )
    plans = Plan.objects.filter(fiscal_year=rule_set.fiscal_year_id, kind=rule_set.kind)
    return list(
        plans.filter(~Exists(later))
        .select_related("office", "fiscal_year", "rule_set")
        .order_by("office__path", "pk")
    )


def effect_of(draft: RuleSet) -> RulesEffect:
    """What the draft would change; nothing is stored. Queries grow with hundreds of plans."""
    plans = plans_under(draft)
    handed_in = years_handed_in(plans)
    going = [plan for plan in plans if plan.pk not in handed_in]
    effects = [
        _effect(one)
        for start in range(0, len(going), _TOGETHER)
        for one in preview_rules(going[start : start + _TOGETHER], rule_set=draft)
    ]
    scored = [one for one in effects if one.month is not None]
    moved = [one for one in scored if one.before != one.after and one.change != 0]
    return RulesEffect(
        moved=_by_change(moved),
        same=tuple(one for one in scored if one not in moved),
        unscored=tuple(one for one in effects if one.month is None),
        staying=tuple(plan for plan in plans if plan.pk in handed_in),
    )


def graded_by(draft: RuleSet, effect: RulesEffect) -> list[tuple[Message, int, int]]:
    """Every grade, by the draft or by what holds now, with how many offices have it now and would
    have it: those whose composite the draft would score.
    """
    scored = (*effect.moved, *effect.same)
    now = Counter(one.plan.rule_set.grade(one.before) for one in scored)
    then = Counter(draft.grade(one.after) for one in scored)
    names = dict.fromkeys((*(one.name for one in draft.graded), *now, *then))
    return [(name, now[name], then[name]) for name in names if name is not None]


def _effect(one: Preview) -> PlanEffect:
    return PlanEffect(
        plan=one.plan,
        month=one.month,
        before=one.before.normalised if one.before else None,
        after=one.after.normalised if one.after else None,
        settled=one.settled,
    )


def _by_change(effects: Sequence[PlanEffect]) -> tuple[PlanEffect, ...]:
    """The greatest change first, whichever way; a score that comes or goes before all others."""

    def size(one: PlanEffect) -> tuple[bool, Decimal]:
        change = one.change
        return change is not None, -abs(change or Decimal(0))

    return tuple(sorted(effects, key=size))
