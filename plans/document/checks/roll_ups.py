"""A row that is rolled up from offices: by a rule that its figures allow, and by it alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans.document.checks.sentences import error
from plans.document.checks.settings import CheckSettings
from plans.document.rolling_up import RollUp
from plans.document.shares import may_be_summed
from plans.document.values import PlanDocument, Problem


def rolled_from_nothing(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """It is made of offices' rows, and none is named."""
    for indicator in document.indicators:
        if indicator.rolled is not None and not indicator.rolled.sources:
            yield error(
                "rolled-from-nothing",
                indicator.row,
                bn="অর্জন কার্যালয়গুলো থেকে আসবে, কিন্তু কোন কার্যালয়ের কোন সারি তা বলা নেই; কার্যালয় ও সারি লিখুন।",
                en="It is made of offices' rows, but none is named. Enter offices and their rows.",
            )


def rolled_sum(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Percents or cumulative figures of offices are to be added."""
    for indicator in document.indicators:
        if indicator.rolled is None or indicator.rolled.rule is not RollUp.SUM:
            continue
        if not may_be_summed(method=indicator.method, unit=indicator.unit):
            yield error(
                "rolled-sum",
                indicator.row,
                bn="কার্যালয়গুলোর শতকরা, গড় বা ক্রমপুঞ্জিভূত অর্জন যোগ করা যায় না; "
                f"“{RollUp.AVERAGE.label.bn}” বা অন্য নিয়ম লিখুন।",
                en="Percents, averages and cumulative figures of offices are never added. "
                f"Enter “{RollUp.AVERAGE.label.en}” or another rule.",
            )


def rolled_days(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """Days have neither a sum nor an average."""
    for indicator in document.indicators:
        rolled, best = indicator.rolled, indicator.targets.t100
        if rolled and rolled.rule is not RollUp.LATEST and isinstance(best, date):
            yield error(
                "rolled-days",
                indicator.row,
                bn=f"তারিখের সমষ্টি বা গড় হয় না; “{RollUp.LATEST.label.bn}” লিখুন।",
                en=f"Days have neither a sum nor an average. Enter “{RollUp.LATEST.label.en}”.",
            )


def earned_twice(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An action plan and offices are both to earn it."""
    for indicator in document.indicators:
        if indicator.rolled is not None and indicator.linked is not None:
            yield error(
                "earned-twice",
                indicator.row,
                bn="অর্জন কর্মপরিকল্পনা ও কার্যালয় দুই জায়গা থেকে আসতে পারে না; একটি মুছুন।",
                en="An action plan and offices cannot both earn it. Clear one of them.",
            )
