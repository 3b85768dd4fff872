"""The calendar of a year as it was set and changed, and as it holds for one office.

Pure: no Django, no clock. A change looks forward only (docs/decisions/calendar-looks-forward.md):
a period goes by the rules that held when it was due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from numerals import FiscalYearSpan, Month
from plans.calendar.terms import Period, PeriodKind, PlanStanding, Term, TermRule, default_rule

RuleKey: TypeAlias = tuple[str, PeriodKind, str]
"""What a rule is about: an office level, a kind of period, a kind of plan; ``""`` is all."""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """From the day ``on``, offices of a level (``""``: all) go by another rule with their plans of
    a kind (``""``: all).

    ``None`` says that these have no rule of their own any more.
    """

    level: str
    kind: PeriodKind
    rule: TermRule | None
    on: date = date.min
    plan_kind: str = ""

    @property
    def key(self) -> RuleKey:
        """What it is about: level, period, kind of plan."""
        return self.level, self.kind, self.plan_kind


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The rules of a fiscal year: their changes, in the order in which they were made."""

    year: FiscalYearSpan
    changes: tuple[RuleChange, ...] = ()

    @property
    def rules(self) -> dict[RuleKey, TermRule]:
        """What was set and still holds, by office level, kind of period and kind of plan."""
        held = {one.key: one.rule for one in self.changes}
        return {key: rule for key, rule in held.items() if rule is not None}

    def rule(self, kind: PeriodKind, *, level: str = "", plan_kind: str = "") -> TermRule:
        """What holds for offices of a level with their plans of a kind: the nearest rule, else the
        default. The kind of plan is nearer than the level.
        """
        return _nearest(self.rules, kind, level, plan_kind)

    def term(self, period: Period, *, level: str = "", plan_kind: str = "") -> Term:
        """The term of a period for plans of a kind of offices of a level, by the rules that held
        when it was due.
        """
        held: dict[RuleKey, TermRule | None] = {}
        rule = default_rule(period.kind, plan_kind)
        term = rule.term(period)
        for change in self.changes:
            if (
                change.kind is not period.kind
                or change.level not in ("", level)
                or change.plan_kind not in ("", plan_kind)
            ):
                continue
            held[change.key] = change.rule
            now = _nearest(held, period.kind, level, plan_kind)
            if now != rule:
                rule, term = now, term.moved_to(now.term(period), on=change.on)
        return term

    def changed(self, changes: Iterable[RuleChange]) -> YearCalendar:
        """The calendar with more changes."""
        return YearCalendar(self.year, (*self.changes, *changes))

    def to_set(
        self,
        rules: Mapping[PeriodKind, TermRule],
        *,
        on: date,
        level: str = "",
        plan_kind: str = "",
    ) -> tuple[RuleChange, ...]:
        """The changes by which plans of a kind of offices of a level go by these rules; none where
        they do.
        """
        return tuple(
            RuleChange(level, kind, rule, on, plan_kind)
            for kind, rule in rules.items()
            if rule != self.rule(kind, level=level, plan_kind=plan_kind)
        )

    def to_withdraw(self, level: str, *, on: date, plan_kind: str = "") -> tuple[RuleChange, ...]:
        """The changes by which a level, or a kind of plan, has no rules of its own any more."""
        own = self.rules
        return tuple(
            RuleChange(level, kind, None, on, plan_kind)
            for kind in PeriodKind
            if (level, kind, plan_kind) in own
        )

    def to_follow(self, other: YearCalendar, *, on: date) -> tuple[RuleChange, ...]:
        """The changes by which this year has the rules of another, and no others."""
        ours, theirs = self.rules, other.rules
        taken_back = (_said(key, None, on) for key in ours if key not in theirs)
        set_anew = (_said(key, rule, on) for key, rule in theirs.items())
        return (*taken_back, *(one for one in set_anew if ours.get(one.key) != one.rule))


def _said(key: RuleKey, rule: TermRule | None, on: date) -> RuleChange:
    level, kind, plan_kind = key
    return RuleChange(level, kind, rule, on, plan_kind)


def _nearest(
    rules: Mapping[RuleKey, TermRule | None], kind: PeriodKind, level: str, plan_kind: str
) -> TermRule:
    """Of the rules that are known the one that says most about the plan; else the default."""
    for own in ((level, plan_kind), ("", plan_kind), (level, ""), ("", "")):
        rule = rules.get((own[0], kind, own[1]))
        if rule is not None:
            return rule
    return default_rule(kind, plan_kind)


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """The calendar as it holds for one office and plan: that of its level and kind, with the
    office's extensions, and how the plan stands.
    """

    calendar: YearCalendar
    level: str = ""
    extensions: Mapping[Period, date] = field(default_factory=dict)
    standing: PlanStanding = PlanStanding.AGREED
    plan_kind: str = ""

    def term(self, period: Period) -> Term:
        """The term of a period, with the time that the office was given beyond it."""
        term = self.calendar.term(period, level=self.level, plan_kind=self.plan_kind)
        term = term.extended(self.extensions.get(period))
        return (
            term if self.standing is PlanStanding.AGREED else replace(term, standing=self.standing)
        )

    def of_month(self, month: Month) -> Term:
        """The term of a month's return."""
        return self.term(Period(month))
