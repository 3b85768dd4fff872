"""Targets, methods and units, and the one reading of a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans.document.bilingual import shown
from plans.document.draft.changes import SetCell
from plans.document.draft.composed import written
from plans.document.draft.fixes.fixing import Fixing, fix
from plans.document.draft.fixes.slips import readings_of, sorted_tiers, spread_tiers
from plans.document.draft.problems import DraftProblem, Fix
from plans.document.methods import Method
from plans.document.units import is_percent


def tiers(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The same targets in order, or evenly spread."""
    targets = fixing.indicators[key].targets
    language = fixing.draft.language
    for name, texts, words in (
        (
            "tiers-sorted",
            sorted_tiers(targets, language) if problem.rule == "tier-order" else None,
            (
                "লক্ষ্যমাত্রাগুলো ক্রম অনুসারে সাজান",
                "Put the targets in order",
                "একই সংখ্যা বা তারিখ, সেরা থেকে শেষ পর্যন্ত।",
                "The same figures, from the best to the last.",
            ),
        ),
        (
            "tiers-spread",
            spread_tiers(targets, language),
            (
                "মাঝের ধাপগুলো সমান দূরত্বে বসান",
                "Spread the tiers between evenly",
                "প্রথম ও শেষ ধাপ যেমন আছে তেমনই থাকবে।",
                "The first and the last tier stay as they are.",
            ),
        ),
    ):
        if texts is None:
            continue
        said = fixing.rows[key]
        bn, en, why_bn, why_en = words
        yield fix(
            name,
            bn=bn,
            en=en,
            why_bn=why_bn,
            why_en=why_en,
            changes=tuple(
                SetCell(key, field, text, said.said(field))
                for field, text in texts.items()
                if text != said.said(field)
            ),
        )


def method(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The methods that suit the unit and the targets."""
    entry = fixing.indicators[key]
    targets = [target for _, target in entry.targets.defined]
    if targets and all(isinstance(one, date) for one in targets):
        wanted = [(Method.DATE, "লক্ষ্যমাত্রাগুলো তারিখ।", "The targets are dates.")]
    elif is_percent(entry.unit):
        wanted = [
            (Method.AVERAGE, "শতকরা হার যোগ করা যায় না।", "Percentages cannot be added up."),
            (
                Method.CUMULATIVE,
                "প্রতি মাসের হারে আগের মাসগুলোও ধরা থাকলে।",
                "If each month's figure contains the months before.",
            ),
        ]
    else:
        wanted = [
            (
                Method.SUM,
                "প্রতি মাসের অর্জন আলাদা করে লেখা হলে।",
                "If each month reports its own achievement.",
            ),
            (
                Method.CUMULATIVE,
                "প্রতি মাসের অর্জনে আগের মাসগুলোও ধরা থাকলে।",
                "If each month's figure contains the months before.",
            ),
        ]
    for method, why_bn, why_en in wanted:
        if method is entry.method:
            continue
        yield fix(
            f"method-{method.value}",
            bn=f"গণনা পদ্ধতি {method.named.bn} করুন",
            en=f"Make the method {method.named.en}",
            why_bn=why_bn,
            why_en=why_en,
            changes=fixing.cell(key, "method", fixing.name(method)),
        )


def unit(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """A unit of dates where all targets are dates."""
    entry = fixing.indicators[key]
    targets = [target for _, target in entry.targets.defined]
    if not targets or not all(isinstance(one, date) for one in targets):
        return
    text = Method.DATE.named[fixing.draft.language]
    changes = fixing.cell(key, "unit", text)
    if entry.method not in (None, Method.DATE, Method.CUMULATIVE):
        changes += fixing.cell(key, "method", text)
    yield fix(
        "unit-date",
        bn="একক তারিখ করুন",
        en="Make the unit “date”",
        why_bn="লক্ষ্যমাত্রাগুলো তারিখ।",
        why_en="The targets are dates.",
        changes=changes,
    )


def reading(fixing: Fixing, problem: DraftProblem, key: int) -> Iterator[Fix]:
    """The one value that a text can have been meant as."""
    if problem.field is None:
        return
    row = fixing.rows[key]
    entry = fixing.indicators.get(key)
    found = readings_of(row.said(problem.field), problem.field, entry, fixing.draft.fiscal_year)
    if len(found) != 1:
        return
    value = found[0]
    text = written(value, fixing.draft.language)
    read = shown(value)
    yield fix(
        "one-reading",
        bn=f"{read.bn} লিখুন",
        en=f"Write {read.en}",
        why_bn="লেখাটির সম্ভাব্য একটিই পাঠ পাওয়া যায়; মূল ছকের সঙ্গে মিলিয়ে দেখুন।",
        why_en="It is the one reading that the text allows: compare it with the form.",
        changes=fixing.cell(key, problem.field, text),
    )
