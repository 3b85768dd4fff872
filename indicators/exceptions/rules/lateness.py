"""Returns that are not there, and returns that nobody decides on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import takewhile

from indicators.exceptions.rules.values import (
    Alert,
    Limits,
    ReturnFacts,
    Rule,
    Scene,
    WatchedPlan,
    month_named,
    of_months,
)
from numerals import Message
from plans.document.bilingual import days_long, shown


def late_returns(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A month that is owed after its last day; of an office that is silent only the last one."""
    for plan in scene.plans:
        owed = [one for one in of_months(scene, plan) if one.is_owed and one.late_by > 0]
        silent = _silent(plan, owed)
        if len(silent) >= limits.silent_months:
            yield _said_nothing(plan, silent)
            owed = [one for one in owed if one not in silent]
        yield from (_late(plan, one) for one in owed)


def waiting_returns(scene: Scene, limits: Limits) -> Iterator[Alert]:
    """A month that was handed in and that nobody has decided on for long."""
    for plan in scene.plans:
        for one in of_months(scene, plan):
            if one.waiting_days is not None and one.waiting_days > limits.waiting_days:
                days, month = days_long(one.waiting_days), month_named(one.month)
                yield Alert(
                    rule=Rule.WAITING,
                    office=plan.office,
                    row="",
                    month=one.month,
                    weight=plan.weight,
                    sentence=Message(
                        bn=f"{month.bn} মাসের প্রতিবেদন {days.bn} ধরে সিদ্ধান্তের অপেক্ষায়। পর্যালোচনা করুন।",
                        en=f"The return of {month.en} has waited {days.en} for a decision. "
                        "Review it.",
                    ),
                    rests_on=one.waiting_days,
                )


def _silent(plan: WatchedPlan, owed: list[ReturnFacts]) -> list[ReturnFacts]:
    """The last months in a row that are owed and of which not one figure was typed."""
    told = set(plan.months)
    latest_first = sorted(owed, key=lambda one: one.month, reverse=True)
    return list(takewhile(lambda one: one.month not in told, latest_first))


def _said_nothing(plan: WatchedPlan, silent: list[ReturnFacts]) -> Alert:
    count = shown(Decimal(len(silent)))
    since = month_named(silent[-1].month)
    return Alert(
        rule=Rule.SILENT,
        office=plan.office,
        row="",
        month=silent[0].month,
        weight=plan.weight,
        sentence=Message(
            bn=f"{since.bn} থেকে {count.bn} মাসের কোনো অর্জন লেখা হয়নি। কার্যালয়ের সঙ্গে যোগাযোগ করুন।",
            en=f"Not one figure was entered for {count.en} months, since {since.en}. "
            "Get in touch with the office.",
        ),
        rests_on=len(silent),
    )


def _late(plan: WatchedPlan, one: ReturnFacts) -> Alert:
    days, month = days_long(one.late_by), month_named(one.month)
    return Alert(
        rule=Rule.LATE,
        office=plan.office,
        row="",
        month=one.month,
        weight=plan.weight,
        sentence=Message(
            bn=f"{month.bn} মাসের প্রতিবেদনের সময় {days.bn} আগে শেষ হয়েছে। তাগিদ দিন।",
            en=f"The return of {month.en} is {days.en} late. Remind the office.",
        ),
        rests_on=one.late_by,
    )
