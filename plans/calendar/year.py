"""The calendar of a year as it was set and changed, and as it holds for one office.

Pure: no Django, no clock. A change looks forward only (docs/decisions/calendar-looks-forward.md):
a period goes by the rules that held when it was due.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from numerals import FiscalYearSpan, Month
from plans.calendar.terms import DEFAULT_RULES, Period, PeriodKind, PlanStanding, Term, TermRule


@dataclass(frozen=True, slots=True)
class RuleChange:
    """From the day ``on``, offices of a level (``""``: all) go by another rule.

    ``None`` says that the level has no rule of its own any more.
    """

    level: str
    kind: PeriodKind
    rule: TermRule | None
    on: date = date.min


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The rules of a fiscal year: their changes, in the order in which they were made."""

    year: FiscalYearSpan
    changes: tuple[RuleChange, ...] = ()

    @property
    def rules(self) -> dict[tuple[str, PeriodKind], TermRule]:
        """What was set and still holds, by office level and kind of period."""
        held = {(one.level, one.kind): one.rule for one in self.changes}
        return {key: rule for key, rule in held.items() if rule is not None}

    def rule(self, kind: PeriodKind, *, level: str = "") -> TermRule:
        """What holds for offices of a level: their own rule, that of all levels, the default."""
        rules = self.rules
        return rules.get((level, kind)) or rules.get(("", kind)) or DEFAULT_RULES[kind]

    def term(self, period: Period, *, level: str = "") -> Term:
        """The term of a period for offices of a level, by the rules that held when it was due."""
        held: dict[str, TermRule | None] = {}
        rule = DEFAULT_RULES[period.kind]
        term = rule.term(period)
        for change in self.changes:
            if change.kind is not period.kind or change.level not in ("", level):
                continue
            held[change.level] = change.rule
            now = held.get(level) or held.get("") or DEFAULT_RULES[period.kind]
            if now != rule:
                rule, term = now, term.moved_to(now.term(period), on=change.on)
        return term

    def changed(self, changes: Iterable[RuleChange]) -> YearCalendar:
        """The calendar with more changes."""
        return YearCalendar(self.year, (*self.changes, *changes))

    def to_set(
        self, rules: Mapping[PeriodKind, TermRule], *, on: date, level: str = ""
    ) -> tuple[RuleChange, ...]:
        """The changes by which offices of a level go by these rules; none where they do."""
        return tuple(
            RuleChange(level, kind, rule, on)
            for kind, rule in rules.items()
            if rule != self.rule(kind, level=level)
        )

    def to_withdraw(self, level: str, *, on: date) -> tuple[RuleChange, ...]:
        """The changes by which a level goes by the rules of all levels again."""
        own = self.rules
        return tuple(
            RuleChange(level, kind, None, on) for kind in PeriodKind if (level, kind) in own
        )

    def to_follow(self, other: YearCalendar, *, on: date) -> tuple[RuleChange, ...]:
        """The changes by which this year has the rules of another, and no others."""
        ours, theirs = self.rules, other.rules
        taken_back = (RuleChange(*key, None, on) for key in ours if key not in theirs)
        set_anew = (RuleChange(*key, rule, on) for key, rule in theirs.items())
        return (
            *taken_back,
            *(one for one in set_anew if ours.get((one.level, one.kind)) != one.rule),
        )


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """The calendar as it holds for one office and plan: its level's, with its extensions, and how
    the plan stands.
    """

    calendar: YearCalendar
    level: str = ""
    extensions: Mapping[Period, date] = field(default_factory=dict)
    standing: PlanStanding = PlanStanding.AGREED

    def term(self, period: Period) -> Term:
        """The term of a period, with the time that the office was given beyond it."""
        term = self.calendar.term(period, level=self.level).extended(self.extensions.get(period))
        return (
            term if self.standing is PlanStanding.AGREED else replace(term, standing=self.standing)
        )

    def of_month(self, month: Month) -> Term:
        """The term of a month's return."""
        return self.term(Period(month))
