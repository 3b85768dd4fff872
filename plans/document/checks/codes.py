"""Codes: every indicator has its own, and it begins with its activity's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from numerals import localize_digits
from plans.document.checks.sentences import error, warning
from plans.document.checks.settings import CheckSettings
from plans.document.values import (
    ActivityEntry,
    IndicatorEntry,
    ObjectiveEntry,
    PlanDocument,
    Problem,
)


def missing_code(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """An indicator without a code, or an objective over activities such as 1.1.

    Where the activities are counted on through several objectives, none of these has the code.
    """
    below = [_dotted(objective) for objective in document.objectives]
    groups = Counter(code.rpartition(".")[0] for code in below if code)
    for objective, dotted in zip(document.objectives, below, strict=True):
        if objective.code is None and dotted and groups[dotted.rpartition(".")[0]] == 1:
            yield _codeless_objective(objective.row, below=dotted)
        for indicator in objective.indicators:
            if indicator.code is None:
                yield _codeless(indicator)


def _dotted(objective: ObjectiveEntry) -> str | None:
    return next((a.code for a in objective.activities if a.code and "." in a.code), None)


def _codeless(indicator: IndicatorEntry) -> Problem:
    quoted = f" “{indicator.title}”" if indicator.title else ""
    of_bn = f"“{indicator.title}” সূচকটির" if indicator.title else "সূচকটির"
    return warning(
        "missing-code",
        indicator.row,
        bn=f"{of_bn} কোড নেই; যেমন ১.১.১ লিখুন।",
        en=f"The indicator{quoted} has no code. Enter one, such as 1.1.1.",
    )


def _codeless_objective(row: str, *, below: str) -> Problem:
    expected = below.rpartition(".")[0]
    below_bn, expected_bn = (localize_digits(code, language="bn") for code in (below, expected))
    return warning(
        "missing-code",
        row,
        bn=f"উদ্দেশ্যটির কোড নেই, অথচ এর অধীন কার্যক্রম {below_bn} আছে; {expected_bn} লিখুন।",
        en=f"The objective has no code, but it has the activity {below}. Enter {expected}.",
    )


def duplicate_code(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A code that more than one indicator carries."""
    counts = Counter(indicator.code for indicator in document.indicators if indicator.code)
    for code, count in counts.items():
        if count > 1:
            code_bn, count_bn = (localize_digits(t, language="bn") for t in (code, str(count)))
            yield error(
                "duplicate-code",
                code,
                bn=f"কোড {code_bn} {count_bn}টি সূচকে আছে; প্রতিটি সূচকের আলাদা কোড লিখুন।",
                en=f"{count} indicators have the code {code}. Give each its own code.",
            )


def code_mismatch(document: PlanDocument, settings: CheckSettings) -> Iterator[Problem]:
    """A code that does not continue the code that it stands under."""
    for objective in document.objectives:
        for activity in objective.activities:
            yield from _activity_mismatch(objective, activity)
            yield from _indicator_mismatches(objective, activity)


def _activity_mismatch(objective: ObjectiveEntry, activity: ActivityEntry) -> Iterator[Problem]:
    if activity.code and objective.code and not _continues(activity.code, objective.code):
        row = activity.indicators[0].row if activity.indicators else objective.row
        place = objective.activities.index(activity) + 1
        code_bn, above_bn, expected_bn = (
            localize_digits(text, language="bn")
            for text in (activity.code, objective.code, f"{objective.code}.{place}")
        )
        yield error(
            "code-mismatch",
            row,
            bn=f"উদ্দেশ্য {above_bn}-এর অধীন কার্যক্রমের কোড {code_bn} লেখা আছে; {expected_bn} লিখুন।",
            en=f"The activity under objective {objective.code} has the code {activity.code}. "
            f"Enter {objective.code}.{place}.",
            of_activity=True,
        )


def _indicator_mismatches(objective: ObjectiveEntry, activity: ActivityEntry) -> Iterator[Problem]:
    above = activity.code or objective.code
    if above is None:
        return
    for place, indicator in enumerate(activity.indicators, start=1):
        if indicator.code is None or _continues(indicator.code, above):
            continue
        if activity.code is None and indicator.code.startswith(f"{above}."):
            continue
        code_bn, above_bn, expected_bn = (
            localize_digits(text, language="bn")
            for text in (indicator.code, above, f"{above}.{place}")
        )
        under_bn, under_en = ("কার্যক্রম", "activity") if activity.code else ("উদ্দেশ্য", "objective")
        yield error(
            "code-mismatch",
            indicator.row,
            bn=f"{under_bn} {above_bn}-এর অধীন সূচকের কোড {code_bn} লেখা আছে; {expected_bn} লিখুন।",
            en=f"The indicator under {under_en} {above} has the code {indicator.code}. "
            f"Enter {above}.{place}.",
        )


def _continues(code: str, above: str) -> bool:
    return code.startswith(f"{above}.") and "." not in code[len(above) + 1 :]
