"""What the reader says of a form's headings, each a sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from numerals import FiscalYearSpan, Message, localize_digits
from plans.document.reader.findings.gravity import warning
from plans.document.reader.text import shortened
from plans.document.values import Problem, Severity

TARGETS: Final = Message(bn="লক্ষ্যমাত্রা", en="target")
_MOST_FOUND: Final = 12


def columns_missing(missing: Sequence[Message], *, found: Sequence[str]) -> Message:
    """The form has no column of that meaning: which, and what was found instead."""
    shown = [shortened(one, limit=40) for one in dict.fromkeys(found)][:_MOST_FOUND]
    bn, en = (
        "; ".join(f"“{localize_digits(one, language=code)}”" for one in shown)
        for code in ("bn", "en")
    )
    names_bn = ", ".join(f"“{one.bn}”" for one in missing)
    names_en = ", ".join(f"“{one.en}”" for one in missing)
    return Message(
        bn=f"ছকে {names_bn} কলাম পাওয়া যায়নি, তাই পড়া হয়নি; পাওয়া গেছে: {bn}।",
        en=f"The form has no column for {names_en}, so it was not read; found were: {en}.",
    )


def targets_of_other_years(years: Sequence[str], *, year: FiscalYearSpan | None) -> Message:
    """All targets are of years none of which is the plan's, or it is not told which of them is."""
    named = ", ".join(years)
    named_bn = localize_digits(named, language="bn")
    if year is None:
        return Message(
            bn=f"লক্ষ্যমাত্রার কলামগুলো {named_bn} অর্থবছরের, কিন্তু চুক্তিটি কোন অর্থবছরের তা শিরোনামে "
            "নেই, তাই পড়া হয়নি; শিরোনামে অর্থবছর লিখে আবার দিন।",
            en=f"The columns of targets are of {named}, but the title does not say of which fiscal "
            "year the plan is, so it was not read; write it in the title and bring it again.",
        )
    return Message(
        bn=f"লক্ষ্যমাত্রার কলামগুলো {named_bn} অর্থবছরের, কিন্তু শিরোনামের অর্থবছর "
        f"{localize_digits(str(year), language='bn')}, তাই পড়া হয়নি; মিলিয়ে আবার দিন।",
        en=f"The columns of targets are of {named}, but the title's fiscal year is {year}, so it "
        "was not read; correct the one or the other and bring it again.",
    )


def targets_of_several(names: Sequence[str]) -> Message:
    """Several columns of targets, called by what is no tier and no time: mostly by offices."""
    shown = ", ".join(f"“{shortened(name, limit=40)}”" for name in names[:_MOST_FOUND])
    return Message(
        bn=f"লক্ষ্যমাত্রার নিচে {localize_digits(shown, language='bn')} কলাম আছে, যা কোনো ধাপ বা সময়ের "
        "নয়, তাই পড়া হয়নি। এগুলো কার্যালয় হলে প্রতিটি কার্যালয়ের ছক আলাদা শিটে দিন, অথবা আদর্শ ছক একবার "
        "তৈরি করে সব কার্যালয়ের লক্ষ্যমাত্রা তার ওয়ার্কবুকে লিখুন।",
        en=f"Under the targets are the columns {shown}, which are of no tier and no time, so they "
        "were not read. If they are offices, give each its form on a sheet of its own, or make "
        "a template once and enter all offices' targets in the workbook that cascades it.",
    )


def baseline_year_taken(heading: str, *, year: str) -> Problem:
    """A baseline without its year: the year before the plan's was taken."""
    quoted = shortened(heading)
    return warning(
        "year-taken",
        "",
        Message(
            bn=f"“{localize_digits(quoted, language='bn')}” কলামে অর্থবছর লেখা নেই; চুক্তির "
            f"আগের অর্থবছর {localize_digits(year, language='bn')} ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"The column “{localize_digits(quoted, language='en')}” names no fiscal year; the "
            f"one before the plan's, {year}, was taken: please compare.",
        ),
    )


def quarter_by_order(heading: str, *, number: int) -> Problem:
    """A quarter whose own heading says another time; its place among the four counted."""
    quoted = shortened(heading)
    return warning(
        "quarter-heading",
        "",
        Message(
            bn=f"“{localize_digits(quoted, language='bn')}” শিরোনামটি "
            f"{localize_digits(str(number), language='bn')} নম্বর কোয়ার্টারের সঙ্গে মেলে না; "
            "ক্রম অনুসারে পড়া হয়েছে, মিলিয়ে দেখুন।",
            en=f"The heading “{localize_digits(quoted, language='en')}” does not suit quarter "
            f"{number}; the column was read by its order: please compare.",
        ),
    )


def tier_by_percent(heading: str, *, percent: int) -> Problem:
    """A tier's name and its percent differ: the percent counted, since scores are made of it."""
    quoted = shortened(heading)
    return warning(
        "tier-by-percent",
        "",
        Message(
            bn=f"“{localize_digits(quoted, language='bn')}” কলামে ধাপের নাম ও শতাংশ মেলে না; শতাংশ অনুসারে "
            f"{localize_digits(str(percent), language='bn')}% ধাপ ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"In the column “{localize_digits(quoted, language='en')}” the tier's name and its "
            f"percent differ; it was read as the {percent}% tier: please compare.",
        ),
    )


def same_meaning(heading: str, name: Message, *, kept: bool) -> Problem:
    """Two columns of one meaning: a text's first was read, of figures none."""
    quoted = shortened(heading)
    severity = Severity.WARNING if kept else Severity.ERROR
    return Problem(
        "same-meaning",
        severity,
        "",
        Message(
            bn=f"“{localize_digits(quoted, language='bn')}” কলামটির অর্থ ({name.bn}) আরেকটি কলামেরও; "
            "কোনটি ঠিক জানা যায় না, তাই এটি পড়া হয়নি।",
            en=f"The column “{localize_digits(quoted, language='en')}” means the same as another "
            f"({name.en}); which is right cannot be told, so it was not read.",
        ),
    )
