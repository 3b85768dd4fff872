"""What the reader says of a form as a whole, each a sentence in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from numerals import Message, Month, format_month, localize_digits
from plans.document.reader.findings.gravity import error, warning
from plans.document.reader.text import shortened
from plans.document.values import Problem

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


def unreadable_heading(message: Message) -> Problem:
    """Something of the whole document that the text above the table should say."""
    return error("unreadable-value", "", message)


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
    return warning(
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
    return warning(
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
    return warning(
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
    return error(
        "month-outside-year",
        "",
        Message(
            bn=f"প্রতিবেদনের মাস {format_month(last, language='bn')}, কিন্তু লক্ষ্যমাত্রা অর্থবছর "
            f"{localize_digits(year, language='bn')}-এর।",
            en=f"The month reported is {format_month(last, language='en')}, but the targets are of "
            f"the fiscal year {year}.",
        ),
    )
