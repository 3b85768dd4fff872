"""Why a rule of the calendar cannot stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from numerals import FiscalYearSpan, Message, format_value
from plans.calendar.terms.periods import Period, PeriodKind, periods_of
from plans.calendar.terms.rules import TermRule

MOST_GRACE: Final = 60
"""Days of grace that a rule may give."""


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """What is wrong with a rule, and with which of its parts (``opens``, ``due`` …)."""

    part: str
    message: Message


def problems_of(rule: TermRule, kind: PeriodKind, *, year: FiscalYearSpan) -> list[RuleProblem]:
    """Why the rule cannot stand, one finding for each part; empty if it can."""
    found = [*_unsound(rule)] or [
        problem for period in periods_of(year, kind) for problem in _out_of_order(rule, period)
    ]
    by_part: dict[str, RuleProblem] = {}
    for problem in found:
        by_part.setdefault(problem.part, problem)
    return list(by_part.values())


def _unsound(rule: TermRule) -> Iterator[RuleProblem]:
    for part, day in (("opens", rule.opens), ("due", rule.due), ("closes", rule.closes)):
        if day is not None and not day.is_sound:
            yield RuleProblem(
                part,
                Message(
                    bn="দিন ১ থেকে ৩১ এবং মাস ০ থেকে ১২-এর মধ্যে হতে হবে।",
                    en="The day is 1 to 31, and the month 0 to 12 after the period’s last.",
                ),
            )
    if not 0 <= rule.grace_days <= MOST_GRACE:
        yield RuleProblem(
            "grace_days",
            Message(bn="অতিরিক্ত দিন ০ থেকে ৬০-এর মধ্যে হতে হবে।", en="Days of grace are 0 to 60."),
        )


def _out_of_order(rule: TermRule, period: Period) -> Iterator[RuleProblem]:
    opens, due = rule.opens.on(period), rule.due.on(period)
    if due < opens:
        bn, en = _both(due), _both(opens)
        yield RuleProblem(
            "due",
            Message(
                bn=f"জমার শেষ তারিখ {bn.bn}, অথচ এন্ট্রি শুরু {en.bn}; শেষ তারিখ শুরুর পরে হতে হবে।",
                en=f"Due on {bn.en}, but entry opens only on {en.en}. The due date must be after "
                f"entry opens.",
            ),
        )
    if rule.closes is None:
        return
    closes, in_grace = rule.closes.on(period), due + timedelta(rule.grace_days)
    if closes < in_grace:
        end, grace = _both(closes), _both(in_grace)
        yield RuleProblem(
            "closes",
            Message(
                bn=f"বন্ধ হয় {end.bn}, অথচ {grace.bn} পর্যন্ত যথাসময়ে জমা দেওয়া যায়; "
                "বন্ধের দিন তার আগে হতে পারে না।",
                en=f"Closes on {end.en}, but a return is on time until {grace.en}: "
                "it cannot close before that.",
            ),
        )


def _both(day: date) -> Message:
    return Message(bn=format_value(day, language="bn"), en=format_value(day, language="en"))
