"""What the reader says of a form: one function per finding, each a sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from numerals import (
    Message,
    Month,
    Unreadable,
    canonical,
    format_day,
    format_month,
    format_value,
    localize_digits,
)
from plans.document.reader.text import shortened
from plans.document.values import Problem, Severity

NOT_A_FORM: Final = Message(
    bn="এটি নির্ধারিত কর্মসম্পাদন ছক নয়। কার্যক্রম, কর্মসম্পাদন সূচক, একক, সূচকের মান ও লক্ষ্যমাত্রা "
    "শিরোনামের কলামসহ ছকটি দিন।",
    en="This is not a prescribed form. Use one with a table headed activity, performance "
    "indicator, unit, weight and targets.",
)
EMPTY: Final = Message(
    bn="ফাইলটি ফাঁকা। কর্মপরিকল্পনা বা অগ্রগতি প্রতিবেদনের ছক দিন।",
    en="The file is empty. Use the form of a plan or of a progress report.",
)
NO_INDICATORS: Final = Message(
    bn="ছকটির শিরোনামের নিচে কোনো কর্মসম্পাদন সূচক নেই; অন্তত একটি সারি লিখুন।",
    en="The form has no indicator below its headings. Enter at least one row.",
)
TOO_LONG: Final = Message(
    bn="ফাইলটিতে একটি ছকের তুলনায় অনেক বেশি সারি আছে; সর্বোচ্চ ২,০০০ সারি নেওয়া যায়।",
    en="The file has far more rows than a form. At most 2,000 can be read.",
)


def unreadable_cell(row: str, *, place: Message, cell: Unreadable) -> Problem:
    """A cell that holds neither what its column expects nor nothing."""
    said = cell.message
    return _error(
        "unreadable-value", row, Message(bn=f"{place.bn}: {said.bn}", en=f"{place.en}: {said.en}")
    )


def words_left_out(row: str, *, place: Message, read: str, value: Decimal) -> Problem:
    """Words beside a figure that say what its unit says, and were not stored with it."""
    quoted, kept = (
        {code: localize_digits(text, language=code) for code in ("bn", "en")}
        for text in (shortened(read), canonical(value))
    )
    return _warning(
        "words-beside-figure",
        row,
        Message(
            bn=f"{place.bn}: “{quoted['bn']}” থেকে শুধু {kept['bn']} সংখ্যাটি রাখা হয়েছে; "
            "বাকি কথাটুকু এককেই বলা আছে।",
            en=f"{place.en}: of “{quoted['en']}” only the number {kept['en']} was kept; "
            "the unit says the rest.",
        ),
    )


def year_taken(row: str, place: Message, *, text: str, day: date) -> Problem:
    """A day and month without a year: the plan's fiscal year gave it."""
    read_bn, read_en = (localize_digits(text, language=code) for code in ("bn", "en"))
    return _warning(
        "year-taken",
        row,
        Message(
            bn=f"{place.bn}: “{read_bn}” লেখা আছে, সাল নেই; চুক্তি বা কর্মপরিকল্পনার অর্থবছর থেকে সাল নিয়ে "
            f"{format_day(day, language='bn')} ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"{place.en}: “{read_en}” names no year; with the plan's fiscal year it was read "
            f"as {format_day(day, language='en')}: please check.",
        ),
    )


def read_as(row: str, place: Message, text: str, value: Decimal | date) -> Problem:
    """A figure that is written in another way than the unit or the calendar has it."""
    bn, en = (
        (localize_digits(shortened(text), language=code), format_value(value, language=code))
        for code in ("bn", "en")
    )
    return _warning(
        "read-as",
        row,
        Message(
            bn=f"{place.bn}: “{bn[0]}” লেখা আছে; {bn[1]} ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"{place.en}: “{en[0]}” was read as {en[1]}: please check.",
        ),
    )


def dates_in_a_count(row: str, *, unit: str) -> Problem:
    """Targets that are dates though the unit counts."""
    return _error(
        "wrong-kind",
        row,
        Message(
            bn=f"একক “{unit}”, কিন্তু লক্ষ্যমাত্রা তারিখ; একক অথবা লক্ষ্যমাত্রা ঠিক করুন।",
            en=f"The unit is “{unit}”, but the target is a date; correct the one or the other.",
        ),
    )


def total_stated(weight: Decimal, *, actual: Decimal) -> Problem:
    """A total row states another weight than its indicators have."""
    said, made = _shown(weight), _shown(actual)
    return _error(
        "stated-total",
        "",
        Message(
            bn=f"ছকে মোট মান {said.bn} লেখা, কিন্তু সূচকগুলোর মান যোগ করলে {made.bn} হয়।",
            en=f"The form states a total weight of {said.en}, but its indicators' weights make "
            f"{made.en}.",
        ),
    )


def count_stated(count: int, *, actual: int) -> Problem:
    """A total row states another number of indicators than there are."""
    bn_count, bn_actual = (localize_digits(str(one), language="bn") for one in (count, actual))
    return _warning(
        "stated-count",
        "",
        Message(
            bn=f"ছকে {bn_count}টি সূচক লেখা, কিন্তু পাওয়া গেছে {bn_actual}টি।",
            en=f"The form states {count} indicators, but {actual} were found.",
        ),
    )


def row_without_place(number: int, *, text: str) -> Problem:
    """A row of figures that belongs to no indicator."""
    quoted = shortened(text)
    return _error(
        "stray-text",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর সারির “{quoted}” কোন সূচকের "
            "তা জানা যায় না; পড়া হয়নি।",
            en=f"Row {number} “{quoted}” belongs to no indicator and was not read.",
        ),
    )


def unreadable_heading(message: Message) -> Problem:
    """Something of the whole document that the text above the table should say."""
    return _error("unreadable-value", "", message)


def months_untold(title: str) -> Problem:
    """The title does not say which months the columns report."""
    quoted = shortened(title)
    return unreadable_heading(
        Message(
            bn=f"শিরোনাম “{localize_digits(quoted, language='bn')}” থেকে প্রতিবেদনের মাস জানা যায় না; "
            "যেমন “এপ্রিল ২০২৪ থেকে জুন ২০২৪” লিখুন। মাসের অর্জনগুলো পড়া হয়নি।",
            en=f"The title “{localize_digits(quoted, language='en')}” does not say which months "
            "are reported. Write, for example, “April 2024 to June 2024”. The months' figures "
            "were not read.",
        )
    )


def fiscal_year_untold(years: Sequence[str]) -> Problem:
    """No fiscal year stands above the targets, or several that differ."""
    if years:
        listed_bn = ", ".join(localize_digits(year, language="bn") for year in years)
        return unreadable_heading(
            Message(
                bn=f"একাধিক অর্থবছর লেখা আছে ({listed_bn}); একটিই রাখুন।",
                en=f"More than one fiscal year is named ({', '.join(years)}). Keep only one.",
            )
        )
    return unreadable_heading(
        Message(
            bn="শিরোনামে অর্থবছর নেই; যেমন “২০২৩-২৪” লিখুন।",
            en="There is no fiscal year in the title. Write, for example, “2023-24”.",
        )
    )


def office_untold() -> Problem:
    """No line above the title names the office."""
    return _warning(
        "unreadable-value",
        "",
        Message(
            bn="কার্যালয়ের নাম পাওয়া যায়নি; শিরোনামের উপরের সারিতে নামটি লিখুন।",
            en="There is no name of an office. Write it in a line above the title.",
        ),
    )


def office_by_sheet(name: str) -> Problem:
    """The form does not name its office; the sheet that it stands on has a name."""
    quoted = shortened(name)
    return _warning(
        "office-by-sheet",
        "",
        Message(
            bn=f"ছকে কার্যালয়ের নাম নেই; শিটের নাম “{quoted}” কার্যালয়ের নাম ধরা হয়েছে, মিলিয়ে দেখুন।",
            en=f"The form names no office; the sheet's name “{quoted}” was taken for it: please "
            "check.",
        ),
    )


def column_foreign(heading: str) -> Problem:
    """A column whose heading is not understood; its cells are only kept."""
    quoted = shortened(heading)
    return _warning(
        "extra-column",
        "",
        Message(
            bn=f"“{localize_digits(quoted, language='bn')}” কলামটির অর্থ জানা যায়নি; এর ঘরগুলো "
            "যেমন লেখা আছে তেমনই রাখা হয়েছে, হিসাবে নেওয়া হয়নি।",
            en=f"The column “{localize_digits(quoted, language='en')}” is not understood; its "
            "cells are kept as they are written and count for nothing.",
        ),
    )


def months_outside_year(months: Sequence[Month], *, year: str) -> Problem:
    """The last month reported lies in another fiscal year than the targets."""
    last = months[-1]
    return _error(
        "month-outside-year",
        "",
        Message(
            bn=f"প্রতিবেদনের মাস {format_month(last, language='bn')}, কিন্তু লক্ষ্যমাত্রা অর্থবছর "
            f"{localize_digits(year, language='bn')}-এর।",
            en=f"The month reported is {format_month(last, language='en')}, but the targets are of "
            f"the fiscal year {year}.",
        ),
    )


def row_shifted(row: str, *, shift: int) -> Problem:
    """A row whose cells stood under the wrong columns; they were read under the right ones."""
    by = abs(shift)
    side_bn, side_en = ("ডানে", "right") if shift > 0 else ("বামে", "left")
    columns = "column" if by == 1 else "columns"
    return _warning(
        "shifted-row",
        row,
        Message(
            bn=f"সারিটির ঘরগুলো {localize_digits(str(by), language='bn')} কলাম {side_bn} সরে আছে; "
            "সঠিক কলামে ধরে পড়া হয়েছে, মিলিয়ে দেখুন।",
            en=f"The row's cells are {by} {columns} too far to the {side_en}. They were read "
            "under their own columns: please check.",
        ),
    )


def row_misplaced(row: str) -> Problem:
    """A row whose cells do not suit their columns and could not be placed beyond doubt."""
    return _error(
        "shifted-row",
        row,
        Message(
            bn="সারিটির ঘরগুলো কলামের সঙ্গে মেলে না এবং নিশ্চিতভাবে সাজানো যায়নি; "
            "মূল ছকে সারিটি ঠিক করে আবার দিন।",
            en="We could not tell which columns this row's cells belong to. "
            "Correct the row in the document and read the form again.",
        ),
    )


def is_misplaced(problem: Problem) -> bool:
    """Whether the finding is that of ``row_misplaced``: the row's cells cannot be relied on."""
    return problem.rule == "shifted-row" and problem.severity is Severity.ERROR


def row_broken(row: str, *, lines: int) -> Problem:
    """A row whose cells were broken over several lines."""
    return _warning(
        "split-row",
        row,
        Message(
            bn=f"সারিটি {localize_digits(str(lines), language='bn')} লাইনে ভেঙে আছে; "
            "জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The row is broken over {lines} lines; they were joined.",
        ),
    )


def row_continued(row: str, *, parts: Sequence[str], after_break: bool) -> Problem:
    """A row that goes on in the next one; its texts were joined."""
    quoted = "; ".join(f"“{shortened(part)}”" for part in parts)
    where_bn, where_en = (
        ("পৃষ্ঠা-বিরতির পরে", "below a page break")
        if after_break
        else ("পরের সারিতে", "in the next row")
    )
    return _warning(
        "continued-row",
        row,
        Message(
            bn=f"সারিটির লেখা {where_bn} চলেছে: {localize_digits(quoted, language='bn')}; "
            "জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The row goes on {where_en}: {localize_digits(quoted, language='en')}; joined.",
        ),
    )


def title_spilled(row: str, *, text: str) -> Problem:
    """A title that went on in a repeated heading row."""
    return _warning(
        "spilled-title",
        row,
        Message(
            bn=f"শিরোনামের শেষ অংশ “{text}” পৃষ্ঠার পুনরাবৃত্ত শিরোনাম-সারিতে ঢুকে গেছে; জোড়া দিয়ে পড়া হয়েছে।",
            en=f"The title's end “{text}” got into a repeated heading row of the page; joined.",
        ),
    )


def space_missing(row: str, *, printed: Sequence[str]) -> Problem:
    """No blank between a code and its title."""
    listed = ", ".join(printed)
    return _warning(
        "missing-space",
        row,
        Message(
            bn=f"{localize_digits(listed, language='bn')} কোডের পরে ফাঁকা স্থান নেই; কোড ও শিরোনামের "
            "মধ্যে একটি ফাঁকা স্থান দিন।",
            en=f"There is no space after the code {localize_digits(listed, language='en')}. Put "
            f"one "
            "between code and title.",
        ),
    )


def line_stray(number: int, *, text: str, last: int = 0) -> Problem:
    """A line that is not part of the table and was left out; ``last`` ends a run of many."""
    quoted = shortened(text)
    if last:
        lines_bn, lines_en = (
            tuple(localize_digits(str(one), language=code) for one in (number, last))
            for code in ("bn", "en")
        )
        return _warning(
            "stray-text",
            "",
            Message(
                bn=f"{lines_bn[0]} থেকে {lines_bn[1]} নম্বর লাইন (“{quoted}” থেকে শুরু) ছকের অংশ নয়; "
                "বাদ দেওয়া হয়েছে।",
                en=f"Lines {lines_en[0]} to {lines_en[1]}, from “{quoted}” on, are not part of the "
                "table and were left out.",
            ),
        )
    return _warning(
        "stray-text",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর লাইন “{quoted}” ছকের অংশ নয়; "
            "বাদ দেওয়া হয়েছে।",
            en=f"Line {number} “{quoted}” is not part of the table and was left out.",
        ),
    )


def section_unknown(number: int, *, text: str) -> Problem:
    """A row headed as a section, but as none that the rules of the year know."""
    quoted = shortened(text)
    return _warning(
        "unknown-section",
        "",
        Message(
            bn=f"{localize_digits(str(number), language='bn')} নম্বর সারির “{quoted}” জানা কোনো অংশের "
            "শিরোনাম নয়; নিচের সারিগুলো আগের অংশেই রাখা হয়েছে।",
            en=f"Row {number} “{quoted}” heads no section that is known; the rows below it were "
            "left in the section before.",
        ),
    )


def _shown(value: Decimal) -> Message:
    return Message(bn=format_value(value, language="bn"), en=format_value(value, language="en"))


def _error(rule: str, row: str, message: Message) -> Problem:
    return Problem(rule, Severity.ERROR, row, message)


def _warning(rule: str, row: str, message: Message) -> Problem:
    return Problem(rule, Severity.WARNING, row, message)
